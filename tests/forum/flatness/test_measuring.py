"""How evenly something is spread: fixed vectors, and what holds of any counts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.flatness.measuring import (
    Gathering,
    coverage,
    effective_voices,
    fewest_with_half,
    gini,
    independent_events,
    is_enough,
    lorenz,
    lost_without,
    share_of_first,
)

COUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("counts", "uneven", "voices", "first", "three", "half"),
    [
        ([5, 5, 5, 5], 0, 4, 1 / 4, 3 / 4, 2),
        ([0, 0, 0, 9], 3 / 4, 1, 1, 1, 1),
        ([1, 2, 3, 4], 1 / 4, 100 / 30, 0.4, 0.9, 2),
        ([0, 0, 1, 1], 1 / 2, 2, 1 / 2, 1, 1),
        ([7], 0, 1, 1, 1, 1),
        ([0, 0], 0, 2, 1 / 2, 1, 1),
    ],
)
def test_fixed_vectors(counts, uneven, voices, first, three, half):
    assert gini(counts) == pytest.approx(uneven)
    assert effective_voices(counts) == pytest.approx(voices)
    assert share_of_first(counts, 1) == pytest.approx(first)
    assert share_of_first(counts, 3) == pytest.approx(three)
    assert fewest_with_half(counts) == half


@given(COUNTS)
def test_each_measure_stays_between_perfect_evenness_and_one_having_all(counts):
    n = len(counts)
    assert 0 <= gini(counts) <= (n - 1) / n + 1e-9
    assert 1 - 1e-9 <= effective_voices(counts) <= n + 1e-9
    assert 1 / n - 1e-9 <= share_of_first(counts, 1) <= share_of_first(counts, 3) <= 1 + 1e-9


@given(COUNTS, st.randoms(), st.integers(1, 50))
def test_neither_order_nor_unit_makes_a_difference(counts, order, times):
    other = [count * times for count in counts]
    order.shuffle(other)
    assert gini(other) == pytest.approx(gini(counts))
    assert effective_voices(other) == pytest.approx(effective_voices(counts))


@given(COUNTS, st.integers(1, 40))
def test_the_curve_rises_from_nothing_to_all_below_the_line_of_evenness(counts, steps):
    curve = lorenz(counts, steps)
    assert curve[0] == 0
    assert curve[-1] == pytest.approx(1)
    parts = [after - before for before, after in itertools.pairwise(curve)]
    assert all(later >= earlier - 1e-9 for earlier, later in itertools.pairwise(parts))
    assert all(share <= step / steps + 1e-9 for step, share in enumerate(curve))


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=40).filter(any))
def test_gini_is_twice_the_area_between_the_curve_and_the_line(counts):
    n = len(counts)
    curve = lorenz(counts, n)
    area = sum((before + after) / (2 * n) for before, after in itertools.pairwise(curve))
    assert gini(counts) == pytest.approx(1 - 2 * area)


@given(
    st.lists(st.integers(0, 100), min_size=2, max_size=20).filter(
        lambda counts: max(counts) > min(counts) + 1
    )
)
def test_who_has_most_giving_to_who_has_least_makes_it_more_even(counts):
    given_away = sorted(counts)
    given_away[0] += 1
    given_away[-1] -= 1
    assert gini(given_away) < gini(counts)
    assert effective_voices(given_away) > effective_voices(counts)


def test_nothing_is_said_below_three_events_for_each_person():
    assert is_enough(24, 8)
    assert not is_enough(23, 8)
    assert not is_enough(100, 1)


def test_one_long_post_is_one_event_however_many_words_it_has():
    assert independent_events(1000, 1000**2) == 1
    assert independent_events(10 * 100, 10 * 100**2) == 10
    assert independent_events(0, 0) == 0


def test_coverage_asks_who_had_a_turn_in_as_many_turns_as_there_are_people():
    assert coverage([1, 2, 1, 3, 4], {1, 2, 3, 4}) == 3 / 4
    assert coverage([], {1, 2}) == 0
    assert coverage([9, 9], {1, 2}) == 0  # who has left counts for nobody who is here


def test_absence_loses_what_somebody_began_and_what_leaves_one_alone():
    threads = [
        Gathering(1, frozenset({1, 2, 3})),
        Gathering(2, frozenset({1, 2})),
        Gathering(2, frozenset({1, 2, 3})),
        Gathering(2, frozenset({2, 3})),
    ]
    assert lost_without(1, threads) == 2 / 4
    assert lost_without(2, threads) == 3 / 4
    assert lost_without(3, threads) == 1 / 4
    assert lost_without(1, []) == 0
