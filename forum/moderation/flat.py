"""Seats on panels, as a measure of how flat a circle is: the lot sees to it, and here one sees that it does."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count as Number
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.circles.models import Circle
from forum.flatness.registry import Count, Measure, register
from forum.moderation.models import Panel, Seat


def _half(few: int, people: int) -> str:
    return ngettext(
        "%(few)s of %(people)s people had half of the seats.",
        "%(few)s of %(people)s people had half of the seats.",
        few,
    ) % {"few": few, "people": people}


def _own(own: int, total: int) -> str:
    return ngettext("You had %(own)s of %(total)s seat.", "You had %(own)s of %(total)s seats.", total) % {
        "own": own,
        "total": total,
    }


SEATS = Measure(
    "seats", _("Seats on panels"), _("seats on panels"), _half, _own, is_role=True, is_known=False
)


def count_seats(circle: Circle, since: datetime | None, until: datetime) -> Mapping[str, Sequence[Count]]:
    """How many seats each member took in cases that are closed: before that nobody is told who sits on a panel, and to
    practise is no power."""
    seats = _seats(circle, until)
    if since is not None:
        seats = seats.filter(panel__case__closed_at__gte=since)
    rows = seats.order_by().values("member").annotate(number=Number("pk")).values_list("member", "number")
    return {SEATS.name: [Count.of(member, number) for member, number in rows]}


def latest_seated(circle: Circle, until: datetime, most: int) -> Mapping[str, Sequence[int]]:
    """Who had the latest seats, of cases that are closed."""
    seats = _seats(circle, until).order_by("-panel__case__closed_at", "-pk")
    return {SEATS.name: list(seats.values_list("member", flat=True)[:most])}


def _seats(circle: Circle, until: datetime) -> QuerySet[Seat]:
    return Seat.objects.filter(
        panel__case__circle=circle,
        panel__case__closed_at__lte=until,
        accepted_at__isnull=False,
        member__isnull=False,
    ).exclude(panel__kind=Panel.Kind.PRACTICE)


def register_own() -> None:
    register([SEATS], count_seats, holders=latest_seated)
