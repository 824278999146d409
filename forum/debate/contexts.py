"""Where a thread stands, told by the rooms above.

A thread's `context` names an entry here. The room that gave it the name registers how to look up many
such threads at once, so that a list of threads asks each context one question, not one per thread.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from forum.debate.models import Thread


@dataclass(frozen=True)
class Context:
    """What a reader is told of the place a thread stands in."""

    title: str  # of the place: the text and its section
    url: str  # where the thread is read in its place
    place_url: str  # the place itself
    quote: str = ""  # the words the thread is about
    section: str = "talk"  # of the main menu, where such places are found
    slug: str = ""  # by which a search is narrowed to the place
    circle: int | None = None  # whose place it is, where that may be another than the thread's


Lookup = Callable[[Iterable[int]], Mapping[int, Context]]

_lookups: dict[str, Lookup] = {}


def register(name: str, lookup: Lookup) -> None:
    """`lookup` takes thread ids and returns their contexts by thread id, in a constant number of queries.

    It leaves out private threads whose owner does not see the place any more: they are then read by themselves.
    """
    _lookups[name] = lookup


def contexts_of(threads: Iterable[Thread]) -> dict[int, Context]:
    """The contexts of those of `threads` that have one, by thread id."""
    return contexts_at((thread.context, thread.pk) for thread in threads)


def contexts_at(threads: Iterable[tuple[str, int]]) -> dict[int, Context]:
    """The same for threads of which one knows only their `context` and their id."""
    by_name: dict[str, list[int]] = {}
    for name, pk in threads:
        if name:
            by_name.setdefault(name, []).append(pk)
    found: dict[int, Context] = {}
    for name, ids in by_name.items():
        found.update(_lookups[name](ids))
    return found
