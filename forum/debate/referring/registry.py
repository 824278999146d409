"""What stands at an address of this site, told by the rooms whose pages they are.

A room registers the names of its pages here, and how to look many of them up at once for one reader.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forum.debate.referring.addresses import Asked, asked_by


@dataclass(frozen=True, slots=True)
class Found:
    """A page that a reader may see: what it is called, and its first words.

    `thread` is the number of the thread whose title is among what it is called.
    """

    href: str
    title: str
    words: str = ""
    thread: int | None = None


Lookup = Callable[[Any, Sequence[Asked]], Mapping[str, Found]]

_lookups: dict[str, Lookup] = {}


def register(names: Iterable[str], lookup: Lookup) -> None:
    """`lookup(reader, asked)` finds those pages of these names that the reader may see, by `href`, in a number of
    queries that theirs does not change."""
    _lookups.update(dict.fromkeys(names, lookup))


def found_at(addresses: Collection[str], reader: Any) -> dict[str, Found]:
    """What stands at those of `addresses` at which `reader` may see something, by address."""
    asked = {address: one for address in addresses if (one := asked_by(address)) and one.name in _lookups}
    by_lookup: dict[Lookup, list[Asked]] = {}
    for one in asked.values():
        by_lookup.setdefault(_lookups[one.name], []).append(one)
    found: dict[str, Found] = {}
    for lookup, ours in by_lookup.items():
        found.update(lookup(reader, ours))
    return {address: found[one.href] for address, one in asked.items() if one.href in found}
