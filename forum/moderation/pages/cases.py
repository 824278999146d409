"""The page of a case, as each of those in it and around it sees it: eight queries, nine when it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from forum.moderation.appealing import may_be_redrawn
from forum.moderation.counting import latest_of
from forum.moderation.models import Appeal, Ballot, Case, Flag, Panel, Ruling, Seat
from forum.moderation.pages.tallies import Tally, tally_of
from forum.moderation.pages.way import Step, way_of
from forum.moderation.pages.words import Words, words_of
from forum.moderation.roles import Role, Sitters, Standing, standing_of, who_sat
from forum.moderation.wordings import holds_for
from forum.permissions import Act, can
from forum.record.models import Entry


@dataclass(frozen=True)
class PanelTold:
    """A panel, with what its reader may know of its votes and of what came of them."""

    panel: Panel
    ruling: Ruling | None
    appeal: Appeal | None  # by which it was asked
    tallies: Sequence[Tally]  # the final one first
    filled: int
    receipt: Entry | None  # of the last number in its draw

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it beyond its steps."""
        return self.panel.ended_at is not None or self.appeal is not None or bool(self.tallies)


@dataclass(frozen=True)
class May:
    """What the reader can do in the case now."""

    give_number: bool
    ask_redraw: bool
    take_seat: bool
    give_back: bool
    vote: bool
    appeal: bool
    sit: bool
    withdraw_flag: bool
    flag_conduct: bool
    propose: bool  # to the circle, where nobody could be asked

    @property
    def anything(self) -> bool:
        """Whether the case waits for something that the reader alone can do."""
        return any((self.give_number, self.take_seat, self.vote, self.appeal, self.sit, self.ask_redraw))


@dataclass(frozen=True)
class CasePage:
    """A case before its reader. `flags` is what was said by those who flagged: for those who judge it. `leaves_present`
    where what was found, and stands, holds for an earlier wording and not for the words as they are now."""

    case: Case
    standing: Standing
    way: Sequence[Step]
    words: Words
    may: May
    panels: Sequence[PanelTold]  # the newest first
    ruling: Ruling | None  # what was found, and stands or did
    flags: Sequence[Flag]
    own_ballot: Ballot | None  # the reader's in the round that is on
    sat: Sitters  # once the case is closed
    leaves_present: bool
    membership: int | None  # the number of that of whom it is about, while they are in the circle

    @property
    def role(self) -> str:
        return self.standing.role.value

    @property
    def panel(self) -> Panel | None:
        """The one at work, if there is one."""
        panel = self.standing.panel
        return panel if panel is not None and panel.ended_at is None else None

    @property
    def told(self) -> Sequence[PanelTold]:
        return [one for one in self.panels if one.is_told]

    @property
    def receipt(self) -> Entry | None:
        return self.panels[0].receipt if self.panels else None

    @property
    def place(self) -> int | None:
        """The reader's in the order drawn, from 1."""
        return None if self.standing.place is None else self.standing.place + 1


def case_page(case: Case, reader: Any, now: datetime | None = None) -> CasePage:
    """The page of `case`, which comes as `for_page` brings it, for `reader`, who may be a visitor."""
    panels = _panels_of(case)
    seats = list(Seat.objects.filter(panel__case=case).select_related("panel", "member").order_by("number"))
    standing = standing_of(reader, case, panels=panels, seats=seats)
    ballots = _ballots_of(standing, panels)
    told = [_told(standing, panel, seats, ballots) for panel in reversed(panels)]
    found = [one.ruling for one in reversed(told) if one.ruling and one.panel.kind != Panel.Kind.APPEAL]
    ruling = found[-1] if found else None
    own_ballot = _own_ballot(standing, ballots)
    return CasePage(
        case=case,
        standing=standing,
        way=way_of(case, panels, found[0].at if found else None),
        words=words_of(standing, ruling if ruling and ruling.ended_at is None else None),
        may=_may(standing, ruling, panels, seats, now or timezone.now()),
        panels=told,
        ruling=ruling,
        flags=list(case.flags.standing().order_by("pk")) if standing.reads_why_flagged else [],
        own_ballot=own_ballot,
        sat=who_sat(case, seats),
        leaves_present=_leaves_present(case, ruling),
        membership=case.member_there,  # type: ignore[attr-defined]
    )


def _panels_of(case: Case) -> list[Panel]:
    """All panels of a case, the newest last, with their draws, rulings and appeals."""
    together = ("draw__nonce_entry", "draw__drawn", "ruling__entry", "ruling__appeal", "appeal")
    panels = list(case.panels.select_related(*together).order_by("pk"))
    for panel in panels:
        panel.case = case  # read already
    return panels


