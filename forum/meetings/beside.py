"""What other rooms show on a meeting's page. A minimal stand-in, with the signatures of the room's own."""

from collections.abc import Callable
from typing import Any

from forum.meetings.models import Meeting

Lookup = Callable[[Meeting, Any], object | None]
_blocks: dict[str, tuple[Lookup, str]] = {}


def register(name: str, lookup: Lookup, template: str) -> None:
    _blocks[name] = (lookup, template)


def blocks_of(meeting: Meeting, reader: Any) -> list[tuple[str, object]]:
    found = [(template, lookup(meeting, reader)) for lookup, template in _blocks.values()]
    return [(template, block) for template, block in found if block is not None]
