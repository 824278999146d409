"""What waits for a member, told by the rooms above, so that the front door can say so: a position, a panel's seat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from forum.members.models import Member
from forum.web.prepared import Prepared
from forum.web.questions import Question, rows_of


@dataclass(frozen=True)
class Waiting:
    """Something that a member may do, at `href`, and until when; None where it waits as long as it takes. Where people
    agreed on a day, `by` is that day, and `until` its end."""

    href: str
    words: str | Promise
    until: datetime | None = None
    by: date | None = None


Say = Callable[[Any, Member], Waiting | None]

_rooms: dict[Prepared, Say] = {}


def register(query: Prepared, say: Say) -> None:
    """`query`, of a member and the time, finds what may wait for them; `say` takes one row of it, and the member, and
    returns what waits, or None."""
    _rooms[query] = say


def waiting_for(member: Member) -> list[Waiting]:
    """All that waits for `member`: what ends first stands first, what does not end last."""
    return in_order(what_waits(rows_of(*questions_for(member, timezone.now())), member))


def questions_for(member: Member, now: datetime) -> list[Question]:
    """What is to be asked to know what waits for `member`, to be asked together with other questions."""
    return [Question(query, (member, now)) for query in _rooms]


def what_waits(found: Iterable[Sequence[Any]], member: Member) -> list[Waiting]:
    """What the rows say that were `found` by each of the questions, in their order."""
    said = (say(row, member) for say, rows in zip(_rooms.values(), found, strict=True) for row in rows)
    return [one for one in said if one is not None]


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What ends first stands first, what does not end last."""
    return sorted(waiting, key=lambda one: (one.until is None, one.until))
