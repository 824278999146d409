"""What a proposal's page needs, in a number of queries that neither members, positions nor posts change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Case, Count, Max, Value, When
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from forum.debate.models import Post
from forum.decisions.models import Position, Proposal, ProposalVote, ProposalWording
from forum.decisions.pages.standing import (
    SILENT,
    PositionLine,
    Tally,
    first_positions,
    position_lines,
    tallies_of,
)
from forum.decisions.picture import Picture, picture_of
from forum.decisions.rules import (
    LARGEST_WITHOUT_SECOND,
    LEAST_OF_A_ROUND,
    PERCENT,
    PERCENT_WEIGHTY,
    ROUNDS,
)
from forum.permissions import Act, can
from forum.text import excerpt, render_diff, word_diff

Stage = Proposal.Stage
MOST_POSITIONS = 30  # on the proposal's own page
LATEST = 3  # posts of the discussion
WORDS = 220  # code points of each
MOST_WORDINGS = 12


@dataclass(frozen=True)
class Step:
    """A stage on the way: "done", "now" or "ahead"."""

    label: str | Promise
    state: str


@dataclass(frozen=True)
class WordingLine:
    """A version, and how it differs from the one before it."""

    wording: ProposalWording
    changes: SafeString


@dataclass(frozen=True)
class Reply:
    """A post of the discussion in few words."""

    post: Post
    words: str


@dataclass(frozen=True)
class Rights:
    """What the reader may do now."""

    edit: bool = False
    open: bool = False
    reword: bool = False
    withdraw: bool = False
    put_to_vote: bool = False
    take_position: bool = False
    vote: bool = False
    answer: bool = False
    review: bool = False


@dataclass(frozen=True)
class ProposalPage:
    proposal: Proposal
    steps: Sequence[Step]
    changes: (
        SafeString | str
    )  # what holds, compared with what is proposed; "" where nothing holds in its place
    why: SafeString
    replies: Sequence[Reply]
    tallies: Sequence[Tally]
    picture: Picture | None
    electors: int
    active: int
    lines: Sequence[PositionLine]
    has_more: bool
    own: PositionLine | None
    wordings: Sequence[WordingLine]
    may: Rights
    voted: int = 0
    own_vote: str = ""
    percent: int = PERCENT
    rounds_left: int = ROUNDS
    amend_by: datetime | None = None
    seconds_needed: bool = True
    blocks: Sequence[PositionLine] = field(default_factory=list)

    @property
    def said(self) -> int:
        """How many have a position that counts."""
        return sum(tally.count for tally in self.tallies if tally.says != SILENT)


def proposal_page(proposal: Proposal, reader: Any, now: datetime) -> ProposalPage:
    """The page of `proposal`, which comes `for_pages`. Six queries for a visitor; three more for a member."""
    tallies, electors, active, has_a_say = tallies_of(proposal, reader)
    found = first_positions(proposal, reader)[: MOST_POSITIONS + 1] if electors else []
    lines = position_lines(proposal, list(found), reader, electors=electors, has_a_say=has_a_say, now=now)
    voted, own_vote = _votes(proposal, reader)
    return ProposalPage(
        proposal=proposal,
        steps=_steps(proposal),
        changes=render_diff(word_diff(proposal.before, proposal.text)) if proposal.before else "",
        why=proposal.thread.opening.safe_html
        if proposal.thread and proposal.thread.opening
        else SafeString(""),
        replies=_replies(proposal),
        tallies=tallies,
        picture=picture_of({tally.says: tally.count for tally in tallies}),
        electors=electors,
        active=active,
        lines=lines[:MOST_POSITIONS],
        has_more=len(lines) > MOST_POSITIONS,
        own=next((line for line in lines if line.position.member_id == reader.pk), None),
        wordings=_wordings(proposal),
        may=_rights(proposal, reader, has_a_say=has_a_say, now=now),
        voted=voted,
        own_vote=own_vote,
        percent=PERCENT_WEIGHTY if proposal.is_weighty else PERCENT,
        rounds_left=ROUNDS - proposal.rounds,
        amend_by=proposal.amend_until - LEAST_OF_A_ROUND if proposal.amend_until else None,
        seconds_needed=electors > LARGEST_WITHOUT_SECOND,
        blocks=[line for line in lines if line.position.says == Position.Says.BLOCK],
    )


def _votes(proposal: Proposal, reader: Any) -> tuple[int, str]:
    """How many have voted, and how the reader did; nobody is told how anybody else did."""
    if proposal.stage != Stage.VOTE:
        return 0, ""
    own = Case(When(member=reader.pk, then="says"), default=Value(""))
    row = ProposalVote.objects.filter(proposal=proposal).aggregate(number=Count("pk"), own=Max(own))
    return row["number"], row["own"] or ""


def _replies(proposal: Proposal) -> list[Reply]:
    if proposal.thread is None:
        return []
    posts = Post.objects.filter(thread=proposal.thread, answers__isnull=False).with_words()
    latest = posts.select_related("author").order_by("-pk")[:LATEST]
    return [Reply(post, excerpt(post.html, WORDS)) for post in latest]


def _wordings(proposal: Proposal) -> list[WordingLine]:
    """The versions that followed the first, the latest first."""
    if proposal.wording == 1:
        return []
    found = list(proposal.wordings.order_by("-number")[: MOST_WORDINGS + 1])
    return [WordingLine(new, render_diff(word_diff(old.text, new.text))) for new, old in pairwise(found)]


def _steps(proposal: Proposal) -> list[Step]:
    """The way it has gone and will go: amending and a vote stand there once it has come to them. What ended by itself
    has not gone it."""
    if proposal.outcome in (Proposal.Outcome.WITHDRAWN, Proposal.Outcome.OVERTAKEN):
        return [Step(Stage.DRAFT.label, "done"), Step(Stage.CLOSED.label, "now")]
    way = [Stage.DRAFT, Stage.QUESTIONS, Stage.POSITIONS]
    if proposal.amend_until or proposal.stage == Stage.AMENDING:
        way.append(Stage.AMENDING)
    if proposal.stage == Stage.VOTE or proposal.was_voted or proposal.kind == "leaving":
        way.append(Stage.VOTE)
    way.append(Stage.CLOSED)
    if proposal.stage == Stage.POSITIONS and proposal.rounds:
        way.remove(Stage.AMENDING)  # positions on other words come after it
        way.insert(2, Stage.AMENDING)
    here = way.index(Stage(proposal.stage))
    return [
        Step(stage.label, "now" if nth == here else "done" if nth < here else "ahead")
        for nth, stage in enumerate(way)
    ]


def _rights(proposal: Proposal, reader: Any, *, has_a_say: bool, now: datetime) -> Rights:
    """Asks the table of Acts only where the answer can be yes."""
    if not reader.is_authenticated:
        return Rights()
    is_time = proposal.ends_at is None or now < proposal.ends_at
    own = proposal.proposed_by_id == reader.pk and can(reader, Act.CHANGE_PROPOSAL, proposal)
    return Rights(
        edit=own and proposal.stage == Stage.DRAFT,
        open=own and proposal.stage == Stage.DRAFT,
        reword=own
        and proposal.kind != "leaving"
        and is_time
        and proposal.stage in (Stage.QUESTIONS, Stage.AMENDING),
        withdraw=can(reader, Act.WITHDRAW_PROPOSAL, proposal) and proposal.stage != Stage.CLOSED,
        put_to_vote=own and is_time and proposal.stage == Stage.AMENDING,
        take_position=has_a_say and is_time and proposal.stage == Stage.POSITIONS,
        vote=has_a_say and is_time and proposal.stage == Stage.VOTE,
        answer=can(reader, Act.ANSWER_PROPOSAL, proposal) and proposal.is_open,
        review=proposal.outcome == Proposal.Outcome.ADOPTED
        and proposal.review_at is not None
        and proposal.review_at <= now
        and can(reader, Act.REVIEW_DECISION, proposal),
    )
