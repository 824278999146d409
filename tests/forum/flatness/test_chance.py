"""What equal chances alone would bring."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.flatness.chance import by_lot, expected_gini
from forum.flatness.measuring import gini


def test_eight_turns_among_eight_people_are_already_quite_uneven():
    assert expected_gini(8, 8) == pytest.approx(0.4686, abs=1e-4)  # the specification's 0.47


@pytest.mark.parametrize(("people", "events"), [(2, 1), (2, 5), (3, 4), (4, 5), (5, 2)])
def test_the_expected_gini_is_that_of_all_draws_there_are(people, events):
    draws = list(product(range(people), repeat=events))
    mean = sum(gini([draw.count(person) for person in range(people)]) for draw in draws) / len(draws)
    assert expected_gini(people, events) == pytest.approx(mean)


@given(st.integers(2, 30), st.integers(1, 200))
@settings(max_examples=15, deadline=None)
def test_the_band_lies_around_what_is_expected(people, events):
    chance = by_lot(people, events, people)
    assert chance.gini.low - 1e-9 <= expected_gini(people, events) <= chance.gini.high + 1e-9
    assert 1 <= chance.effective.low <= chance.effective.high <= people + 1e-9
    assert chance.curve[0].high == 0
    assert chance.curve[-1].low == pytest.approx(1)


def test_the_same_is_drawn_again_for_the_same_circle():
    first = by_lot(12, 60, 12)
    by_lot.cache_clear()
    assert by_lot(12, 60, 12) == first


def test_drawing_for_each_person_apart_comes_to_the_same_as_one_by_one():
    one_by_one, apart = by_lot(20, 2000, 20).gini, by_lot(20, 2001, 20).gini
    assert apart.low == pytest.approx(one_by_one.low, rel=0.15)
    assert apart.high == pytest.approx(one_by_one.high, rel=0.15)
    assert expected_gini(20, 2001) in apart
