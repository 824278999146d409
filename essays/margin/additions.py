"""What the rooms above add to a note's page: each registers a template, and how to gather what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from essays.margin.models import Annotation

# Takes the reader and a note that they may see; returns what the template calls `said`, or None for nothing.
Lookup = Callable[[Any, Annotation], Any]


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that is shown with a note."""

    template: str
    said: Any


_lookups: dict[str, Lookup] = {}


def register(template: str, lookup: Lookup) -> None:
    """Show `template` with notes for which `lookup` finds anything."""
    _lookups[template] = lookup


def additions_to(reader: Any, annotation: Annotation) -> list[Addition]:
    """All that is shown with a note beside its passages and its thread."""
    found = ((template, lookup(reader, annotation)) for template, lookup in _lookups.items())
    return [Addition(template, said) for template, said in found if said is not None]
