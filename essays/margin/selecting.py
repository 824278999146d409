"""Picking words out of a section's text."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from essays.library.models import Section
from forum.text import TextRefused

LONGEST_PASSAGE = 5_000  # code points


@dataclass(frozen=True, slots=True)
class Selection:
    """Words picked out of a section: code points [start, end) of its text, and what the reader saw there."""

    section: Section
    start: int
    end: int
    exact: str


class SelectionRefused(TextRefused):
    """A selection that cannot be annotated."""


def checked(selection: Selection) -> Selection:
    """The selection without white space at its ends, or SelectionRefused: it must be words that stand there."""
    text = selection.section.text
    if not 0 <= selection.start < selection.end <= len(text):
        raise SelectionRefused(_("That passage lies outside the text."))
    found = text[selection.start : selection.end]
    if found != selection.exact:
        raise SelectionRefused(
            _("The text no longer reads as it did when you selected this passage. Please select it again.")
        )
    exact = found.strip()
    if not exact:
        raise SelectionRefused(_("There are no words in that passage."))
    if len(exact) > LONGEST_PASSAGE:
        raise SelectionRefused(_("That passage is too long for a note. Choose the words your note is about."))
    start = selection.start + len(found) - len(found.lstrip())
    return replace(selection, start=start, end=start + len(exact), exact=exact)


def block_at(section: Section, offset: int) -> int:
    """The number of the block at a code point of the section's text; a gap belongs to the block before it."""
    return max((row for row in section.blocks if row["start"] <= offset), key=lambda row: row["start"])[
        "number"
    ]


def words_of_block(section: Section, number: int, words: str = "") -> Selection:
    """The selection of `words` in the block of that number, however they are spaced; without any, the whole block.

    Raises SelectionRefused where there is no such block, or those words do not stand in it.
    """
    block = next((row for row in section.blocks if row["number"] == number), None)
    if block is None:
        raise SelectionRefused(_("There is no such paragraph here."))
    start, end = block["start"], block["end"]
    if pattern := r"\s+".join(map(re.escape, words.split())):
        found = re.search(pattern, section.text[start:end])
        if found is None:
            raise SelectionRefused(
                _("These words do not stand in this paragraph just so. Copy them from the text.")
            )
        start, end = start + found.start(), start + found.end()
    return checked(Selection(section, start, end, section.text[start:end]))


def words_of_range(section: Section, start: int, end: int) -> Selection:
    """The selection of code points [start, end), taken at its word. Raises SelectionRefused outside the text."""
    return checked(Selection(section, start, end, section.text[max(0, start) : max(0, end)]))
