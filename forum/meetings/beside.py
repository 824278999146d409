"""What other rooms show on a meeting's page, beside its agenda: told by each, so that the page need not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forum.meetings.models import Meeting

Lookup = Callable[[Meeting, Any], object | None]


@dataclass(frozen=True)
class Block:
    """Something beside a meeting; `template` shows `block`."""

    name: str
    template: str
    block: object


_registered: dict[str, tuple[Lookup, str]] = {}


def register(name: str, lookup: Lookup, template: str) -> None:
    """`lookup` takes a meeting and its reader, and returns what `template` shows as `block`, or None where there is
    nothing to show; in a constant number of queries."""
    _registered[name] = (lookup, template)


def blocks_of(meeting: Meeting, reader: Any) -> list[Block]:
    """All there is to show of `meeting`, in the order in which it was registered."""
    found = ((name, template, lookup(meeting, reader)) for name, (lookup, template) in _registered.items())
    return [Block(name, template, block) for name, template, block in found if block is not None]
