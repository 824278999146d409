"""A table of five that meets on Thursdays: Amara calls, Bashir, Chiara, Dmitri and Esi come."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.meetings.actions import call_meeting, close_meeting, open_meeting
from forum.meetings.models import Meeting
from forum.meetings.rota.drawing import draw_roles
from forum.meetings.rota.models import Turn
from forum.members.models import Member
from tests.conftest import make_member

THURSDAY = datetime(2026, 12, 3, 18, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def esi(db) -> Member:
    return make_member("esi")


@pytest.fixture
def table(amara, bashir, chiara, dmitri, esi) -> Circle:
    return circle_of(amara, bashir, chiara, dmitri, esi)


@pytest.fixture
def soon() -> datetime:
    """A whole hour, three days from now: nothing is drawn yet."""
    return (timezone.now() + 3 * DAY).replace(minute=0, second=0, microsecond=0)


def circle_of(first: Member, *others: Member, slug: str = "table", **more) -> Circle:
    circle = open_circle(member=first, slug=slug, name=slug.title(), purpose="Bread.", **more)
    for member in others:
        join(member=member, circle=circle)
    return circle


def call(member: Member, circle: Circle, starts_at: datetime | None = THURSDAY, **more) -> Meeting:
    said = {"title": "Section d", "length": 90, "time_zone": "Europe/Rome"} | more
    return call_meeting(member=member, circle=circle, starts_at=starts_at, **said)


def held(member: Member, circle: Circle, starts_at: datetime) -> dict[str, str]:
    """Hold a meeting, and tell who had which role of it."""
    meeting = call(member, circle, starts_at)
    draw_roles(meeting.pk, now=starts_at - HOUR)
    open_meeting(member=member, meeting=meeting, at=starts_at)
    close_meeting(member=member, meeting=meeting)
    return roles_at(meeting)


def roles_at(meeting: Meeting) -> dict[str, str]:
    """Who has which role of it now, by handle."""
    turns = Turn.objects.current().filter(meeting=meeting)
    return dict(turns.values_list("role", "member__handle"))
