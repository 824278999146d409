"""Where people stand to a proposal: the sums, and who says what, in a number of queries that they do not change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Membership
from forum.decisions.models import Elector, Position, Proposal, Second
from forum.decisions.rules import LARGEST_WITHOUT_SECOND
from forum.web.pagination import Page, newest_page

Stage = Proposal.Stage
NAMES = 60  # on a page of their own
SILENT = "silent"
LABELS: dict[str, str | Promise] = {
    **dict(Position.Says.choices),
    SILENT: _("Nothing yet"),
}


@dataclass(frozen=True)
class Tally:
    says: str
    label: str | Promise
    count: int


@dataclass(frozen=True)
class PositionLine:
    """A position as its reader sees it. `is_earlier` where it was said of other words, and does not count any more."""

    position: Position
    is_earlier: bool
    has_left: bool
    seconds: Sequence[str]  # names
    stands: bool
    may_second: bool
    is_seconded: bool  # by the reader


@dataclass(frozen=True)
class PositionsPage:
    proposal: Proposal
    lines: Page[PositionLine]


def positions_page(proposal: Proposal, reader: Any, now: datetime, *, before: str = "") -> PositionsPage:
    """All positions, the latest first, below the key `before`."""
    rows = _with_names(Position.objects.visible_to(reader).filter(proposal=proposal))
    page = newest_page(rows, by="at", before=before, size=NAMES)
    lines = position_lines(proposal, page.rows, reader, electors=0, has_a_say=False, now=now)
    return PositionsPage(proposal, Page(lines, page.further))


def tallies_of(proposal: Proposal, reader: Any) -> tuple[list[Tally], int, int, bool]:
    """How many of those with a say stand where; how many there are, how many active; and whether the reader is one.

    One query, whose rows are as many as there are kinds of answers.
    """
    if proposal.stage in (Stage.DRAFT, Stage.QUESTIONS):
        return [], 0, 0, False
    counting = Position.objects.filter(proposal=proposal, member=OuterRef("member")).that_count()
    groups = (
        Elector.objects.filter(proposal=proposal)
        .still_in()
        .annotate(
            says=Coalesce(Subquery(counting.values("says")[:1]), Value(SILENT)),
            mine=Case(When(member=reader.pk, then=1), default=0, output_field=IntegerField()),
        )
        .values_list("says", "is_active", "mine")
        .annotate(number=Count("pk"))
        .order_by()
    )
    numbers: dict[str, int] = dict.fromkeys(LABELS, 0)
    electors = active = 0
    has_a_say = False
    for says, is_active, mine, number in groups:
        numbers[says] += number
        electors += number
        active += number if is_active else 0
        has_a_say = has_a_say or bool(mine)
    return [Tally(says, LABELS[says], numbers[says]) for says in LABELS], electors, active, has_a_say


def first_positions(proposal: Proposal, reader: Any) -> QuerySet[Position]:
    """The reader's own first, then blocks, then the others, the latest first."""
    order = Case(When(member=reader.pk, then=0), When(says="block", then=1), default=2)
    return _with_names(Position.objects.filter(proposal=proposal)).order_by(order, "-at", "-pk")


def _with_names(positions: QuerySet[Position]) -> QuerySet[Position]:
    present = Membership.objects.current().filter(
        circle=OuterRef("proposal__circle"), member=OuterRef("member")
    )
    return (
        positions.select_related("member")
        .prefetch_related(Prefetch("seconds", Second.objects.select_related("member")))
        .annotate(is_present=Exists(present))
    )


def position_lines(
    proposal: Proposal,
    positions: Sequence[Any],
    reader: Any,
    *,
    electors: int,
    has_a_say: bool,
    now: datetime,
) -> list[PositionLine]:
    is_time = proposal.stage == Stage.POSITIONS and proposal.ends_at is not None and now < proposal.ends_at
    lines = []
    for one in positions:
        seconds = [second.member for second in one.seconds.all()]
        is_block = one.says == Position.Says.BLOCK
        lines.append(
            PositionLine(
                position=one,
                is_earlier=one.wording != proposal.wording and not is_block,
                has_left=not one.is_present,
                seconds=[member.name for member in seconds],
                stands=is_block and (bool(seconds) or 0 < electors <= LARGEST_WITHOUT_SECOND),
                may_second=is_block and is_time and has_a_say and one.member_id != reader.pk,
                is_seconded=any(member.pk == reader.pk for member in seconds),
            )
        )
    return lines
