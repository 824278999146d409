"""Who gets which role of a meeting. Pure: whoever has the order that the lot gave, how often each has served, and who
had what the last time, gets the same answer.

What counts comes in this order, and each only among those that the one before leaves:
1. nobody has the same role twice running, unless nobody else can have it;
2. each role goes to one of those who have had it least often;
3. nobody has two roles at once, where others can have one of them;
4. whoever could not get through the round otherwise comes first;
5. the order that was drawn, role by role.

The fourth is what keeps a round from ending in a knot. In a round everybody has every role once. If so many people have
one role, the roles and the people who have yet to have them are a bipartite graph; it falls into as many meetings as
its highest degree (Kőnig 1916), as long as each meeting takes an edge from every point of that degree. So whoever has
as many roles before them as there are meetings left to their round has to have one now.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product
from typing import TypeVar

Person = TypeVar("Person", bound=Hashable)

LEAST_FOR_ALL = 3  # people from whom on there is a time-keeper; of two, each has one of the first roles


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
    due = {role: _due(role, people, served) for role, people in able.items()}
    pressed = _pressed(due)
    place = {one: nth for nth, one in enumerate(order)}

    def weight(role: str, one: Person) -> tuple[int, int]:
        again = last.get(role) == one and len(able[role]) > 1
        return int(again), served.get((role, one), 0)

    def key(role: str) -> Callable[[Person], tuple]:
        return lambda one: (*weight(role, one), (role, one) not in pressed, place[one])

    # What a role costs does not hang on the others, but that nobody has two: so the best of all lies among the first
    # few of each role, as many as there are roles.
    firsts = [sorted(people, key=key(role))[: len(able)] for role, people in able.items()]
    names = list(able)

    def cost(choice: Sequence[Person]) -> tuple:
        pairs = list(zip(names, choice, strict=True))
        weights = [weight(role, one) for role, one in pairs]
        return (
            sum(again for again, _ in weights),
            sum(times for _, times in weights),
            len(choice) - len(set(choice)),
            -sum(pair in pressed for pair in pairs),
            [place[one] for one in choice],
        )

    best = min(product(*firsts), key=cost)
    return dict(zip(names, best, strict=True))


def levelled(
    served: Mapping[tuple[str, Person], int], people: Sequence[Person], roles: Sequence[str]
) -> dict[tuple[str, Person], int]:
    """How often each counts as having served, so that nobody has to make up for rounds without them: at least once less
    than the one in the middle of all. Who was there all along is never changed by it."""
    found: dict[tuple[str, Person], int] = {}
    for role in roles:
        times = {one: served.get((role, one), 0) for one in people}
        middle = sorted(times.values())[(len(times) - 1) // 2] if times else 0
        found |= {(role, one): max(often, middle - 1) for one, often in times.items()}
    return found


def _due(
    role: str, people: Sequence[Person], served: Mapping[tuple[str, Person], int]
) -> AbstractSet[Person]:
    """Who has yet to have the role in this round."""
    least = min(served.get((role, one), 0) for one in people)
    return {one for one in people if served.get((role, one), 0) == least}


def _pressed(due: Mapping[str, AbstractSet[Person]]) -> AbstractSet[tuple[str, Person]]:
    """Who has to have one of which roles now: those with as many before them as there are meetings until then."""
    found: set[tuple[str, Person]] = set()
    everybody: set[Person] = set()
    for one in everybody.union(*due.values()):
        ends = sorted((len(people), role) for role, people in due.items() if one in people)
        for nth, (meetings, _role) in enumerate(ends, start=1):
            if meetings <= nth:
                found |= {(role, one) for left, role in ends if left <= meetings}
                break
    return found
