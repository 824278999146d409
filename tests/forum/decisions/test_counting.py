"""What a vote decides."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.decisions.counting import count
from forum.decisions.months import months_after

TEN = frozenset(range(10))


def carried(yes: int, no: int, *, percent: int = 75, electors=TEN, active=TEN, least: int = 1) -> bool:
    return count(
        set(range(yes)),
        set(range(yes, yes + no)),
        electors=electors,
        active=active,
        percent=percent,
        least=least,
    ).carries


@pytest.mark.parametrize(
    ("yes", "no", "percent", "carries"),
    [
        (3, 1, 75, False),  # four of ten active
        (4, 1, 75, True),  # five: half
        (6, 2, 75, True),  # three quarters to the vote
        (5, 2, 75, False),
        (8, 2, 80, True),
        (7, 2, 80, False),
        (7, 3, 75, False),
        (10, 0, 80, True),
        (0, 0, 75, False),
        (0, 10, 75, False),
    ],
)
def test_fixed_counts(yes, no, percent, carries):
    assert carried(yes, no, percent=percent) is carries


def test_nobody_is_sent_away_by_one_vote():
    assert carried(1, 0, active={0}, electors={0, 1})
    assert not carried(1, 0, active={0}, electors={0, 1}, least=2)
    assert carried(2, 0, active={0}, electors={0, 1}, least=2)


def test_votes_of_those_who_have_left_do_not_count():
    found = count({1, 2, 3}, {4}, electors={1, 2, 4}, active={1, 2, 4}, percent=75)
    assert (found.yes, found.no, found.carries) == (2, 1, False)


some = st.frozensets(st.integers(0, 15))


@given(some, some, some, some, st.sampled_from([75, 80]))
def test_another_yes_never_loses_a_vote(yes, no, electors, active, percent):
    no -= yes
    before = count(yes, no, electors=electors, active=active, percent=percent)
    for member in electors - yes - no:
        after = count(yes | {member}, no, electors=electors, active=active, percent=percent)
        assert after.carries or not before.carries


@given(some, some, some, some)
def test_what_carries_has_its_share_and_its_half(yes, no, electors, active):
    no -= yes
    found = count(yes, no, electors=electors, active=active, percent=80)
    if found.carries:
        assert found.yes >= 4 * found.no
        assert 2 * (found.yes + found.no) >= found.active
        assert found.yes >= 1


def test_months_are_counted_as_people_do():
    assert months_after(datetime(2026, 11, 30, 8, tzinfo=UTC), 3) == datetime(2027, 2, 28, 8, tzinfo=UTC)
    assert months_after(datetime(2026, 1, 15, tzinfo=UTC), 12) == datetime(2027, 1, 15, tzinfo=UTC)
