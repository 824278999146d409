"""Writing an entry: the only way into the record."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from forum.record.hashing import BEGINNING, canonical, entry_hash, refuse_words
from forum.record.models import Entry, Head

# What has to stand before everything else: its type, and what writes it. The room above says so.
_first: tuple[str, Callable[[], object]] | None = None


def begins_with(type: str, write: Callable[[], object]) -> None:
    """Have every record begin with an entry of `type`: `write` appends it, and is called in the transaction of whatever
    would else have been the first."""
    global _first
    _first = (type, write)


@transaction.atomic
def begin() -> None:
    """Write what every record begins with, unless it has begun. Safe to call at any time, by several at once."""
    _hold_head()
    if _first is not None and _head().next_number == 0:
        _first[1]()


@transaction.atomic
def append(type: str, body: Mapping[str, Any], *, circle: Any = None, at: datetime | None = None) -> Entry:
    """Write the next entry, in the transaction of the act that it tells of, and return it.

    `body` is what the type has beside `type` and `at` (UTC; now if not said): whole numbers, lower-case hex, short
    tokens, and lists of these. Names and words never stand in it, only commitments (`hashing.leaf`); raises ValueError
    where they do. `circle` is whose pages show it. Writers wait for one another from here to the end of their
    transactions: take every other lock first.
    """
    refuse_words(body)
    head = _hold_head()
    if head.next_number == 0 and _first is not None and type != _first[0]:
        _first[1]()
        head = _head()
    at = (at or timezone.now()).astimezone(UTC).replace(microsecond=0)
    whole = canonical({**body, "type": type, "at": at.strftime("%Y-%m-%dT%H:%M:%SZ")})
    entry = Entry(number=head.next_number, at=at, type=type, circle=circle, body=whole.decode())
    entry.hash = entry_hash(bytes.fromhex(head.hash), entry.number, whole).hex()
    entry.save(force_insert=True)
    Head.objects.filter(only=True).update(next_number=entry.number + 1, hash=entry.hash)
    return entry


def wait_for_writers() -> None:
    """Have nobody else write until the transaction ends: what has been written by then is all there is to be read.

    For whoever decides by the record itself what is to be written next. Take every other lock that others hold while
    they write before this.
    """
    _hold_head()


def head() -> str:
    """The hash of the newest entry, in hex; 64 zeros before there is one."""
    found = Head.objects.values_list("hash", flat=True).first()
    return found or BEGINNING.hex()


def _hold_head() -> Head:
    """The head, made if there is none yet, locked until the transaction ends."""
    return Head.objects.select_for_update().get_or_create(only=True, defaults={"hash": BEGINNING.hex()})[0]


def _head() -> Head:
    return Head.objects.get(only=True)
