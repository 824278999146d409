"""What the rooms above know of a restraint: where its ruling is read, and whose eyes a panel lends the post.

They register it, since a post knows only the number of the entry in the record that restrained it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from forum.web.addresses import by_number

AddressOf = Callable[[int], str]
JudgedBy = Callable[[Any], QuerySet]

_addresses: list[AddressOf] = []
_judged: list[JudgedBy] = []


def register(*, address_of: AddressOf | None = None, judged_by: JudgedBy | None = None) -> None:
    """Register a room.

    `address_of` says for the number of an entry where its ruling is read, "" where that is not its own; it asks no
    question of the database, since it is called for each post of a page. `judged_by` gives for a member the numbers of
    the posts whose withheld words they still read because they are on a panel about them, as a queryset that becomes a
    part of the one question about those words.
    """
    if address_of:
        _addresses.append(address_of)
    if judged_by:
        _judged.append(judged_by)


def forget(*, address_of: AddressOf | None = None, judged_by: JudgedBy | None = None) -> None:
    """Undo a registration: for tests."""
    if address_of:
        _addresses.remove(address_of)
    if judged_by:
        _judged.remove(judged_by)


def address_of(entry: int) -> str:
    """Where one reads why a post is restrained: the ruling, or else the entry itself."""
    return next(filter(None, (room(entry) for room in _addresses)), "") or by_number("entry")(entry)


def judged_by(member: Any) -> list[QuerySet]:
    """For each room, the numbers of the posts that `member` judges."""
    return [room(member) for room in _judged]
