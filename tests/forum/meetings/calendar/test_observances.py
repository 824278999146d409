"""The instant that another implementation reads is the one we meant, in every zone, near every change of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.meetings.calendar.observances import changes, timezone_of
from forum.meetings.calendar.writing import as_calendar
from tests.forum.meetings.calendar.conftest import event
from tests.forum.meetings.calendar.reading import events, read

ZONES = [
    "Europe/Rome",
    "America/New_York",
    "Asia/Karachi",  # never changes its clocks
    "Australia/Lord_Howe",  # by half an hour, and in the other half of the year
    "Africa/Casablanca",  # back for a month each year
    "Europe/Dublin",  # whose winter is the exception
    "Asia/Kolkata",
    "Pacific/Apia",
    "UTC",
]
FROM, TO = datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def instants(body: bytes) -> list[tuple[datetime, datetime]]:
    return [(one.dtstart.value.astimezone(UTC), one.dtend.value.astimezone(UTC)) for one in events(body)]


def written(*some) -> bytes:
    return as_calendar(some, name="Suppers", description="", head="00" * 32)


@st.composite
def near_a_change(draw) -> tuple[ZoneInfo, datetime]:
    """A zone, and a minute within three hours of a change of its clocks; any minute where it has none."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    found = changes(zone, FROM, TO)
    if not found:
        return zone, FROM + timedelta(minutes=draw(st.integers(0, 3 * 365 * 24 * 60)))
    return zone, draw(st.sampled_from(found)) + timedelta(minutes=draw(st.integers(-180, 180)))


@given(when=near_a_change(), length=st.integers(10, 600))
def test_near_a_change_of_the_clocks_the_instant_is_the_same(when, length):
    zone, at = when
    [(begins, ends)] = instants(written(event(zone=zone, starts_at=at, length=length)))
    assert (begins, ends) == (at, at + timedelta(minutes=length))


@given(st.lists(st.tuples(st.sampled_from(ZONES), st.integers(0, 3 * 365 * 24 * 4)), min_size=1, max_size=6))
def test_so_it_is_at_any_time_and_with_several_zones_in_one_calendar(some):
    meetings = [
        event(uid=f"{n}@here", zone=ZoneInfo(zone), starts_at=FROM + timedelta(minutes=15 * quarter))
        for n, (zone, quarter) in enumerate(some)
    ]
    assert instants(written(*meetings)) == [(one.starts_at, one.ends_at) for one in meetings]


@pytest.mark.parametrize("zone", ["Europe/Rome", "America/New_York", "Asia/Karachi", "Australia/Lord_Howe"])
def test_a_year_of_weekly_evenings_keeps_its_hour_across_two_changes(zone):
    """At half past seven each Thursday, there, whatever the clocks do."""
    local = [datetime(2026, 1, 8, 19, 30, tzinfo=ZoneInfo(zone)) + timedelta(weeks=n) for n in range(52)]
    evenings = [
        event(uid=f"{n}@here", zone=ZoneInfo(zone), starts_at=at.astimezone(UTC))
        for n, at in enumerate(local)
    ]
    found = events(written(*evenings))
    assert [one.dtstart.value.astimezone(UTC) for one in found] == [at.astimezone(UTC) for at in local]
    assert {one.dtstart.value.strftime("%H:%M") for one in found} == {"19:30"}
    offsets = {one.dtstart.value.utcoffset() for one in found}
    assert len(offsets) == (1 if zone == "Asia/Karachi" else 2)


def test_of_an_hour_that_comes_twice_the_first_is_local_and_the_second_in_utc():
    rome = ZoneInfo("Europe/Rome")
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    twice = written(
        *(event(uid=f"{at.hour}@here", zone=rome, starts_at=at, length=20) for at in (first, second))
    )
    assert b"DTSTART;TZID=Europe/Rome:20261025T023000" in twice
    assert b"DTSTART:20261025T013000Z" in twice
    assert [begins for begins, _ends in instants(twice)] == [first, second]


def test_a_change_is_told_by_the_clock_before_it():
    """RFC 5545, section 3.6.5: in Rome at two o'clock in spring, and at three in autumn."""
    told = timezone_of(ZoneInfo("Europe/Rome"), 2026, 2026).to_ical().decode()
    assert "DTSTART:20260329T020000\r\n" in told
    assert "DTSTART:20261025T030000\r\n" in told


@pytest.mark.parametrize(
    ("zone", "count"),
    [("Europe/Rome", 2), ("Asia/Karachi", 0), ("Australia/Lord_Howe", 2), ("Africa/Casablanca", 2)],
)
def test_each_change_of_a_year_is_found_to_the_second(zone, count):
    zone = ZoneInfo(zone)
    found = changes(zone, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    assert len(found) == count
    for at in found:
        before, after = ((at - timedelta(seconds=s)).astimezone(zone).utcoffset() for s in (1, 0))
        assert before != after


def test_only_zones_that_are_used_are_told_and_each_once():
    rome, karachi = ZoneInfo("Europe/Rome"), ZoneInfo("Asia/Karachi")
    some = [
        event(uid=f"{n}@here", zone=zone) for n, zone in enumerate((rome, karachi, rome, ZoneInfo("UTC")))
    ]
    told = [one.tzid.value for one in read(written(*some)).vtimezone_list]
    assert told == ["Asia/Karachi", "Europe/Rome"]
    assert not hasattr(read(written(event(zone=ZoneInfo("UTC")))), "vtimezone_list")
