"""What could be on a meeting's agenda, told by the rooms that know: what is contested, what nobody has answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from forum.debate.models import Thread
from forum.meetings.models import Meeting


@dataclass(frozen=True)
class Suggestion:
    """Something to talk about: its title, the thread or note if it is one, where it is read, its first words, and why
    it."""

    title: str
    thread: Thread | None
    href: str
    words: str = ""
    reason: str | Promise = ""


Lookup = Callable[[Meeting, Any], Sequence[Suggestion]]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """`lookup` takes a meeting and a reader, and returns what could be talked about, the most pressing first, in a
    constant number of queries; only what everybody who sees the meeting may read."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def suggestions_for(meeting: Meeting, reader: Any) -> list[Suggestion]:
    """What rooms suggest, each thread, or else each place, once."""
    found: dict[int | str, Suggestion] = {}
    for lookup in _lookups:
        for one in lookup(meeting, reader):
            found.setdefault(one.thread.pk if one.thread else one.href, one)
    return list(found.values())
