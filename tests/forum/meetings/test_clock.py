"""Days and hours on the clocks of a place, across the changes to and from summer time."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.meetings.clock import SkippedByClocks, differ, hours_in, moment_of, place_of

ROME, NEW_YORK, KARACHI = (ZoneInfo(name) for name in ("Europe/Rome", "America/New_York", "Asia/Karachi"))
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, st.times(), st.sampled_from([ROME, NEW_YORK, KARACHI]))
def test_what_was_said_is_what_the_clocks_show(day, at, zone):
    try:
        moment = moment_of(day, at, zone)
    except SkippedByClocks:
        assert zone != KARACHI
        return
    local = moment.astimezone(zone)
    assert (local.date(), local.time().replace(fold=0)) == (day, at.replace(fold=0))


def test_the_hour_that_is_skipped_does_not_come_and_of_two_the_first_is_meant():
    with pytest.raises(SkippedByClocks):
        moment_of(date(2027, 3, 28), time(2, 30), ROME)
    assert moment_of(date(2027, 10, 31), time(2, 30), ROME) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_an_evening_over_midnight_and_over_a_change_of_clocks_has_its_length():
    hours = hours_in(datetime(2027, 10, 30, 23, 30, tzinfo=UTC), 120, ROME)
    assert (hours.starts.hour, hours.ends.hour, hours.is_next_day) == (1, 2, False)
    assert hours_in(datetime(2027, 7, 1, 21, tzinfo=UTC), 90, ROME).is_next_day


def test_clocks_that_show_the_same_do_not_differ():
    at = datetime(2027, 1, 10, 18, tzinfo=UTC)
    assert not differ(hours_in(at, 60, ROME), hours_in(at, 60, ZoneInfo("Africa/Lagos")))
    assert differ(hours_in(at, 60, ROME), hours_in(at, 60, NEW_YORK))
    assert place_of("America/Argentina/Buenos_Aires") == "Argentina, Buenos Aires"
