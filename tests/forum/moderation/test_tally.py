"""What votes come to, and how large panels are: fixed vectors, and what holds of any votes."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.moderation.sizes import appeal_needs, appeal_seats, needs_of, size_for
from forum.moderation.tally import SCALES, UNDECIDED, affirmed, days_found, found, votes_for_at_least
from forum.record import verify

POST, CONDUCT = SCALES
SEVEN = needs_of("post", size_for(30))


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ("hide hide hide hide hide keep keep", "hide"),
        ("hide hide hide hide keep keep keep", "fold"),
        ("hide fold fold fold keep keep keep", "fold"),
        ("fold fold fold note keep keep keep", "note"),
        ("fold fold fold keep keep keep keep", "keep"),
        ("fold fold fold keep keep keep", UNDECIDED),  # a tie
        ("hide hide hide", UNDECIDED),  # too few
        ("keep keep keep", UNDECIDED),  # too few to keep it for good, too
        ("keep keep keep fold", "keep"),
        ("fold fold keep keep note", UNDECIDED),  # more against than for, and no need reached
        ("", UNDECIDED),
    ],
)
def test_votes_of_seven_seats_about_a_post(votes, outcome):
    assert found(POST, votes.split(), SEVEN) == outcome


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        (["pause"] * 6 + ["keep"], "pause"),
        (["pause"] * 5 + ["keep"] * 2, "slow"),
        (["pause", "slow", "slow", "slow", "keep", "keep", "keep"], "slow"),
        (["pause"] * 3 + ["keep"] * 4, "keep"),
    ],
)
def test_votes_of_seven_seats_about_conduct(votes, outcome):
    assert found(CONDUCT, votes, needs_of("conduct", size_for(30))) == outcome


@pytest.mark.parametrize(
    ("eligible", "seats", "fold", "hide"),
    [
        (100, 7, 4, 5), (22, 7, 4, 5), (21, 5, 3, 4), (12, 5, 3, 4), (11, 3, 2, 3), (6, 3, 2, 3),
        (5, 5, 3, 5), (4, 4, 3, 4), (3, 3, 2, 3), (2, 2, 2, 2),
    ],
)  # fmt: skip
def test_the_table_of_sizes(eligible, seats, fold, hide):
    size = size_for(eligible)
    assert (size.seats, size.fold, size.hide) == (seats, fold, hide)


def test_one_or_none_are_no_panel():
    assert size_for(1) is size_for(0) is None


@given(st.integers(2, 100), st.data())
def test_nothing_is_restricted_without_as_many_seats_as_it_needs(eligible, data):
    size = size_for(eligible)
    votes = data.draw(st.lists(st.sampled_from(POST), max_size=size.seats))
    needs = needs_of("post", size)

    outcome = found(POST, votes, needs)

    if outcome in needs:
        assert votes_for_at_least(outcome, POST, votes) >= needs[outcome] > size.seats / 2


@given(st.integers(2, 100), st.data())
def test_who_changes_to_something_stricter_never_makes_the_outcome_milder(eligible, data):
    size = size_for(eligible)
    votes = data.draw(st.lists(st.sampled_from(POST), min_size=1, max_size=size.seats))
    place = data.draw(st.integers(0, len(votes) - 1))
    stricter = data.draw(st.sampled_from(POST[POST.index(votes[place]) :]))
    needs = needs_of("post", size)
    strictness = [UNDECIDED, *POST]

    before = found(POST, votes, needs)
    after = found(POST, [*votes[:place], stricter, *votes[place + 1 :]], needs)

    assert max(1, strictness.index(after)) >= max(1, strictness.index(before))


@given(st.lists(st.sampled_from(POST), max_size=7), st.randoms())
def test_the_order_of_votes_changes_nothing(votes, random):
    shuffled = random.sample(votes, len(votes))
    assert found(POST, votes, SEVEN) == found(POST, shuffled, SEVEN)


@given(st.lists(st.sampled_from(POST), max_size=7))
def test_a_panel_that_is_half_away_restricts_nothing(votes):
    assert len(votes) >= 4 or found(POST, votes, SEVEN) == UNDECIDED


@pytest.mark.parametrize(
    ("affirm", "lapse", "filled", "stands"),
    [
        (8, 7, 15, True), (7, 8, 15, False), (8, 2, 15, True), (8, 1, 15, False), (9, 0, 15, False),
        (10, 0, 15, True), (4, 4, 8, True), (3, 3, 8, False), (0, 0, 0, False),
    ],
)  # fmt: skip
def test_what_an_appeal_needs(affirm, lapse, filled, stands):
    assert affirmed(["affirm"] * affirm + ["lapse"] * lapse, filled) is stands


def test_what_an_appeal_needs_is_the_same_as_its_entry_says_where_all_seats_are_filled():
    for seats, votes in product(range(1, 16), range(16)):
        needs = appeal_needs(seats, 1)
        for yes in range(votes + 1):
            said = yes >= needs["affirm"] and votes >= needs["voting"]
            assert affirmed(["affirm"] * yes + ["lapse"] * (votes - yes), seats) is said


def test_an_appeal_has_twice_as_many_seats_and_one_or_as_many_as_can_be_had_but_no_fewer_than_before():
    assert [appeal_seats(7, there) for there in (40, 15, 14, 7, 6)] == [15, 15, 14, 7, None]


@given(st.lists(st.integers(1, 30), min_size=4, max_size=7))
def test_as_many_as_it_needs_agree_to_so_many_days(days):
    assert sum(day >= days_found(days, 4) for day in days) >= 4


@given(st.integers(2, 100), st.data())
def test_the_checker_of_the_record_comes_to_the_same_outcome(eligible, data):
    choices, kind = data.draw(st.sampled_from([(POST, "post"), (CONDUCT, "conduct")]))
    size = size_for(eligible)
    votes = data.draw(st.lists(st.sampled_from(choices), max_size=size.seats))
    needs = needs_of(kind, size)

    outcome = found(choices, votes, needs)

    assert verify.outcome_of(needs, votes, len(votes)) == ("keep" if outcome == UNDECIDED else outcome)
