"""What the rooms above know of a restraint: where its ruling is read, whose eyes a panel lends the post, and whether
one is voting on it.

They register it, since a post knows only the number of the entry in the record that restrained it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from forum.web.addresses import by_number

AddressOf = Callable[[int], str]
JudgedBy = Callable[[Any], QuerySet]
IsVotedOn = Callable[[int], bool]

_addresses: list[AddressOf] = []
_judged: list[JudgedBy] = []
_voted_on: list[IsVotedOn] = []


def register(
    *,
    address_of: AddressOf | None = None,
    judged_by: JudgedBy | None = None,
    is_voted_on: IsVotedOn | None = None,
) -> None:
    """Register a room.

    `address_of` says for the number of an entry where its ruling is read, "" where that is not its own; it asks no
    question of the database, since it is called for each post of a page. `judged_by` gives for a member the numbers of
    the posts whose withheld words they still read because they are on a panel about them, as a queryset that becomes a
    part of the one question about those words. `is_voted_on` says for the number of a post whether a panel is voting on
    it, so that its words have to stay as they are read.
    """
    if address_of:
        _addresses.append(address_of)
    if judged_by:
        _judged.append(judged_by)
    if is_voted_on:
        _voted_on.append(is_voted_on)


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


def is_voted_on(post: int) -> bool:
    """Whether a panel is voting on the post of that number."""
    return any(room(post) for room in _voted_on)
