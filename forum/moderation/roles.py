"""Who may see what of a case: the one place where it is decided, for pages, notices, feeds and exports alike.

Whoever sees the circle sees the case, its guideline, its tallies and its reasons by seat number. What is kept from
whom: *flaggers* from everyone but themselves, on every surface; *votes* and reasons from everyone until the final vote
has been counted, and from the panel itself until the first one has; *who sat* from everyone until the case is closed,
and afterwards too where it would tell who flagged; and for ever which seat was whose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Count, Q, QuerySet

from forum.members.models import Member
from forum.moderation.counting import votes_in
from forum.moderation.models import Ballot, Case, Flag, Panel, Seat
from forum.moderation.numbers import UNSEEN


class Role(Enum):
    """What a reader is in a case. Who is several things is the first of them."""

    AUTHOR = "author"  # or whom it is about
    PANEL = "panel"  # has a seat, offered or taken, of any panel of the case
    FLAGGER = "flagger"
    RESERVE = "reserve"  # in the pool of the panel at work, and not drawn into it
    BYSTANDER = "bystander"
    VISITOR = "visitor"


@dataclass(frozen=True)
class Standing:
    """A reader before one case: what they are in it, and what is theirs of it."""

    case: Case
    panel: Panel | None  # the newest
    reader: Any
    role: Role
    seat: Seat | None  # theirs on the newest panel, while it is live
    flag: Flag | None  # theirs
    place: int | None  # theirs in the order of the newest draw, from 0

    @property
    def reads_what_is_judged(self) -> bool:
        """Whether they read the words in question even where others see them folded or hidden."""
        return self.role in (Role.AUTHOR, Role.PANEL)

    @property
    def reads_why_flagged(self) -> bool:
        """Whether they read what flaggers wrote: the panel, which has to know; not the author, whom a turn of phrase
        may tell who wrote it; and nobody to whom it is no task."""
        return self.seat is not None and self.seat.is_taken

    @property
    def may_give_nonce(self) -> bool:
        return (
            self.role is Role.AUTHOR
            and self.case.stage == Case.Stage.NONCE
            and self.panel is not None
            and self.panel.draw is not None
            and self.panel.draw.nonce_entry_id is None
        )

    def sees_votes(self, panel: Panel, round_: int) -> bool:
        """Whether they see the votes and reasons of that round: everyone once the panel has ended with a count, and
        those who sit on it the first ones, while they think again."""
        if panel.reasons_at is None:
            return False
        if panel.ended_at is not None and panel.result != Panel.DISMISSED:
            return True
        sits = self.seat is not None and self.seat.panel_id == panel.pk and self.seat.is_taken
        return sits and round_ == Ballot.FIRST


@dataclass(frozen=True)
class Sitters:
    """Who sat on the panels of a case; nobody by name while that is told to nobody."""

    members: Sequence[Member] = ()
    how_many: int = 0

    @property
    def names(self) -> Sequence[str]:
        return [member.name for member in self.members]


def standing_of(
    reader: Any, case: Case, *, panels: Sequence[Panel] | None = None, seats: Iterable[Seat] | None = None
) -> Standing:
    """What `reader` (who may be a visitor) is in a case that they see; at most four queries.

    Whoever has read all panels of the case, the newest last with their draws, and all its seats, gives them: then two.
    """
    if panels is None:
        panels = [*case.panels.select_related("draw", "case").order_by("-pk")[:1]]
    panel = panels[-1] if panels else None
    if not reader.is_authenticated:
        return Standing(case, panel, reader, Role.VISITOR, None, None, None)
    flag = case.flags.standing().filter(member=reader.pk).first()
    if seats is None:
        seats = Seat.objects.filter(panel__case=case, member=reader.pk).select_related("panel")
    seats = [one for one in seats if one.member_id == reader.pk]
    seat = next((one for one in seats if panel and one.panel_id == panel.pk and one.is_live), None)
    place = None
    if panel is not None and panel.draw is not None:
        place = panel.draw.leaves.filter(member=reader.pk).values_list("place", flat=True).first()
    if case.about_id == reader.pk:
        role = Role.AUTHOR
    elif any(one.is_live or one.accepted_at is not None for one in seats):
        role = Role.PANEL
    elif flag is not None:
        role = Role.FLAGGER
    elif panel is not None and panel.ended_at is None and place is not None:
        role = Role.RESERVE
    else:
        role = Role.BYSTANDER
    return Standing(case, panel, reader, role, seat, flag, place)


def votes_shown(standing: Standing, panel: Panel, round_: int) -> Sequence[Ballot]:
    """The votes of that round with their reasons, by seat number, as far as the reader may see them."""
    return votes_in(panel, round_) if standing.sees_votes(panel, round_) else ()


def who_sat(case: Case, seats: Iterable[Seat] | None = None) -> Sitters:
    """Everyone who had taken a seat, by name, once the case is closed: so no order tells which seat was whose. How many
    they were and no names where whoever did not sit would be known to have flagged. At most two queries."""
    if not case.is_closed:
        return Sitters()
    if seats is None:
        seats = Seat.objects.filter(panel__case=case).select_related("member")
    sat = {seat.member for seat in seats if seat.accepted_at is not None and seat.member is not None}
    if sat and not _may_be_named(case):
        return Sitters(how_many=len(sat))
    return Sitters(sorted(sat, key=lambda member: (member.name.casefold(), member.pk)), len(sat))


def _may_be_named(case: Case) -> bool:
    """Whether of each pool enough are left who neither sat, in this case or the one it reviews, nor flagged.

    Who could have sat is read from rows that everyone sees. So the pools are looked at one by one: after an appeal,
    when two panels have sat, those of the first who are left are few.
    """
    if case.kind in (Case.Kind.PRACTICE, Case.Kind.HOLD):
        return True  # nobody flagged
    told = [case.pk] if case.reviews is None else [case.pk, case.reviews.case_id]
    sat = Seat.objects.filter(panel__case__in=told, accepted_at__isnull=False, member__isnull=False)
    flagged = Flag.objects.filter(case__in=told, member__isnull=False)
    unseen = Q(draw__leaves__member__isnull=False)
    unseen &= ~Q(draw__leaves__member__in=sat.values("member"))
    unseen &= ~Q(draw__leaves__member__in=flagged.values("member"))
    panels = case.panels.annotate(unseen=Count("draw__leaves", filter=unseen))
    return min(panels.values_list("unseen", flat=True), default=0) >= UNSEEN


def judged_by(member: Any) -> QuerySet:
    """The numbers of the posts whose words `member` still reads because they have a seat in an open case about them, or
    had one in a case whose ruling stands."""
    seats = Seat.objects.filter(member=member.pk, accepted_at__isnull=False, panel__case__post__isnull=False)
    at_work = Q(panel__case__closed_at=None, ended_at=None)
    stands = Q(panel__ruling__outcome__in=["note", "fold", "hide", "affirm"], panel__ruling__ended_at=None)
    return seats.filter(at_work | stands).values("panel__case__post")


def case_of(entry_number: int) -> Case | None:
    """The case whose ruling, appeal or step the entry of that number tells of."""
    told = Q(rulings__entry=entry_number) | Q(meanwhile=entry_number) | Q(rulings__appeal__entry=entry_number)
    drawn = Q(panels__draw__opened=entry_number) | Q(panels__draw__drawn=entry_number)
    return Case.objects.filter(told | drawn).distinct().first()
