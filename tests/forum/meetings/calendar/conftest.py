"""Meetings as rows, and as events for calendars."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from forum.meetings.calendar.writing import Event
from forum.meetings.models import Meeting
from tests.called import meet


@pytest.fixture
def supper(amara, kitchen) -> Meeting:
    """A meeting of the closed circle, planned where it is half past seven in the evening."""
    return meet(
        amara,
        kitchen,
        "Supper",
        starts_at=datetime(2026, 12, 10, 18, 30, tzinfo=UTC),
        time_zone="Europe/Rome",
        place="The long table",
        link="https://call.example/kitchen",
        about="Bring a chair.",
    )


def event(**said) -> Event:
    """An event that says what nobody minds, but for what is given."""
    usual = {
        "uid": "one@margin.example",
        "sequence": 0,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "starts_at": datetime(2026, 7, 1, 17, tzinfo=UTC),
        "length": 90,
        "zone": ZoneInfo("Europe/Rome"),
        "title": "Supper",
        "place": "",
        "link": "",
        "url": "https://margin.example/meetings/1/",
        "description": "",
        "is_cancelled": False,
        "takes_time": True,
    }
    return Event(**usual | said)
