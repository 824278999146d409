"""What leans on sources besides posts, told by the rooms above.

A room that has rows pointing at sources registers them here: so that whoever may see such a row may see its source,
and so that the page of a source can say where it is leaned on.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Lean:
    """A place that leans on a source, as a reader is told of it."""

    text: str  # what it stands in
    where: str  # in that text
    url: str
    locator: str  # the place in the source
    standing: str  # whether anyone has looked, in words
    mark: str  # the name of an icon that says the same


Rows = Callable[[Any], QuerySet]
Lines = Callable[[Any, Collection[int]], list[Lean]]

_leaning: dict[str, tuple[Rows, Lines]] = {}


def register(name: str, rows: Rows, lines: Lines) -> None:
    """`rows(reader)` are the rows that lean on a `source`, as far as the reader may see them; `lines(reader, sources)`
    tells of those that lean on any of these sources, by their numbers, in a constant number of queries."""
    _leaning[name] = (rows, lines)


def rows_for(reader: Any) -> Iterator[QuerySet]:
    """What leans on sources and may be seen by `reader`, a set of rows for each room."""
    return (rows(reader) for rows, _ in _leaning.values())


def leans_on(reader: Any, sources: Collection[int]) -> list[Lean]:
    """Where these sources are leaned on, as far as `reader` may see."""
    return [lean for _, lines in _leaning.values() for lean in lines(reader, sources)]
