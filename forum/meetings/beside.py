"""What other rooms show on a meeting's page. Each registers a template, and what it shows of a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forum.meetings.models import Meeting

Lookup = Callable[[Meeting, Any], object | None]


@dataclass(frozen=True)
class Shown:
    """A template, and what it is given as `block`."""

    template: str
    block: object


_blocks: dict[str, tuple[Lookup, str]] = {}


def register(name: str, lookup: Lookup, template: str) -> None:
    """`lookup` takes a meeting and a reader who may see it, and returns what `template` shows, or None for nothing."""
    _blocks[name] = (lookup, template)


def shown_beside(meeting: Meeting, reader: Any) -> list[Shown]:
    """All that is shown, in the order in which it was registered."""
    found = ((template, lookup(meeting, reader)) for lookup, template in _blocks.values())
    return [Shown(template, block) for template, block in found if block is not None]
