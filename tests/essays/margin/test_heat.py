"""How contested a passage is: what heats it, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.margin.heat import STEPS, Stances, heat, of_section, step

NUMBER = st.integers(0, 10**6)
STANCES = st.builds(Stances, NUMBER, NUMBER, NUMBER, NUMBER)


@given(STANCES)
def test_heat_stays_between_nothing_and_one(stances):
    assert 0 <= heat(stances) < 1
    assert 0 <= step(heat(stances)) <= len(STEPS) == 5


@given(STANCES, st.sampled_from(["against", "supporting", "unanswered", "failed_checks"]))
def test_no_disagreement_more_makes_anything_cooler(stances, what):
    more = Stances(
        **{
            name: getattr(stances, name) + (name == what)
            for name in ("against", "supporting", "unanswered", "failed_checks")
        }
    )
    assert heat(more) >= heat(stances)


@given(STANCES)
def test_another_voice_against_what_is_defended_makes_it_hotter(stances):
    more = Stances(stances.against + 1, stances.supporting, stances.unanswered, stances.failed_checks)
    assert heat(more) > heat(stances)


@given(st.integers(0, 10**6))
def test_where_all_agree_it_is_cold(support):
    assert heat(Stances(supporting=support)) == 0


@given(st.integers(1, 10**4))
def test_voices_that_meet_are_hotter_than_as_many_that_do_not(each):
    assert heat(Stances(against=each, supporting=each)) > heat(Stances(against=2 * each))


@pytest.mark.parametrize(
    ("cooler", "hotter"),
    [
        (Stances(against=10), Stances(against=5, supporting=5)),
        (Stances(against=1), Stances(unanswered=1)),
        (Stances(against=1), Stances(failed_checks=1)),
        (Stances(against=9, supporting=1), Stances(against=5, supporting=5)),
        (Stances(supporting=10), Stances(against=1)),
    ],
)
def test_what_is_hotter_than_what(cooler, hotter):
    assert heat(cooler) < heat(hotter)


def test_one_critique_alone_is_the_first_step_and_ten_against_ten_the_last():
    assert step(heat(Stances())) == 0
    assert step(heat(Stances(against=1))) == 1
    assert step(heat(Stances(against=1, supporting=1))) == 2
    assert step(heat(Stances(against=10, supporting=10))) == 5


@given(st.lists(st.floats(0, 1)), st.floats(0, 1))
def test_a_section_is_as_hot_as_its_hottest_passage_and_no_calm_one_cools_it(heats, another):
    assert of_section([*heats, another]) == max([*heats, another])
    assert of_section([]) == 0
