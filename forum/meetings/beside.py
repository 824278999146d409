"""What other rooms show on a meeting's page, told by them: who has which role, the minutes, what is read for it.

Each registers how to look it up for one meeting and one reader, and the template that shows what was found there as
`block`, with `meeting` and `user` beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forum.meetings.models import Meeting

Lookup = Callable[[Meeting, Any], object | None]


@dataclass(frozen=True)
class Shown:
    """What a room found, and the template that shows it."""

    name: str
    block: object
    template: str
    is_wide: bool
    is_now: bool = False


@dataclass(frozen=True)
class _Room:
    lookup: Lookup
    template: str
    order: int
    is_wide: bool
    is_now: bool


_rooms: dict[str, _Room] = {}


def register(
    name: str, lookup: Lookup, template: str, *, order: int = 50, is_wide: bool = False, is_now: bool = False
) -> None:
    """`lookup` takes a meeting that the reader may see, and the reader; it returns what `template` shows as `block`, or
    None where there is nothing to show, in a constant number of queries.

    Lower numbers of `order` stand first. What is to be read at length `is_wide` and stands below the agenda; what is
    done at this moment `is_now` and stands on top of the page; the rest in a narrow column beside.
    """
    _rooms[name] = _Room(lookup, template, order, is_wide, is_now)


def shown_beside(meeting: Meeting, reader: Any) -> list[Shown]:
    """What all rooms have to show to `reader`, in their order."""
    rooms = sorted(_rooms.items(), key=lambda one: (one[1].order, one[0]))
    found = ((name, room, room.lookup(meeting, reader)) for name, room in rooms)
    return [
        Shown(name, block, room.template, room.is_wide, room.is_now)
        for name, room, block in found
        if block is not None
    ]
