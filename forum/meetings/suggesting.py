"""What could be on an agenda. A minimal stand-in, with the signatures of the room's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from forum.debate.models import Thread
from forum.meetings.models import Meeting


@dataclass(frozen=True)
class Suggestion:
    title: str
    thread: Thread | None
    href: str
    words: str
    reason: str


Lookup = Callable[[Meeting, Any], Sequence[Suggestion]]
_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    if lookup not in _lookups:
        _lookups.append(lookup)


def suggestions_for(meeting: Meeting, reader: Any) -> Sequence[Suggestion]:
    return [one for lookup in _lookups for one in lookup(meeting, reader)]
