"""What the pages of the record need."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forum.circles.models import Circle
from forum.record.explaining import Explained, explained, types
from forum.record.filtering import Wanted
from forum.record.hashing import BEGINNING, counted
from forum.record.models import Entry
from forum.record.writing import head
from forum.web.pagination import Page, newest_page


@dataclass(frozen=True)
class RecordPage:
    """Entries, newest first, and what they may be narrowed down to."""

    entries: Page[Explained]
    wanted: Wanted
    types: Sequence[tuple[str, str]]
    circles: Sequence[Circle]
    head: str

    @property
    def further(self) -> str:
        """The query of the next page, "" on the last."""
        if not self.entries.further:
            return ""
        return "&".join(filter(None, (self.wanted.query, f"before={self.entries.further}")))


@dataclass(frozen=True)
class EntryPage:
    """One entry, and how its hash comes about. All byte strings in hex."""

    told: Explained
    readable: str  # the body, a line for each thing in it
    before: str  # the hash of the entry before
    number: str  # as it is hashed
    length: int  # bytes of the body
    is_last: bool

    @property
    def previous(self) -> int | None:
        return self.told.entry.number - 1 if self.told.entry.number else None

    @property
    def next(self) -> int | None:
        return None if self.is_last else self.told.entry.number + 1


def record_page(reader: Any, wanted: Wanted, *, circle: Circle | None, before: str = "") -> RecordPage:
    """The entries that are wanted, of `circle`, which the reader sees, or of all; below the key `before`."""
    entries = wanted.narrow(Entry.objects.told_to(reader))
    if circle:
        entries = entries.filter(circle=circle)
    page = newest_page(entries, before=before)
    return RecordPage(
        entries=Page(explained(page.rows, reader), page.further),
        wanted=wanted,
        types=types(),
        circles=list(Circle.objects.visible_to(reader).commons_first()),
        head=head(),
    )


def entry_page(reader: Any, entry: Entry) -> EntryPage:
    """The page of an entry `told_to` the reader, and the two beside it, looked up in one query."""
    beside = Entry.objects.filter(number__in=[entry.number - 1, entry.number + 1])
    hashes = dict(beside.values_list("number", "hash"))
    return EntryPage(
        told=explained([entry], reader)[0],
        readable=json.dumps(entry.read_all(), indent=2, ensure_ascii=False),
        before=hashes.get(entry.number - 1, BEGINNING.hex()),
        number=counted(entry.number).hex(),
        length=len(entry.body.encode()),
        is_last=entry.number + 1 not in hashes,
    )
