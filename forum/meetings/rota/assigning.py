"""Who gets which role of a meeting. Pure: whoever has the order that the lot gave, how often each has served, and who
had what the last time, gets the same answer.

In a round everybody has every role once. Where it can be done, each role goes to one of those who have yet to have it
in this round, nobody has two, and nobody the same twice running; among the ways to do so, the order that was drawn
decides. A round must not end in a knot, though, in which one is left for two roles at once. The roles and the people
who have yet to have them are a bipartite graph, which falls into as many meetings as its highest degree (Kőnig 1916),
as long as each meeting takes an edge from every point of that degree: so whoever has as many roles before them as there
are meetings left to their round comes first. Since some do not take every role, rounds need not end together, and then
that is not enough: so a way is taken only if two further meetings could follow it likewise.

Where it cannot be done, because too few are there or take a role, this comes in its order: not the same role twice
running; where only one or two take every role, neither of them has one twice more often than the other; rather to
wait for a role by a meeting than to have two at once; rather two than to wait for ever. The first two can always be had
together: whoever is behind in a role has not had it the last time. Where three take every role that is never asked,
unless one of them was away; and nobody gets three roles in one evening for having missed a round.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, product
from typing import TypeVar

Person = TypeVar("Person", bound=Hashable)

LEAST_FOR_ALL = 3  # people from whom on there is a time-keeper; of two, each has one of the first roles
AHEAD = 2  # meetings that are looked ahead
FEW = 5  # people that are looked at for each role, beside those who come first
TRIES = 12  # ways that are looked at, for each of the further meetings
ONCE_MORE, DOUBLED = 2, 3  # what it costs to have a role out of turn, and to have one role more than one


def roles_among(people: int, roles: Sequence[str]) -> Sequence[str]:
    """The roles that a meeting of so many has: one alone has none, two share the first two."""
    return roles if people >= LEAST_FOR_ALL else roles[:people] if people == 2 else ()


def assigned(
    order: Sequence[Person],
    roles: Sequence[str],
    served: Mapping[tuple[str, Person], int],
    last: Mapping[str, Person],
    out: AbstractSet[tuple[str, Person]] = frozenset(),
) -> dict[str, Person]:
    """Who of `order`, the people as the lot put them, has which of `roles`.

    `served` says how often each has had a role (0 where nothing is said), `last` who had it the last time, `out` who
    does not take it. A role that nobody takes is left out of the answer.
    """
    able = {role: [one for one in order if (role, one) not in out] for role in roles}
    able = {role: people for role, people in able.items() if people}
    for way in _good_ways(able, served, last):
        if _goes_on(able, _after(served, way), way, AHEAD):
            return way
    return _least_bad(able, served, last, _few_free(order, roles, out))


def levelled(
    served: Mapping[tuple[str, Person], int], people: Sequence[Person], roles: Sequence[str]
) -> dict[tuple[str, Person], int]:
    """How often each counts as having served, so that nobody has to make up for rounds without them: whoever is more
    than one behind the one in the middle counts as the last of the others. Who was there all along is not changed."""
    found: dict[tuple[str, Person], int] = {}
    for role in roles:
        times = {one: served.get((role, one), 0) for one in people}
        middle = sorted(times.values())[(len(times) - 1) // 2] if times else 0
        least = min((often for often in times.values() if often >= middle - 1), default=0)
        found |= {(role, one): max(often, least) for one, often in times.items()}
    return found


def _good_ways(
    able: Mapping[str, Sequence[Person]],
    served: Mapping[tuple[str, Person], int],
    last: Mapping[str, Person],
) -> Iterator[dict[str, Person]]:
    """The ways in which everything is as it should be, those first that keep a round from ending in a knot, then in the
    order of the lot."""
    pressed = _pressed(able, served)
    turns: list[list[tuple[bool, int, Person]]] = []
    for role, people in able.items():
        others = [one for one in people if last.get(role) != one] or list(people)
        least = min(served.get((role, one), 0) for one in others)
        due = [
            ((role, one) not in pressed, place, one)
            for place, one in enumerate(people)
            if one in others and served.get((role, one), 0) == least
        ]
        turns.append(sorted(due, key=lambda one: one[:2])[:FEW])
    ways = [way for way in product(*turns) if len({one for _, _, one in way}) == len(way)]
    ways.sort(key=lambda way: (sum(not_pressed for not_pressed, _, _ in way), [place for _, place, _ in way]))
    for way in ways:
        yield dict(zip(able, (one for _, _, one in way), strict=True))


def _goes_on(
    able: Mapping[str, Sequence[Person]],
    served: Mapping[tuple[str, Person], int],
    last: Mapping[str, Person],
    meetings: int,
) -> bool:
    """Whether so many further meetings could be as they should."""
    return meetings == 0 or any(
        _goes_on(able, _after(served, way), way, meetings - 1)
        for way in islice(_good_ways(able, served, last), TRIES)
    )


def _few_free(
    order: Sequence[Person], roles: Sequence[str], out: AbstractSet[tuple[str, Person]]
) -> AbstractSet[Person]:
    """Those who take every role, where they are fewer than the roles; nobody else."""
    free = frozenset(one for one in order if not any((role, one) in out for role in roles))
    return free if len(free) < len(roles) else frozenset()


def _least_bad(
    able: Mapping[str, Sequence[Person]],
    served: Mapping[tuple[str, Person], int],
    last: Mapping[str, Person],
    free: AbstractSet[Person],
) -> dict[str, Person]:
    """The best of the ways in which not everything is as it should be; of the `free` none gets ahead of another by two.
    What a role costs does not hang on the others, but for having two: so it lies among the first few of each role, as
    many as there are roles."""
    behind = {role: min((served.get((role, one), 0) for one in free), default=0) for role in able}

    def cost(role: str, one: Person) -> tuple[int, int, int]:
        times = served.get((role, one), 0)
        again = last.get(role) == one and len(able[role]) > 1
        return int(again), int(one in free and times > behind[role]), times

    def cost_of(chosen: Iterable[Person]) -> tuple[int, int, int, list[int]]:
        way = list(chosen)
        costs = [cost(role, one) for role, one in zip(able, way, strict=True)]
        again, ahead, out_of_turn = (sum(parts) for parts in zip(*costs, strict=True))
        doubled = len(way) - len(set(way))
        places = [people.index(one) for people, one in zip(able.values(), way, strict=True)]
        return again, ahead, ONCE_MORE * out_of_turn + DOUBLED * doubled, places

    firsts = [
        sorted(people, key=lambda one, role=role: cost(role, one))[: len(able)]  # type: ignore[misc]
        for role, people in able.items()
    ]
    return dict(zip(able, min(product(*firsts), key=cost_of), strict=True))


def _pressed(
    able: Mapping[str, Sequence[Person]], served: Mapping[tuple[str, Person], int]
) -> AbstractSet[tuple[str, Person]]:
    """Who has to have one of which roles now: those with as many before them as there are meetings until then."""
    due: dict[str, set[Person]] = {}
    for role, people in able.items():
        least = min(served.get((role, one), 0) for one in people)
        due[role] = {one for one in people if served.get((role, one), 0) == least}
    found: set[tuple[str, Person]] = set()
    everybody: set[Person] = set()
    for one in everybody.union(*due.values()):
        ends = sorted((len(people), role) for role, people in due.items() if one in people)
        for nth, (meetings, _role) in enumerate(ends, start=1):
            if meetings <= nth:
                found |= {(role, one) for left, role in ends if left <= meetings}
                break
    return found


def _after(
    served: Mapping[tuple[str, Person], int], way: Mapping[str, Person]
) -> dict[tuple[str, Person], int]:
    return {**served, **{(role, one): served.get((role, one), 0) + 1 for role, one in way.items()}}
