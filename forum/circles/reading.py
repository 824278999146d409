"""What a circle reads, told by the rooms above: the forum has never heard of texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from forum.circles.models import Circle


@dataclass(frozen=True)
class Reading:
    """Something that is read in a circle, how long that takes, and how much has been written beside it; or, where it
    has one, a `note` that says instead how it is read there."""

    title: str
    href: str
    author: str
    language: str
    minutes: int = 0
    notes: int = 0
    note: str = ""


@dataclass(frozen=True)
class Way:
    """Where more is told of what is read in a circle."""

    href: str
    words: str | Promise


Lookup = Callable[[Circle, Any], Sequence[Reading]]

_lookups: list[Lookup] = []
_ways: list[Callable[[Circle, Any], Way]] = []


def register(lookup: Lookup) -> None:
    """`lookup` takes a circle and a reader, and returns the few newest things that are read there, in one query."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def register_way(way: Callable[[Circle, Any], Way]) -> None:
    """`way` takes a circle and a reader, and says where to go on, without a query."""
    if way not in _ways:
        _ways.append(way)


def ways_in(circle: Circle, reader: Any) -> list[Way]:
    """Where `reader` may go on from a circle's page."""
    return [way(circle, reader) for way in _ways]


def read_in(circle: Circle, reader: Any) -> list[Reading]:
    """What is read in `circle`, as far as `reader` may see it."""
    return [reading for lookup in _lookups for reading in lookup(circle, reader)]
