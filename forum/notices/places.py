"""What members may subscribe to, told by the rooms that know: circles, threads and branches here, texts from above.

A room registers each kind of place it knows: which places of that kind a post stands in, and what they are called.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from forum.debate.models import Post


@dataclass(frozen=True)
class Place:
    """One place: what kind it is of, and its number among them."""

    kind: str
    number: int


@dataclass(frozen=True)
class PlaceTold:
    """What a reader who may see a place is told of it. `section` is the one of the main menu."""

    title: str
    url: str
    section: str = "talk"


@dataclass(frozen=True)
class KindOfPlace:
    """`rank` orders kinds: of several places that a post stands in, the one of the highest rank is most particular.

    `holding` gives the numbers of those that a post stands in, the most particular first. `look_up` tells of those of
    many that a reader may see, by number, in a constant number of queries.
    """

    name: str
    rank: int
    label: str | Promise
    holding: Callable[[Post], Iterable[int]]
    look_up: Callable[[Collection[int], Any], Mapping[int, PlaceTold]]


_kinds: dict[str, KindOfPlace] = {}


def register(kind: KindOfPlace) -> None:
    _kinds[kind.name] = kind


def names() -> list[str]:
    """The names of all kinds of places."""
    return list(_kinds)


def label_of(name: str) -> str:
    """What a place of that kind is called in general."""
    return str(_kinds[name].label)


def places_of(post: Post) -> list[Place]:
    """All places that `post` stands in, the most particular first."""
    kinds = sorted(_kinds.values(), key=lambda kind: -kind.rank)
    return [Place(kind.name, number) for kind in kinds for number in kind.holding(post)]


def told_of(places: Iterable[Place], reader: Any) -> dict[Place, PlaceTold]:
    """What `reader` is told of those of `places` that they may see, in a few queries for each kind among them."""
    numbers: dict[str, list[int]] = {}
    for place in places:
        if place.kind in _kinds:
            numbers.setdefault(place.kind, []).append(place.number)
    return {
        Place(kind, number): told
        for kind, some in numbers.items()
        for number, told in _kinds[kind].look_up(some, reader).items()
    }
