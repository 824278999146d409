"""The passages of a note beside its first, as its form carries them.

They travel in one field, as JSON: `[{"section": 12, "start": 40, "end": 61, "exact": "the words", "name": "…"}]`, where
`section` is the number of a section and `name` what it is called, for those who draw the list. A browser with
scripts adds to it where words are selected; without them the server does, from a paragraph's number.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essays.library.models import Section
from essays.margin.actions import MOST_PASSAGES
from essays.margin.selecting import LONGEST_PASSAGE, Selection, SelectionRefused, checked

TOO_MANY = _("A note may be about twenty passages at most.")
MOST_FURTHER = MOST_PASSAGES - 1
LONGEST_SAID = MOST_FURTHER * (2 * LONGEST_PASSAGE + 500)  # characters: JSON may need several for one


@dataclass(frozen=True, slots=True)
class Further:
    """The further passages that stand, and what is to be told of those that do not."""

    selections: Sequence[Selection]
    refusals: Sequence[str] = ()

    @property
    def said(self) -> str:
        """As the field carries them."""
        return json.dumps([_row(selection) for selection in self.selections]) if self.selections else ""

    def with_another(self, selection: Selection) -> "Further":
        """These and one more. Raises SelectionRefused if it is among them, or is one too many."""
        if place_of(selection) in map(place_of, self.selections):
            raise SelectionRefused(_("Your note is about these words already."))
        if len(self.selections) >= MOST_FURTHER:
            raise SelectionRefused(TOO_MANY)
        return replace(self, selections=[*self.selections, selection])

    def without(self, number: int) -> "Further":
        """These but the one of that number, counted from 1."""
        return replace(
            self, selections=[one for at, one in enumerate(self.selections, start=1) if at != number]
        )


def further_in(said: str, *, edition: int) -> Further:
    """The further passages that a field says, of one edition, each once; what cannot be taken is told of, and left out.

    One query, if anything is said.
    """
    if not said.strip():
        return Further(())
    rows = _rows(said)
    if rows is None:
        return Further((), [gettext("The further passages could not be read. Please choose them again.")])
    sections = Section.objects.filter(edition=edition).in_bulk({row["section"] for row in rows})
    found: dict[tuple[int, int, int], Selection] = {}
    refusals = [str(TOO_MANY)] if len(rows) > MOST_FURTHER else []
    for row in rows[:MOST_FURTHER]:
        try:
            selection = _selection(row, sections)
        except SelectionRefused as refused:
            refusals.append(f"{_quoted(row['exact'])} {refused}")
        else:
            found.setdefault(place_of(selection), selection)
    return Further(list(found.values()), refusals)


def place_of(selection: Selection) -> tuple[int, int, int]:
    return selection.section.pk, selection.start, selection.end


def _rows(said: str) -> list[dict[str, Any]] | None:
    """What the field says, if it is what such a field says."""
    try:
        rows = json.loads(said) if len(said) <= LONGEST_SAID else None
    except (ValueError, RecursionError):
        return None
    return rows if isinstance(rows, list) and all(_is_row(row) for row in rows) else None


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and all(type(row.get(name)) is int and 0 <= row[name] < 2**31 for name in ("section", "start", "end"))
        and isinstance(row.get("exact"), str)
    )


def _selection(row: dict[str, Any], sections: dict[int, Section]) -> Selection:
    section = sections.get(row["section"])
    if section is None:
        raise SelectionRefused(
            _("This passage is not in the text that you are reading. Please choose it again.")
        )
    return checked(Selection(section, row["start"], row["end"], row["exact"].replace("\r\n", "\n")))


def _row(selection: Selection) -> dict[str, Any]:
    section, start, end = place_of(selection)
    return {
        "section": section,
        "start": start,
        "end": end,
        "exact": selection.exact,
        "name": selection.section.name,
    }


def _quoted(exact: str) -> str:
    """Words of a passage in a line, as a message names it; whatever may have been sent for them."""
    shown = "".join(letter if letter.isprintable() else " " for letter in exact[:LONGEST_PASSAGE])
    return gettext("“%s”") % Truncator(" ".join(shown.split())).chars(60)
