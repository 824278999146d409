"""Who gets which role: properties that hold whatever the lot says."""

from hypothesis import given
from hypothesis import strategies as st

from forum.meetings.rota.assigning import assigned, levelled, roles_among

ROLES = ("facilitator", "minute-taker", "time-keeper")


class Circle:
    """A circle that meets again and again, in orders that somebody else chooses, and remembers what came of it."""

    def __init__(self, people: int, out: frozenset = frozenset()) -> None:
        self.people, self.out = range(people), out
        self.roles = roles_among(people, ROLES)
        self.served: dict = {}
        self.meetings: list[dict] = []

    def meet(self, shuffled) -> dict:
        last = self.meetings[-1] if self.meetings else {}
        got = assigned(shuffled(list(self.people)), self.roles, self.served, last, self.out)
        for role, one in got.items():
            self.served[role, one] = self.served.get((role, one), 0) + 1
        self.meetings.append(got)
        return got

    def able(self, role: str) -> list[int]:
        return [one for one in self.people if (role, one) not in self.out]

    def spread(self, role: str) -> int:
        times = [self.served.get((role, one), 0) for one in self.able(role)]
        return max(times) - min(times)


def shuffles(data):
    return lambda people: data.draw(st.permutations(people))


@given(st.data(), st.integers(2, 7), st.integers(1, 3))
def test_in_as_many_meetings_as_people_everybody_has_every_role_once(data, people, rounds):
    """Nobody has two roles at once, nobody the same twice running, and nobody is one ahead by more than one."""
    circle = Circle(people)
    for meeting in range(1, people * rounds + 1):
        got = circle.meet(shuffles(data))
        assert set(got) == set(circle.roles)
        assert len(set(got.values())) == len(got)
        if len(circle.meetings) > 1:
            assert all(circle.meetings[-2][role] != one for role, one in got.items())
        assert all(circle.spread(role) <= 1 for role in circle.roles)
        if meeting % people == 0:
            assert all(
                circle.served[role, one] == meeting // people
                for role in circle.roles
                for one in circle.people
            )


@given(st.data(), st.integers(3, 6), st.integers(0, 4))
def test_where_three_take_every_role_the_others_opting_out_changes_nothing_for_them(data, free, others):
    """Whatever the others opt out of: no role goes to them that they do not take, none stays free, nobody has two at
    once or one twice running, and loads differ by one at most among those who never opt out."""
    some = st.tuples(st.sampled_from(ROLES), st.integers(free, free + others))
    out = data.draw(st.frozensets(some, max_size=others * 2)) if others else frozenset()
    circle = Circle(free + others, out)
    for _meeting in range(12):
        before = circle.meetings[-1] if circle.meetings else {}
        got = circle.meet(shuffles(data))
        assert set(got) == set(ROLES)
        assert len(set(got.values())) == 3
        for role, one in got.items():
            assert one in circle.able(role)
            assert before.get(role) != one
            times = [circle.served.get((role, one), 0) for one in range(free)]
            assert max(times) - min(times) <= 1


@given(st.data(), st.integers(2, 8))
def test_however_many_opt_out_nobody_has_a_role_twice_running_or_twice_more_often(data, people):
    """Where another takes it; and of those who take every role, be they two, none is ahead of another by two."""
    chosen = st.frozensets(st.tuples(st.sampled_from(ROLES), st.integers(0, people - 1)), max_size=people * 2)
    circle = Circle(people, data.draw(chosen))
    free = [one for one in circle.people if not any((role, one) in circle.out for role in circle.roles)]
    for _meeting in range(10):
        before = circle.meetings[-1] if circle.meetings else {}
        got = circle.meet(shuffles(data))
        assert set(got) == {role for role in circle.roles if circle.able(role)}
        for role, one in got.items():
            assert one in circle.able(role)
            assert before.get(role) != one or circle.able(role) == [one]
            times = [circle.served.get((role, one), 0) for one in free]
            assert not times or max(times) - min(times) <= 1


def test_of_two_who_take_every_role_neither_waits_for_a_role_while_the_other_has_it_twice():
    """With lots that would have it so: rather one of them has two roles in an evening."""
    circle = Circle(4, frozenset({("facilitator", 3), ("time-keeper", 2), ("time-keeper", 3)}))
    for order in ([1, 3, 0, 2], [1, 2, 0, 3], [3, 1, 0, 2]):
        circle.meet(lambda _people, order=order: order)
    for role in ROLES:
        assert abs(circle.served.get((role, 0), 0) - circle.served.get((role, 1), 0)) <= 1


def test_rather_one_waits_for_a_role_than_has_two_at_once():
    """Three are there, of whom one has had nothing yet."""
    served = {(role, one): 1 for role in ROLES for one in "bc"}
    assert len(set(assigned(list("abc"), ROLES, served, {}).values())) == 3


def test_two_alternate_and_one_alone_has_no_role():
    circle = Circle(2)
    got = [circle.meet(lambda people: people) for _ in range(4)]
    assert [one["facilitator"] for one in got] == [0, 1, 0, 1]
    assert [one["minute-taker"] for one in got] == [1, 0, 1, 0]
    assert set(got[0]) == {"facilitator", "minute-taker"}
    assert roles_among(1, ROLES) == ()


def test_where_only_one_takes_a_role_they_have_it_again():
    circle = Circle(3, frozenset({("facilitator", 1), ("facilitator", 2)}))
    assert [circle.meet(lambda people: people)["facilitator"] for _ in range(3)] == [0, 0, 0]


def test_the_order_of_the_lot_decides_among_equals_and_nothing_else_does():
    assert assigned(list("cab"), ROLES, {}, {}) == dict(zip(ROLES, "cab", strict=True))
    assert assigned(list("cab"), ROLES, {("facilitator", "c"): 1}, {})["facilitator"] == "a"
    assert assigned(list("cab"), ROLES, {}, {"facilitator": "c"})["facilitator"] == "a"


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_nobody_has_to_make_up_for_rounds_without_them(times):
    served = {("facilitator", one): often for one, often in enumerate(times)}
    level = levelled(served, range(len(times)), ROLES[:1])
    middle = sorted(times)[(len(times) - 1) // 2]
    assert all(level[key] >= max(often, middle - 1) for key, often in served.items())
    assert max(level.values()) == max(times)


@given(st.lists(st.integers(4, 5), min_size=1, max_size=9))
def test_who_was_there_all_along_is_not_lifted(times):
    served = {("facilitator", one): often for one, often in enumerate(times)}
    assert levelled(served, range(len(times)), ROLES[:1]) == served


def test_who_comes_late_counts_as_the_last_of_the_others():
    served = {("facilitator", one): often for one, often in enumerate([7, 8, 8, 0])}
    assert levelled(served, range(4), ROLES[:1])["facilitator", 3] == 7
