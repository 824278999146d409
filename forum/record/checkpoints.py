"""Checkpoints: the root of a tree over all posts as they stand, written into the record once a day. Whoever changes a
post behind the program's back then has a post that the record does not know.

The posts are rows of a room above, which says what their leaves are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from forum.record.merkle import root_of
from forum.record.models import Entry
from forum.record.writing import append, begin

CHECKPOINT = "checkpoint"


@dataclass(frozen=True)
class Covered:
    """What checkpoints are of. `prepare` does what takes long, in transactions of its own; `take` is called in the one
    that writes the entry, keeps what the leaves are now, and returns them, in an order that stays."""

    prepare: Callable[[], object]
    take: Callable[[], Iterable[bytes]]


_covered: Covered | None = None


def cover(covered: Covered) -> None:
    global _covered
    _covered = covered


def last_checkpoint() -> Entry | None:
    return Entry.objects.filter(type=CHECKPOINT).order_by("-number").first()


def write_checkpoint_of_today() -> Entry | None:
    """Today's checkpoint, by UTC, unless it stands already."""
    return _write(
        unless_since=timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    )


def write_checkpoint() -> Entry | None:
    """A checkpoint, now. None where nothing is covered by any."""
    return _write(unless_since=None)


def _write(unless_since: datetime | None) -> Entry | None:
    begin()
    if _covered is None or _stands(unless_since):
        return None
    _covered.prepare()
    with transaction.atomic():
        # Who writes a checkpoint holds entry 0, which nobody else ever locks: so two workers write them one after the
        # other, and the head stays what is locked last.
        Entry.objects.select_for_update(no_key=True).get(number=0)
        if _stands(unless_since):
            return None
        root, count = root_of(_covered.take())
        return append(CHECKPOINT, {"root": root.hex(), "count": count})


def _stands(since: datetime | None) -> bool:
    last = last_checkpoint() if since else None
    return last is not None and since is not None and last.at >= since
