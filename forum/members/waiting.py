"""What waits for a member, told by the rooms above, so that the front door can say so: a position, a panel's seat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from forum.members.models import Member


@dataclass(frozen=True)
class Waiting:
    """Something that a member may do, at `href`, and until when; None where it waits as long as it takes. Where people
    agreed on a day, `by` is that day, and `until` its end."""

    href: str
    words: str | Promise
    until: datetime | None = None
    by: date | None = None


Lookup = Callable[[Member], Sequence[Waiting]]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """`lookup` takes a member and returns what waits for them, the most pressing first, in one query."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def waiting_for(member: Member) -> list[Waiting]:
    """All that waits for `member`: what ends first stands first, what does not end last."""
    return in_order(one for lookup in _lookups for one in lookup(member))


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What ends first stands first, what does not end last."""
    return sorted(waiting, key=lambda one: (one.until is None, one.until))
