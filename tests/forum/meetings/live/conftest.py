"""A table of five who meet: Amara facilitates; Bashir, Chiara, Dmitri and Esi are in her circle. Esi is away."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.lots.drawing import carry_out, open_draw
from forum.meetings.live.asking import do_what_was_said
from forum.meetings.live.log import events_of
from forum.meetings.live.models import LiveState
from forum.meetings.live.presence import arrive
from forum.meetings.live.standing import State, order
from forum.meetings.live.writing_down import from_json
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.rota.models import Turn
from forum.members.models import Member
from tests.conftest import make_member

BEGIN = datetime(2026, 5, 4, 18, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def esi(db) -> Member:
    return make_member("esi")


@pytest.fixture
def table(amara, bashir, chiara, dmitri, esi) -> Circle:
    circle = open_circle(member=amara, slug="table", name="Table", purpose="Bread.")
    for member in (bashir, chiara, dmitri, esi):
        join(member=member, circle=circle)
    return circle


def open_meeting(circle: Circle, caller: Member, *, at: datetime = BEGIN, title: str = "Of steam") -> Meeting:
    """A meeting that has begun, with three things on its agenda."""
    meeting = Meeting.objects.create(
        circle=circle, title=title, starts_at=at, time_zone="UTC", called_by=caller, opened_at=at
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, place=place, title=name, added_by=caller)
        for place, name in enumerate(("Arriving", "Who keeps the key", "What next"))
    )
    return meeting


def draw_rota(meeting: Meeting, *members: Member) -> None:
    """Draw the order in which they have a role of the meeting, as its rota does."""
    pool = [member.pk for member in members]
    draw = open_draw(
        case=meeting.case, members=pool, n=1, needs={}, commitment=bytes(32), circle=meeting.circle
    )
    carry_out(draw=draw)


def facilitates(member: Member, meeting: Meeting) -> Turn:
    return Turn.objects.create(meeting=meeting, role="facilitator", member=member, came_by="drawn")


@pytest.fixture
def meeting(table, amara, bashir, chiara, dmitri) -> Meeting:
    meeting = open_meeting(table, amara)
    draw_rota(meeting, amara, bashir, chiara, dmitri)
    facilitates(amara, meeting)
    for nth, member in enumerate((amara, bashir, chiara, dmitri)):
        arrive(member=member, meeting=meeting, at=BEGIN + nth * SECOND)
    return meeting


Say = Callable[..., None]


@pytest.fixture
def say(meeting) -> Say:
    """Has a member press a button, so many seconds after the beginning."""
    return partial(press, meeting)


def press(meeting: Meeting, member: Member, *said: str, after: float | None = None) -> None:
    import time_machine

    for one in said:
        if after is None:
            do_what_was_said(one, member=member, meeting=meeting)
        else:
            with time_machine.travel(BEGIN + after * SECOND, tick=False):
                do_what_was_said(one, member=member, meeting=meeting)


def state_of(meeting: Meeting) -> State:
    return from_json(LiveState.objects.get(meeting=meeting).data)


def waiting(meeting: Meeting) -> list[tuple[str, str]]:
    """Who comes next, by handle and how."""
    handles = dict(Member.objects.values_list("pk", "handle"))
    return [(handles[place.member], place.how) for place in order(state_of(meeting))]


def kinds(meeting: Meeting) -> list[str]:
    return [event.kind for event in events_of(meeting)]
