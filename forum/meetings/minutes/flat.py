"""Facilitating and taking minutes, as measures of how flat a circle is: the lot sees to it, and here one sees it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count as Number
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.circles.models import Circle
from forum.flatness.registry import Count, Measure, register
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Role, Turn


def _half_facilitated(few: int, people: int) -> str:
    return ngettext(
        "Half of all facilitating was done by %(few)s of %(people)s people.",
        "Half of all facilitating was done by %(few)s of %(people)s people.",
        few,
    ) % {"few": few, "people": people}


def _own_facilitated(own: int, total: int) -> str:
    return ngettext(
        "You facilitated %(own)s of %(total)s time.", "You facilitated %(own)s of %(total)s times.", total
    ) % {"own": own, "total": total}


def _half_took_minutes(few: int, people: int) -> str:
    return ngettext(
        "Half of the minutes were taken by %(few)s of %(people)s people.",
        "Half of the minutes were taken by %(few)s of %(people)s people.",
        few,
    ) % {"few": few, "people": people}


def _own_took_minutes(own: int, total: int) -> str:
    return ngettext(
        "You took minutes %(own)s of %(total)s time.", "You took minutes %(own)s of %(total)s times.", total
    ) % {"own": own, "total": total}


FACILITATING = Measure(
    "facilitating",
    _("Facilitating"),
    _("turns of facilitating"),
    _half_facilitated,
    _own_facilitated,
    is_role=True,
)
MINUTES = Measure(
    "minutes", _("Minutes"), _("turns of taking minutes"), _half_took_minutes, _own_took_minutes, is_role=True
)
MEASURES = {Role.FACILITATOR.value: FACILITATING, Role.MINUTE_TAKER.value: MINUTES}


def count_turns(circle: Circle, since: datetime | None, until: datetime) -> Mapping[str, Sequence[Count]]:
    """In how many meetings that were held each member had the role, for whatever part of them; whoever gave it away
    before a meeting began had it in name alone. Everyone there reads who had which."""
    turns = _turns(circle, until)
    if since is not None:
        turns = turns.filter(meeting__closed_at__gte=since)
    counted = turns.order_by().values("role", "member").annotate(number=Number("meeting", distinct=True))
    found: dict[str, list[Count]] = {measure.name: [] for measure in MEASURES.values()}
    for role, member, number in counted.values_list("role", "member", "number"):
        found[MEASURES[role].name].append(Count.of(member, number))
    return found


def latest_in_turn(circle: Circle, until: datetime, most: int) -> Mapping[str, Sequence[int]]:
    """Who had each role in the latest meetings, so many of them."""
    held = Meeting.objects.filter(circle=circle, closed_at__lte=until).order_by("-closed_at", "-pk")
    numbers = held.values("pk")[:most]
    turns = _turns(circle, until).filter(meeting__in=numbers).order_by("-meeting__closed_at", "-since", "-pk")
    found: dict[str, list[int]] = {measure.name: [] for measure in MEASURES.values()}
    for role, member in turns.values_list("role", "member"):
        found[MEASURES[role].name].append(member)
    return found


def _turns(circle: Circle, until: datetime) -> QuerySet[Turn]:
    return Turn.objects.filter(
        Q(until=None) | Q(until__gt=F("meeting__opened_at")),
        meeting__circle=circle,
        meeting__closed_at__lte=until,
        role__in=MEASURES,
    )


def register_own() -> None:
    register(list(MEASURES.values()), count_turns, holders=latest_in_turn)
