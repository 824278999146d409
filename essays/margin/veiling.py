"""Whether the notes beside a section wait until its reader has read it. A room above knows how far readers are, and
says so here: as columns of the one query that reads the section, so that no page asks the database once more for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from essays.library.models import Section
from essays.library.querysets import SectionQuerySet


@dataclass(frozen=True, slots=True)
class Veiling:
    """What a section's page shows of it, above the text and below; `said` is what the two templates call so."""

    is_drawn: bool  # others' notes are not sent; how many there are is told
    above: str
    below: str
    said: Any


Columns = Callable[[Any], Mapping[str, Any]]  # takes the reader
Lookup = Callable[[Section, Any], Veiling | None]  # takes a section with those columns, and the reader

_registered: list[tuple[Columns, Lookup]] = []


def register(columns: Columns, lookup: Lookup) -> None:
    if (columns, lookup) not in _registered:
        _registered.append((columns, lookup))


def with_veils(sections: SectionQuerySet, reader: Any) -> SectionQuerySet:
    """The sections with all that decides it."""
    for columns, _ in _registered:
        sections = sections.annotate(**columns(reader))
    return sections


def veiling_of(section: Section, reader: Any) -> Veiling | None:
    """Of a section read by `with_veils`; None where nothing is known of its reader."""
    found = (lookup(section, reader) for _, lookup in _registered)
    return next((veiling for veiling in found if veiling), None)
