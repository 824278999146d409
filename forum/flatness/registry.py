"""What is counted of each member, told by this room and by those above it: posts and words, seats on panels, proposals
adopted, and some day speaking time, facilitating and minutes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from forum.circles.models import Circle


@dataclass(frozen=True, slots=True)
class Count:
    """What a member did: how many times, how much that is, and the sum of the squares of how much each time was."""

    member: int
    events: int
    amount: int
    squares: int

    @classmethod
    def of(cls, member: int, events: int) -> "Count":
        """Of things of which each is as much as any other."""
        return cls(member, events, events, events)


@dataclass(frozen=True)
class Measure:
    """Something that is spread over people.

    `half` says in a sentence that so many of so many people have half of it; `own` that the reader has so many of so
    many. `is_role` is for what people take turns in: then it is also said how many have had one. `is_known` is for what
    everyone who sees the page could count for themselves; all else is said only of circles in which nobody is found out
    by it (see docs/decisions/0023).
    """

    name: str
    title: str | Promise
    unit: str | Promise
    half: Callable[[int, int], str]
    own: Callable[[int, int], str]
    is_role: bool = False
    is_known: bool = True


Counting = Callable[[Circle, datetime | None, datetime], Mapping[str, Sequence[Count]]]
LeftOut = Callable[[Circle], Collection[int]]
Holders = Callable[[Circle, datetime, int], Mapping[str, Sequence[int]]]

_registered: list[tuple[Sequence[Measure], Counting]] = []
_left_out: dict[str, LeftOut] = {}
_holders: list[Holders] = []


def register(
    measures: Sequence[Measure],
    count: Counting,
    *,
    left_out: LeftOut | None = None,
    holders: Holders | None = None,
) -> None:
    """`count` takes a circle and the times since which (None: ever) and until which to count, and returns the counts by
    the name of each of `measures`, without members who have none; in one query, whatever the circle's size.

    `left_out` takes a circle and returns, in one query, who has asked not to be counted: they are not taken for people
    who have nothing, and the page says how many they are.

    `holders`, for what people take turns in, takes a circle, a time and a number, and returns who had the latest turns
    until then, the latest first, about so many; by the name of each measure, in one query.
    """
    _registered.append((measures, count))
    if left_out is not None:
        _left_out.update(dict.fromkeys((measure.name for measure in measures), left_out))
    if holders is not None:
        _holders.append(holders)


def measures() -> list[Measure]:
    """All there are, in the order in which they were registered."""
    return [measure for group, _count in _registered for measure in group]


def countings() -> Iterator[Counting]:
    return (count for _group, count in _registered)


def holders_of(circle: Circle, until: datetime, most: int) -> dict[str, Sequence[int]]:
    """Who had the latest turns, the latest first, by the name of each measure that people take turns in."""
    found: dict[str, Sequence[int]] = {}
    for holders in _holders:
        found.update(holders(circle, until, most))
    return found


def left_out_of(circle: Circle) -> dict[str, Collection[int]]:
    """Who has asked not to be counted, by the name of each measure that asks."""
    found = {left_out: left_out(circle) for left_out in set(_left_out.values())}
    return {name: found[left_out] for name, left_out in _left_out.items()}
