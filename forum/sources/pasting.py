"""What is shown of a list of references before it is added."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from forum.sources import csl, formats
from forum.sources.duplicates import like_any
from forum.sources.kinds import label_of
from forum.sources.models import Source
from forum.sources.styles import reference_line


@dataclass(frozen=True)
class EntryShown:
    """An entry as it was understood, or why it was not; and the entries here that say the same, or may mean it."""

    number: int  # from 1
    begins: str
    line: SafeString | str
    kind: str | Promise
    trouble: str
    left_out: Sequence[str]
    is_known: bool
    alike: Sequence[Source]


@dataclass(frozen=True)
class PastePreview:
    format: str
    entries: Sequence[EntryShown]
    readable: int


def items_in(text: str) -> dict[int, dict[str, Any]]:
    """The items that can be read in a list, by the number of their entry, from 1. Raises formats.PasteRefused."""
    _form, entries = formats.read(text)
    return {number: entry.item for number, entry in enumerate(entries, 1) if entry.item}


def preview_of(text: str, reader: Any) -> PastePreview:
    """What was understood of a list. Raises formats.PasteRefused."""
    form, entries = formats.read(text)
    like = iter(like_any([entry.item for entry in entries if entry.item], reader))
    shown = [
        _shown(number, entry, next(like) if entry.item else []) for number, entry in enumerate(entries, 1)
    ]
    return PastePreview(form.label, shown, sum(1 for entry in entries if entry.item))


def _shown(number: int, entry: formats.Entry, alike: Sequence[Source]) -> EntryShown:
    item = entry.item
    key = csl.key_of_item(item) if item else ""
    return EntryShown(
        number=number,
        begins=entry.begins,
        line=reference_line(item) if item else "",
        kind=label_of(item["type"]) if item else "",
        trouble=entry.trouble,
        left_out=entry.left_out,
        is_known=any(source.key == key for source in alike),
        alike=alike,
    )
