"""Who was brought in by whom: every member has one root, whoever comes, goes and comes back."""

from hypothesis import given
from hypothesis import strategies as st

from forum.circles.actions import join
from forum.circles.descent import lineage_of
from forum.circles.inviting import accept, invite
from forum.circles.leaving import leave
from forum.circles.lineage import Arrival, Descent, lineage

people = st.integers(min_value=1, max_value=12)
arrivals = st.lists(st.builds(Arrival, people, st.none() | people), max_size=40)


def forebears(found: dict[int, Descent], member: int) -> list[int]:
    """Those above a member, up to the root."""
    above = []
    while (brought_by := found[member].brought_by) is not None:
        above.append(brought_by)
        member = brought_by
        assert len(above) <= len(found), "a circle"
    return above


@given(arrivals)
def test_everyone_who_came_in_has_exactly_one_root_and_nobody_is_their_own_forebear(came):
    found = lineage(came)

    assert set(found) == {arrival.member for arrival in came}
    for member, descent in found.items():
        above = forebears(found, member)
        assert member not in above
        assert descent.root == (above[-1] if above else member)
        assert descent.depth == len(above)
        assert found[descent.root].brought_by is None


@given(arrivals, arrivals)
def test_what_happens_later_changes_nobodys_lineage(came, later):
    before, after = lineage(came), lineage([*came, *later])

    assert {member: after[member] for member in before} == before


@given(arrivals)
def test_coming_back_is_no_new_arrival(came):
    first: dict[int, Arrival] = {}
    for arrival in came:
        first.setdefault(arrival.member, arrival)

    assert lineage(came) == lineage(first.values())


def test_a_circle_remembers_it_even_of_those_who_left_and_came_back_by_another(
    amara, bashir, chiara, dmitri, kitchen
):
    accept(member=bashir, invitation=invite(member=amara, circle=kitchen))
    accept(member=chiara, invitation=invite(member=bashir, circle=kitchen))
    leave(member=amara, circle=kitchen)
    accept(member=amara, invitation=invite(member=chiara, circle=kitchen))
    leave(member=bashir, circle=kitchen)
    join(member=dmitri, circle=kitchen)

    assert lineage_of(kitchen) == {
        amara.pk: Descent(None, amara.pk, 0),
        bashir.pk: Descent(amara.pk, amara.pk, 1),
        chiara.pk: Descent(bashir.pk, amara.pk, 2),
        dmitri.pk: Descent(None, dmitri.pk, 0),
    }
