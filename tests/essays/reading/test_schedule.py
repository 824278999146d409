"""The arithmetic of a schedule: how a text is cut, and on which days one meets."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.reading.schedule import (
    NoDaysLeft,
    Pause,
    Rhythm,
    by_sections,
    days,
    moment,
    partition,
    propose,
    replan,
    shift,
)

THURSDAYS = Rhythm((3,), 1, time(19), "Europe/Rome")
MARCH = date(2026, 3, 5)

lengths = st.lists(st.integers(0, 900), min_size=1, max_size=9)
long_texts = st.lists(st.integers(0, 9000), min_size=1, max_size=60)
rhythms = st.builds(
    Rhythm,
    st.lists(st.integers(0, 6), min_size=1, max_size=3).map(tuple),
    st.integers(1, 4),
    st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)),
    st.sampled_from(["UTC", "Europe/Rome", "America/New_York", "Asia/Karachi", "Australia/Lord_Howe"]),
)
dates = st.dates(date(2020, 1, 1), date(2035, 1, 1))
pauses = st.lists(
    st.builds(lambda first, days: Pause(first, first + timedelta(days=days)), dates, st.integers(0, 60)),
    max_size=4,
)


def sums(lengths, sizes):
    found, start = [], 0
    for size in sizes:
        found.append(sum(lengths[start : start + size]))
        start += size
    return found


def every_partition(lengths, parts):
    for cuts in combinations(range(1, len(lengths)), parts - 1):
        ends = [0, *cuts, len(lengths)]
        yield [end - start for start, end in pairwise(ends)]


@given(lengths, st.integers(1, 9))
def test_no_other_partition_has_a_shorter_longest_stage_or_is_more_even(lengths, parts):
    sizes = partition(lengths, parts)
    parts = min(parts, len(lengths))
    least = min(
        (max(sums(lengths, one)), sum(s * s for s in sums(lengths, one)))
        for one in every_partition(lengths, parts)
    )
    assert (max(sums(lengths, sizes)), sum(s * s for s in sums(lengths, sizes))) == least


@given(long_texts, st.integers(1, 70))
def test_no_section_is_lost_or_read_twice_and_no_stage_is_empty(lengths, parts):
    sizes = partition(lengths, parts)
    assert sum(sizes) == len(lengths)
    assert len(sizes) == min(parts, len(lengths))
    assert min(sizes) >= 1


@given(long_texts, rhythms, dates, st.integers(1, 20), pauses)
def test_a_proposal_keeps_the_order_of_the_text_and_of_time(lengths, rhythm, start, meetings, pauses):
    slots = propose(lengths, rhythm=rhythm, start=start, meetings=meetings, pauses=pauses)
    assert [n for slot in slots for n in range(slot.start, slot.end)] == list(range(len(lengths)))
    when = [slot.starts_at for slot in slots]
    assert when == sorted(set(when))


@given(rhythms, dates, pauses)
def test_one_meets_on_the_chosen_days_and_never_in_a_pause(rhythm, start, pauses):
    found = list(islice(days(rhythm, start, pauses), 12))
    assert all(day >= start and day.weekday() in rhythm.weekdays for day in found)
    assert not any(pause.covers(day) for pause in pauses for day in found)
    monday = start - timedelta(days=start.weekday())
    assert {(day - monday).days // 7 % rhythm.every for day in found} == {0}


@given(rhythms, dates)
def test_the_clock_shows_the_same_time_in_summer_and_in_winter(rhythm, start):
    for day in islice(days(rhythm, start), 12):
        at = moment(day, rhythm.at, rhythm.zone)
        local = at.astimezone(ZoneInfo(rhythm.zone))
        skipped = local.replace(tzinfo=None) != datetime.combine(day, rhythm.at)
        # Where it does not, the clocks never show that time on that day.
        if skipped:
            later = local.replace(tzinfo=None) - datetime.combine(day, rhythm.at)
            assert timedelta(0) < later <= timedelta(hours=1)


def test_thursdays_at_seven_stay_at_seven_when_the_clocks_are_put_forward():
    slots = propose([1, 1, 1, 1, 1], rhythm=THURSDAYS, start=date(2026, 3, 19), meetings=5)
    assert [slot.starts_at.hour for slot in slots] == [18, 18, 17, 17, 17]


def test_a_time_that_never_comes_is_as_much_later_as_the_clocks_jump():
    assert moment(date(2026, 3, 29), time(2, 30), "Europe/Rome") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_of_a_time_that_comes_twice_the_first_is_meant():
    assert moment(date(2026, 10, 25), time(2, 30), "Europe/Rome") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_every_other_thursday_stays_the_same_thursdays_after_a_pause():
    rhythm = Rhythm((3,), 2, time(19), "UTC")
    found = list(islice(days(rhythm, MARCH, [Pause(date(2026, 3, 16), date(2026, 3, 22))]), 3))
    assert found == [date(2026, 3, 5), date(2026, 4, 2), date(2026, 4, 16)]


def test_pauses_that_leave_no_day_are_told_of():
    with pytest.raises(NoDaysLeft):
        next(days(THURSDAYS, MARCH, [Pause(MARCH, date(9000, 1, 1))]))


@pytest.mark.parametrize("years", [9, 11])
def test_no_pause_puts_a_meeting_further_off_than_ten_years(years):
    away = [Pause(date(2026, 3, 6), date(2026 + years, 3, 6))]
    found = days(THURSDAYS, MARCH, away)
    assert next(found) == MARCH
    if years < 10:
        assert next(found).year == 2026 + years
    else:
        with pytest.raises(NoDaysLeft):
            next(found)


def test_so_many_sections_each_time_whatever_their_length():
    slots = propose([9, 1, 1, 1, 1], rhythm=THURSDAYS, start=MARCH, sections_each=2)
    assert [slot.size for slot in slots] == [2, 2, 1]
    assert by_sections(4, 2) == [2, 2]


slots_and_lengths = st.tuples(lengths, st.integers(1, 9)).map(
    lambda said: (said[0], propose(said[0], rhythm=THURSDAYS, start=MARCH, meetings=said[1]))
)


@given(slots_and_lengths, st.data())
def test_what_is_past_is_not_touched_and_all_else_is_read(given_plan, data):
    lengths, slots = given_plan
    past = data.draw(st.integers(0, len(slots)))
    begins = data.draw(st.none() | st.integers(0, len(lengths)))
    anew = replan(
        slots,
        lengths,
        past=past,
        first=begins,
        meetings=data.draw(st.integers(1, 9)),
        rhythm=THURSDAYS,
        start=date(2026, 9, 1),
        pauses=data.draw(pauses),
    )
    assert [(slot.start, slot.starts_at) for slot in anew[:past]] == [
        (slot.start, slot.starts_at) for slot in slots[:past]
    ]
    assert anew[: max(0, past - 1)] == slots[: max(0, past - 1)]
    assert [n for slot in anew for n in range(slot.start, slot.end)] == list(range(len(lengths)))
    if begins is None:
        assert anew[:past] == slots[:past]


@given(lengths, st.integers(1, 9), st.integers(-1, 9), st.integers(-4, 4))
def test_moving_a_boundary_loses_no_section_and_empties_no_stage(lengths, parts, boundary, sections):
    sizes = partition(lengths, parts)
    moved = shift(sizes, boundary, sections)
    assert sum(moved) == sum(sizes)
    assert min(moved) >= 1
    assert sum(a != b for a, b in zip(sizes, moved, strict=True)) in (0, 2)


def test_a_long_book_is_cut_at_once():
    lengths = [200 + 37 * n % 900 for n in range(500)]
    sizes = partition(lengths, 50)
    assert (sum(sizes), len(sizes)) == (500, 50)
