"""The next morning comes at seven where a member lives, once a day, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.members.zones import names
from forum.notices.mornings import next_morning

MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
ZONES = st.sampled_from(sorted(names())).map(ZoneInfo)
WEEKDAYS = st.none() | st.integers(0, 6)
CHANGE = timedelta(hours=3)  # the most that clocks were put forward or back since 2015


@given(MOMENTS, ZONES, WEEKDAYS)
def test_it_comes_later_and_within_a_day_or_a_week(now, zone, weekday):
    morning = next_morning(now, zone, weekday)

    assert now < morning <= now + timedelta(days=1 if weekday is None else 7) + CHANGE


@given(MOMENTS, ZONES, WEEKDAYS)
def test_it_is_seven_there_on_that_day(now, zone, weekday):
    morning = next_morning(now, zone, weekday).astimezone(zone)

    assert (morning.hour, morning.minute) == (7, 0)
    assert weekday in (None, morning.weekday())


@given(MOMENTS, ZONES, WEEKDAYS, st.timedeltas(timedelta(), timedelta(days=8)))
def test_no_morning_is_left_out(now, zone, weekday, later):
    morning = next_morning(now, zone, weekday)
    moment = min(now + later, morning - timedelta(microseconds=1))

    assert next_morning(moment, zone, weekday) == morning


@pytest.mark.parametrize(
    ("zone", "now", "morning"),
    [
        ("Europe/Rome", "2026-03-28T05:59Z", "2026-03-28T06:00Z"),
        ("Europe/Rome", "2026-03-28T06:00Z", "2026-03-29T05:00Z"),  # the night in which summer time begins
        ("Europe/Rome", "2026-10-24T05:00Z", "2026-10-25T06:00Z"),  # and in which it ends
        ("Asia/Karachi", "2026-11-28T20:00Z", "2026-11-29T02:00Z"),
        ("Pacific/Apia", "2011-12-29T20:00Z", "2011-12-30T17:00Z"),  # where the 30th was left out
        ("UTC", "2026-11-28T07:00Z", "2026-11-29T07:00Z"),
    ],
)
def test_clocks_that_are_changed_change_no_morning(zone, now, morning):
    found = next_morning(datetime.fromisoformat(now), ZoneInfo(zone))
    assert found == datetime.fromisoformat(morning)
