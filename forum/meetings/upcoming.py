"""What there is to do for the next meeting. A minimal stand-in, with the signatures of the room's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from forum.meetings.models import Meeting
from forum.members.models import Member


@dataclass(frozen=True)
class Line:
    words: str | Promise
    href: str = ""


Lookup = Callable[[Sequence[Meeting], Member], Mapping[int, Sequence[Line]]]
_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    if lookup not in _lookups:
        _lookups.append(lookup)


def lines_for(meetings: Sequence[Meeting], member: Member) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {meeting.pk: [] for meeting in meetings}
    for lookup in _lookups:
        for pk, lines in lookup(meetings, member).items():
            found[pk].extend(lines)
    return found
