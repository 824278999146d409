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


Lookup = Callable[[Iterable[int]], Mapping[int, Context]]

_lookups: dict[str, Lookup] = {}


def register(name: str, lookup: Lookup) -> None:
    """`lookup` takes thread ids and returns their contexts by thread id, in a constant number of queries."""
    _lookups[name] = lookup


def contexts_of(threads: Iterable[Thread]) -> dict[int, Context]:
    """The contexts of those of `threads` that have one, by thread id."""
    by_name: dict[str, list[int]] = {}
    for thread in threads:
        if thread.context:
            by_name.setdefault(thread.context, []).append(thread.pk)
    found: dict[int, Context] = {}
    for name, ids in by_name.items():
        found.update(_lookups[name](ids))
    return found
