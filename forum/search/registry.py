"""What can be found, told by the rooms above.

Each says how its things are read for the index, which of them a reader may see, and how those found are shown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from forum.search import keys
from forum.search.models import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing as it is to be found, or a part of one: see `Document`."""

    object_id: int
    at: datetime
    title: str = ""
    text: str = ""  # shown where it is found
    also: str = ""  # sought as well, and not shown
    place: str = ""
    address: str = ""
    facets: Sequence[str] = ()
    circle: int | None = None
    beside: int | None = None
    private_to: int | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """How a thing that was found is named and where it stands; `icon` and `kind` say the same. It is read at `href`, or
    where its document says. `folded` is what its reader is told in place of its words, "" where they read them."""

    title: str
    icon: str
    kind: str | Promise
    href: str = ""
    place: str = ""
    by: str = ""
    is_private: bool = False
    folded: str = ""


@dataclass(frozen=True)
class Group:
    """Things that are sought together, by the name they have in addresses."""

    name: str
    label: str | Promise


@dataclass(frozen=True)
class Findable:
    """A kind of thing that can be found.

    `number` stands in keys: it is never given to another kind; among the groups, higher ones come first. `rows` are all
    there are; `entries` reads those of these numbers, in a constant number of queries, without what cannot be found;
    `seen(reader)` is the condition that the reader may see a `Document`, or, where asking that of each would cost too
    much, `sift(reader, ids)` are those of these numbers that they may see, in one query. `show(reader, documents)`
    tells by their keys how they are shown, in a constant number of queries, and leaves out what it would not show.
    """

    name: str
    number: int
    group: Group
    rows: Callable[[], QuerySet]
    entries: Callable[[Collection[int]], Iterable[Entry]]
    seen: Callable[[Any], Q]
    show: Callable[[Any, Sequence[Document]], Mapping[int, Shown]]
    sift: Callable[[Any, Collection[int]], Collection[int]] | None = None

    def holds(self, key: int) -> bool:
        """Whether the document of that key is of this kind."""
        return keys.number_of(key) == self.number


_findables: dict[str, Findable] = {}


def register(findable: Findable) -> None:
    _findables[findable.name] = findable


def findable(name: str) -> Findable:
    return _findables[name]


def findables() -> list[Findable]:
    """All that is registered, in the order of their numbers."""
    return sorted(_findables.values(), key=lambda one: one.number)


def groups() -> dict[str, Group]:
    """The groups by name, in the order in which a page names them."""
    return {one.group.name: one.group for one in findables()}


def seen_by(reader: Any, kinds: Iterable[Findable]) -> Q:
    """The condition that `reader` may see what a document of one of these kinds is of."""
    names: dict[Callable[[Any], Q], list[str]] = {}
    for one in kinds:
        names.setdefault(one.seen, []).append(one.name)
    condition = Q()
    for seen, alike in names.items():
        condition |= Q(what__in=alike) & seen(reader)
    return condition


def shown_as_kept(icon: str, kind: str | Promise) -> Callable[[Any, Sequence[Document]], Mapping[int, Shown]]:
    """How things are shown of which their documents say all."""
    return lambda _reader, documents: {
        one.pk: Shown(title=one.title, icon=icon, kind=kind, place=one.place) for one in documents
    }