def _ballots_of(standing: Standing, panels: Sequence[Panel]) -> list[Ballot]:
    """The votes that the reader may see, and their own. What seats that were given up had said counts no more."""
    seen = Q(pk__in=[])
    for panel in panels:
        for round_ in (Ballot.FIRST, Ballot.FINAL):
            if standing.sees_votes(panel, round_):
                seen |= Q(seat__panel=panel, round=round_)
    own = Q(seat=standing.seat) if standing.seat else Q(pk__in=[])
    if not standing.seat and not any(standing.sees_votes(panel, Ballot.FIRST) for panel in panels):
        return []
    rows = Ballot.objects.filter(seen | own, seat__ended_at=None, seat__accepted_at__isnull=False)
    return list(rows.select_related("seat").order_by("round", "pk"))


def _told(standing: Standing, panel: Panel, seats: Sequence[Seat], ballots: Sequence[Ballot]) -> PanelTold:
    ruling: Ruling | None = getattr(panel, "ruling", None)
    filled = sum(seat.is_taken for seat in seats if seat.panel_id == panel.pk)
    cast = [ballot for ballot in ballots if ballot.seat.panel_id == panel.pk]
    rounds = [
        tally_of(panel, round_, latest_of(one for one in cast if one.round <= round_), filled)
        for round_ in (Ballot.FINAL, Ballot.FIRST)
        if standing.sees_votes(panel, round_)
    ]
    return PanelTold(
        panel=panel,
        ruling=ruling,
        appeal=getattr(panel, "appeal", None),
        tallies=rounds,
        filled=filled,
        receipt=panel.draw.nonce_entry if panel.draw else None,
    )


def _leaves_present(case: Case, ruling: Ruling | None) -> bool:
    if case.post is None or ruling is None or ruling.up_to is None or ruling.ended_at is not None:
        return False
    return case.post.withdrawn_at is None and not holds_for(case.post, ruling.up_to)


def _own_ballot(standing: Standing, ballots: Sequence[Ballot]) -> Ballot | None:
    """What the reader has said in the round that is on; in the final one, what they said first, until they vote."""
    if standing.seat is None:
        return None
    own = latest_of(one for one in ballots if one.seat_id == standing.seat.pk)
    return own[0] if own else None


def _may(
    standing: Standing, ruling: Ruling | None, panels: Sequence[Panel], seats: Sequence[Seat], now: datetime
) -> May:
    case, seat, panel = standing.case, standing.seat, standing.panel
    is_author = standing.role is Role.AUTHOR
    is_offered = (
        seat is not None
        and seat.accepted_at is None
        and now < seat.offered_until
        and panel is not None
        and panel.ended_at is None
    )
    is_seated = seat is not None and seat.is_taken and panel is not None and panel.ended_at is None
    votes = (
        case.stage in (Case.Stage.FIRST, Case.Stage.FINAL) and case.due_at is not None and now < case.due_at
    )
    return May(
        give_number=standing.may_give_nonce and case.due_at is not None and now < case.due_at,
        ask_redraw=is_author and may_be_redrawn(case, panel),
        take_seat=is_offered,
        give_back=is_offered or (is_seated and case.stage in (Case.Stage.SEATING, Case.Stage.FIRST)),
        vote=is_seated and votes,
        appeal=is_author and _is_appealable(case, ruling, panels, now),
        sit=_may_sit(standing, seats),
        withdraw_flag=standing.flag is not None and case.stage == Case.Stage.FLAGGED,
        flag_conduct=_may_flag_conduct(standing, ruling),
        propose=_was_nobody_asked(case, ruling) and can(standing.reader, Act.PROPOSE, case.circle),
    )


def _is_appealable(case: Case, ruling: Ruling | None, panels: Sequence[Panel], now: datetime) -> bool:
    return (
        case.stage == Case.Stage.DECIDED
        and ruling is not None
        and ruling.restricts
        and ruling.appeal_until is not None
        and now < ruling.appeal_until
        and not any(panel.kind == Panel.Kind.APPEAL for panel in panels)
    )


def _was_nobody_asked(case: Case, ruling: Ruling | None) -> bool:
    """Whether too few could be drawn, for the case or for its appeal, so that the circle itself may decide."""
    appealed: Appeal | None = getattr(ruling, "appeal", None)
    return case.closing == Case.Closing.PROPOSAL or (appealed is not None and appealed.panel_id is None)


def _may_sit(standing: Standing, seats: Sequence[Seat]) -> bool:
    case, panel = standing.case, standing.panel
    return (
        case.is_practice
        and case.stage == Case.Stage.SEATING
        and panel is not None
        and standing.role is Role.BYSTANDER
        and sum(seat.is_taken for seat in seats) < panel.n
        and can(standing.reader, Act.SIT_IN_PRACTICE, case)
    )


def _may_flag_conduct(standing: Standing, ruling: Ruling | None) -> bool:
    """Whether a ruling stands against another's post, so that the way they take part may be looked at."""
    case = standing.case
    return (
        ruling is not None
        and ruling.ended_at is None
        and ruling.outcome in ("note", "fold", "hide")
        and not case.is_practice
        and standing.role not in (Role.AUTHOR, Role.VISITOR)
        and case.member_there is not None  # type: ignore[attr-defined]
    )
