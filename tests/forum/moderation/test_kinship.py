"""Who may be one voice, and how many seats they get."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from forum.circles.lineage import Arrival, lineage
from forum.moderation.kinship import lineages, seats_for

people = st.integers(1, 15)
arrivals = st.lists(st.builds(Arrival, people, st.none() | people), min_size=1, max_size=40)


def test_in_a_circle_that_one_member_invited_all_others_are_of_a_lineage_each():
    found = lineage([Arrival(1), *(Arrival(guest, 1) for guest in range(2, 8))])
    assert len(set(lineages(found, found).values())) == 7


def test_whoever_brought_in_half_of_a_circle_is_one_lineage_with_them():
    friends, crowd = range(2, 10), range(10, 30)
    found = lineage([Arrival(1), *(Arrival(one, 1) for one in friends), *(Arrival(one, 2) for one in crowd)])

    heads = lineages(found, found)

    assert {heads[one] for one in crowd} == {2}
    assert len({heads[one] for one in friends}) == 8


@given(arrivals)
def test_a_lineage_is_a_root_and_their_kin_or_one_whom_the_root_brought_and_theirs(came):
    found = lineage(came)
    heads = lineages(found, found)
    assert set(heads) == set(found)
    assert all(found[head].depth <= 1 for head in heads.values())


@given(arrivals)
def test_nobody_is_of_the_lineage_of_another_root(came):
    found = lineage(came)
    heads = lineages(found, found)
    for member, head in heads.items():
        assert found[member].root == found[head].root


groups = st.dictionaries(
    st.integers(0, 19), st.lists(st.tuples(st.just("week"), st.integers(0, 4)), max_size=1)
)


@given(groups, st.integers(0, 8), st.permutations(range(20)))
def test_as_many_seats_are_filled_as_can_be_and_no_group_gets_more_than_it_must(by_member, wanted, order):
    chosen = seats_for(order, by_member, [], wanted, 2)

    assert len(chosen) == len(set(chosen)) == wanted
    taken = Counter(group for member in chosen for group in by_member.get(member, ()))
    could = sum(not by_member.get(member) for member in order) + sum(
        min(2, count) for count in Counter(g for gs in by_member.values() for g in gs).values()
    )
    if could >= wanted:
        assert all(count <= 2 for count in taken.values())


def test_those_who_sit_already_count():
    week = {member: [("week", 1)] for member in range(4)}
    assert seats_for([2, 3, 9], week, [0, 1], 1, 2) == [9]
    assert seats_for([2, 3], week, [0, 1], 1, 2) == [2]  # nobody else is left
    assert seats_for([], {}, [0], 3, 2) == []
