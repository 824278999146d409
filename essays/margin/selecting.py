"""Picking words out of a section's text."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

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
        raise SelectionRefused(_("That passage is outside the text."))
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
    if words.strip():
        found = _find(words, section.text[start:end])
        if found is None:
            raise SelectionRefused(
                _("These exact words are not in this paragraph. Please copy them from the text.")
            )
        start, end = start + found[0], start + found[1]
    return checked(Selection(section, start, end, section.text[start:end]))


def words_of_section(section: Section, words: str) -> Selection:
    """The selection of `words` where they first stand in the section, however they are spaced.

    Raises SelectionRefused where they do not.
    """
    found = _find(words, section.text) if words.strip() else None
    if found is None:
        raise SelectionRefused(
            _("These exact words are not in this section. Please copy them from the text.")
        )
    return checked(Selection(section, *found, section.text[slice(*found)]))


def words_of_range(section: Section, start: int, end: int) -> Selection:
    """The selection of code points [start, end), taken at its word. Raises SelectionRefused outside the text."""
    return checked(Selection(section, start, end, section.text[max(0, start) : max(0, end)]))


def _find(words: str, text: str) -> tuple[int, int] | None:
    """Where `words` first stand in `text`, however either is spaced; takes time in proportion to both."""
    runs = [run.span() for run in re.finditer(r"\S+", text)]
    lengths = [end - start + 1 for start, end in runs]  # of a run and the one space that is left after it
    begins = [0, *accumulate(lengths)]
    wanted = " ".join(words.split())
    at = " ".join(text.split()).find(wanted)
    if at < 0:
        return None

    def unfolded(offset: int) -> int:
        run = bisect_right(begins, offset) - 1
        return runs[run][0] + offset - begins[run]

    return unfolded(at), unfolded(at + len(wanted) - 1) + 1
