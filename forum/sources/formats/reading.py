"""What reading a list of references gives, and how much of one is read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forum.sources.csl import NotAnItem, cleaned
from forum.sources.csl.items import plain

MOST_CHARACTERS = 200_000
MOST_ENTRIES = 200


class PasteRefused(Exception):
    """A list that is not read at all, with the reason in words."""


@dataclass(frozen=True)
class Entry:
    """One entry of a list: what it says, or why nothing could be made of it; and what was left out, in words."""

    begins: str  # as it was written, to find it again
    item: dict[str, Any] | None
    trouble: str = ""
    left_out: tuple[str, ...] = ()


def entry_of(begins: str, given: Any, left_out: tuple[str, ...] = ()) -> Entry:
    """The entry that says `given`, an item that nobody has looked at yet."""
    begins = plain(begins, 80)
    try:
        item, further = cleaned(given)
    except NotAnItem as trouble:
        return Entry(begins, None, trouble=str(trouble), left_out=left_out)
    return Entry(begins, item, left_out=(*left_out, *further))


def unreadable(begins: str, trouble: str) -> Entry:
    return Entry(plain(begins, 80), None, trouble=trouble)


def insist_on_few(count: int) -> None:
    """Raise PasteRefused where a list has more entries than are read at a time."""
    if count > MOST_ENTRIES:
        raise PasteRefused(
            _("These are %(count)d entries. Please bring at most %(most)d at a time.")
            % {"count": count, "most": MOST_ENTRIES}
        )
