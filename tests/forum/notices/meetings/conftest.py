"""A circle around a table, and what is needed to tell of where and when it meets."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.members.models import Member
from forum.notices.mail import of_meetings
from forum.notices.meetings.models import MeetingNotice, MeetingTelling
from forum.notices.meetings.telling import tell_all

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday
EVENING = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)  # a Thursday


@pytest.fixture
def clock():
    """A clock that stands at NOW until it is moved."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def table(clock, amara, bashir, chiara) -> Circle:
    """A closed circle of Amara, Bashir and Chiara, who live in London in winter, Karachi and Rome."""
    table = open_circle(member=amara, slug="table", name="Round table", access="closed")
    for member in (bashir, chiara):
        join(member=member, circle=table)
    return table


def everyone_is_told() -> None:
    """Do what waits for the worker."""
    for pk in MeetingTelling.objects.values_list("pk", flat=True):
        tell_all(pk)
        tell_all(pk)  # a task may run twice


def told(member: Member) -> list[str]:
    """What `member` has been told: of each meeting, the latest."""
    everyone_is_told()
    return list(MeetingNotice.objects.filter(member=member).order_by("pk").values_list("what", flat=True))


def send(now: datetime, after: timedelta = timedelta(0)) -> int:
    everyone_is_told()
    return of_meetings.send_waiting(now + after)
