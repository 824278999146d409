"""What the record says of the roles of a meeting, and whether its rows say the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.meetings.models import Meeting
from forum.meetings.rota.assigning import assigned
from forum.meetings.rota.models import Rota, Turn
from forum.record.checking import register as register_check
from forum.record.explaining import Beside
from forum.record.explaining import register as register_type
from forum.record.models import Entry

AT_ONCE = 100  # rows read at a time


def register() -> None:
    register_type(
        "rota",
        label=_("Roles of a meeting"),
        sentence=_(
            "For meeting {case}, the order that the lot gave and how often each had served said who has which role."
        ),
        lookup=_meetings,
    )
    register_check("roles of meetings", rotas_hold)


def recomputed(body: Mapping[str, Any], order: Sequence[str]) -> dict[str, str]:
    """Who has which role, by their marks, from what a `rota` entry says and the `order` of its draw."""
    served = {
        (role, mark): times
        for role, counts in body["served"].items()
        for mark, times in zip(order, counts, strict=True)
    }
    out = frozenset((role, mark) for role, marks in body["out"].items() for mark in marks)
    return assigned(order, body["among"], served, body["last"], out)


def rotas_hold() -> Iterator[str]:
    """Whether each rota follows from its draw, and whoever got a role by it is the one behind the mark."""
    rows = Rota.objects.filter(entry__isnull=False).select_related("entry", "draw__drawn").order_by("pk")
    for rota in rows.prefetch_related("draw__leaves").iterator(chunk_size=AT_ONCE):
        if wrong := _wrong(rota):
            yield f"rota of meeting {rota.pk}: {wrong}"


def _wrong(rota: Rota) -> str:
    assert rota.entry is not None
    body = rota.entry.read_all()
    if rota.draw is None or rota.draw.drawn is None or body["case"] != rota.draw.case:
        return f"entry {rota.entry.number} is not of its draw"
    order = rota.draw.drawn.read("order")
    if recomputed(body, order) != body["roles"]:
        return "its roles do not follow from the draw and from how often each had served"
    marks = {one.commitment: one.member_id for one in rota.draw.leaves.all()}
    got = {role: marks.get(mark) for role, mark in body["roles"].items()}
    drawn = Turn.objects.filter(meeting=rota.pk, came_by=Turn.CameBy.DRAWN).values_list("role", "member")
    has_changed = any(got.get(role) not in (None, member) for role, member in drawn)
    return "somebody has a role that the lot did not give them" if has_changed else ""


def _meetings(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    """The title of the meeting, which the body calls "m" and its number, and the page that says how it was drawn."""
    numbers = {}
    for entry in entries:
        case = str(entry.read_all().get("case", ""))
        if case[:1] == "m" and case[1:].isdecimal():
            numbers[entry.number] = int(case[1:])
    meetings = Meeting.objects.visible_to(reader).in_bulk(list(set(numbers.values())))
    return {
        number: Beside(lines=[meetings[one].title], href=_page_of(meetings[one]))
        for number, one in numbers.items()
        if one in meetings
    }


def _page_of(meeting: Meeting) -> str:
    return reverse("rota", args=[meeting.pk])
