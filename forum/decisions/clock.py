"""What a proposal's clock does when a stage ends. Safe to be asked twice, late, and by several workers at once: each
step is one transaction that holds the proposal and looks again whether it is due. A stage that begins late has its
whole time all the same.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from forum.circles.models import Membership
from forum.circles.numbers import number_of
from forum.decisions.closing import Outcome, close
from forum.decisions.consent import Matter, Next, Says, Standpoint, counted, stands, what_follows
from forum.decisions.counting import count
from forum.decisions.electorate import freeze, still_in
from forum.decisions.locking import Stage, locked, locked_at
from forum.decisions.models import Kind, Position, Proposal, ProposalVote
from forum.decisions.rules import (
    AMENDING,
    LEAST_OF_A_ROUND,
    LEAST_TO_SEND_AWAY,
    PERCENT,
    PERCENT_WEIGHTY,
    REMIND_BEFORE,
    WEIGHTY,
)
from forum.decisions.signals import positions_opened, review_due, say_wanted, vote_opened
from forum.members.models import Member
from forum.permissions import Act, can, require


def move_all(now: datetime) -> int:
    """Move on every proposal whose stage is over at `now`, remind of those about to end, and tell of reviews that are
    due; return how many stages ended."""
    moved = sum(move_on(pk, now) for pk in _due(now))
    for pk in _to_be_reminded_of(now):
        _remind(pk, now)
    for pk in Proposal.objects.to_be_reviewed(now).filter(review_told_at=None).values_list("pk", flat=True):
        _tell_of_review(pk, now)
    return moved


@transaction.atomic
def move_on(pk: int, now: datetime) -> bool:
    """End the present stage of a proposal, if its time is over at `now`."""
    proposal = locked(pk)
    if not proposal.is_open or proposal.ends_at is None or proposal.ends_at > now:
        return False
    if _has_left(proposal):
        close(proposal, Outcome.OVERTAKEN, now=now)
    elif proposal.stage == Stage.QUESTIONS:
        _open_positions(proposal, now)
    elif proposal.stage == Stage.POSITIONS:
        _end_positions(proposal, now)
    elif proposal.stage == Stage.AMENDING:
        _open_vote(proposal, now)
    else:
        _end_vote(proposal, now)
    return True


@transaction.atomic
def end_if_left(pk: int) -> None:
    """End a proposal that asks somebody to leave who has left."""
    proposal = locked(pk)
    if proposal.is_open and _has_left(proposal):
        close(proposal, Outcome.OVERTAKEN, now=timezone.now())


@transaction.atomic
def put_to_vote(*, member: Member, proposal: Proposal, at: datetime | None = None) -> Proposal:
    """Amend a blocked proposal no further, and let the circle vote on it as it is."""
    require(member, Act.CHANGE_PROPOSAL, proposal)
    now = at or timezone.now()
    proposal = locked_at(proposal.pk, Stage.AMENDING, now=now)
    _open_vote(proposal, now)
    return proposal


def standpoints_of(proposal: Proposal) -> list[Standpoint]:
    """Where members stand, with who seconds them, in two queries."""
    positions = Position.objects.filter(proposal=proposal).prefetch_related("seconds")
    return [
        Standpoint(
            one.member_id,
            Says(one.says),
            one.wording,
            frozenset(second.member_id for second in one.seconds.all()),
        )
        for one in positions
    ]


def _has_left(proposal: Proposal) -> bool:
    present = Membership.objects.current().filter(circle=proposal.circle, member=proposal.about_id)
    return proposal.kind == Kind.LEAVING and not present.exists()


def _open_positions(proposal: Proposal, now: datetime) -> None:
    electors = freeze(proposal, now)
    if proposal.kind == Kind.LEAVING and electors < LEAST_TO_SEND_AWAY:
        close(proposal, Outcome.FALLEN, now=now, electors=electors)
        return
    usual = timedelta(days=number_of(proposal.circle, "days_for_positions"))
    proposal.stage = Stage.POSITIONS
    proposal.ends_at = now + (max(usual, WEIGHTY) if proposal.is_weighty else usual)
    proposal.save(update_fields=["stage", "ends_at"])
    positions_opened.send(sender=Proposal, proposal=proposal)


def _end_positions(proposal: Proposal, now: datetime) -> None:
    electors, active = still_in(proposal)
    standpoints = standpoints_of(proposal)
    follows = what_follows(_matter(proposal, now), standpoints, electors=electors, active=active)
    if follows is Next.AMENDING:
        proposal.amend_until = proposal.amend_until or now + AMENDING
        proposal.stage, proposal.ends_at = Stage.AMENDING, proposal.amend_until - LEAST_OF_A_ROUND
        proposal.save(update_fields=["stage", "ends_at", "amend_until"])
    elif follows is Next.VOTE:
        _open_vote(proposal, now)
    else:
        outcome = Outcome.ADOPTED if follows is Next.ADOPTED else Outcome.FALLEN
        said = counted(standpoints, wording=proposal.wording, electors=electors)
        close(
            proposal,
            outcome,
            now=now,
            positions=Counter(one.says for one in said),
            standing=sum(stands(one, electors) for one in said),
            electors=len(electors),
        )


def _matter(proposal: Proposal, now: datetime) -> Matter:
    last_call = (proposal.amend_until or now + AMENDING) - LEAST_OF_A_ROUND
    return Matter(
        proposer=proposal.proposed_by_id,
        wording=proposal.wording,
        is_weighty=proposal.is_weighty,
        is_voted=proposal.kind == Kind.LEAVING,
        rounds=proposal.rounds,
        # A proposer who has left the circle amends nothing any more, and whom it is about cannot be amended.
        may_amend=proposal.kind != Kind.LEAVING
        and now < last_call
        and can(proposal.proposed_by, Act.CHANGE_PROPOSAL, proposal),
    )


def _open_vote(proposal: Proposal, now: datetime) -> None:
    usual = timedelta(days=number_of(proposal.circle, "days_for_positions"))
    proposal.stage, proposal.reminded_at = Stage.VOTE, None
    proposal.ends_at = now + (max(usual, WEIGHTY) if proposal.is_weighty else usual)
    proposal.save(update_fields=["stage", "ends_at", "reminded_at"])
    vote_opened.send(sender=Proposal, proposal=proposal)


def _end_vote(proposal: Proposal, now: datetime) -> None:
    electors, active = still_in(proposal)
    votes = dict(ProposalVote.objects.filter(proposal=proposal).values_list("member_id", "says"))
    counted_up = count(
        {member for member, says in votes.items() if says == "yes"},
        {member for member, says in votes.items() if says == "no"},
        electors=electors,
        active=active,
        percent=PERCENT_WEIGHTY if proposal.is_weighty else PERCENT,
        least=LEAST_TO_SEND_AWAY if proposal.kind == Kind.LEAVING else 1,
    )
    said = counted(standpoints_of(proposal), wording=proposal.wording, electors=electors)
    close(
        proposal,
        Outcome.ADOPTED if counted_up.carries else Outcome.FALLEN,
        now=now,
        positions=Counter(one.says for one in said),
        standing=sum(stands(one, electors) for one in said),
        electors=len(electors),
        count=counted_up,
    )


def _due(now: datetime) -> list[int]:
    return list(Proposal.objects.due(now).order_by("ends_at", "pk").values_list("pk", flat=True))


def _to_be_reminded_of(now: datetime) -> list[int]:
    ending = Proposal.objects.filter(stage__in=[Stage.POSITIONS, Stage.VOTE], reminded_at=None)
    return list(ending.filter(ends_at__gt=now, ends_at__lte=now + REMIND_BEFORE).values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, now: datetime) -> None:
    proposal = locked(pk)
    if proposal.stage in (Stage.POSITIONS, Stage.VOTE) and proposal.reminded_at is None:
        proposal.reminded_at = now
        proposal.save(update_fields=["reminded_at"])
        say_wanted.send(sender=Proposal, proposal=proposal)


@transaction.atomic
def _tell_of_review(pk: int, now: datetime) -> None:
    proposal = locked(pk)
    if proposal.review_told_at is None and proposal.review_at and proposal.review_at <= now:
        proposal.review_told_at = now
        proposal.save(update_fields=["review_told_at"])
        review_due.send(sender=Proposal, proposal=proposal)
