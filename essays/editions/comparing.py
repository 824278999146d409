"""How two wordings of a whole text differ: section by section, paragraph by paragraph, word by word.

The work is bounded, so that a book costs seconds and nothing costs more: paragraphs that are the same are found
first, and words are compared only within what changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rapidfuzz.distance import Indel

from essays.library.models import Section
from forum.text.diff import word_diff

MOST_PARAGRAPHS = 400_000_000  # pairs that are compared; of longer sections, one is told after the other
MOST_WORDS = 50_000_000  # pairs of words within a stretch that changed

Row = tuple[str, Any]
"""("same", how many paragraphs) or ("changed", [(kind, text) …]) as `word_diff` tells them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is compared."""

    slug: str
    name: str
    paragraphs: Sequence[str]

    @classmethod
    def of(cls, section: Section) -> "Part":
        paragraphs = [section.text[row["start"] : row["end"]] for row in section.blocks]
        return cls(section.slug, section.name, paragraphs)


def changes_between(old: Sequence[Part], new: Sequence[Part]) -> list[dict[str, Any]]:
    """What changed, as JSON: a dictionary for each section of either, in the order of the new ones.

    {"name": now, "was": before, or None for a section that is new or gone; "rows": see Row; "moved": whether it
    comes elsewhere in the order}. Sections that are the same, and where they were, have no rows.
    """
    partners = _partners(old, new)
    told = []
    order = [partner for partner in partners if partner is not None]
    in_order = _in_order(order)
    for part, partner in zip(new, partners, strict=True):
        before = old[partner] if partner is not None else None
        told.append(
            {
                "name": part.name,
                "was": before.name if before else None,
                "is_new": before is None,
                "is_gone": False,
                "moved": partner is not None and partner not in in_order,
                "rows": list(rows_between(before.paragraphs if before else (), part.paragraphs)),
            }
        )
    gone = [
        {
            "name": part.name,
            "was": part.name,
            "is_new": False,
            "is_gone": True,
            "moved": False,
            "rows": list(rows_between(part.paragraphs, ())),
        }
        for place, part in enumerate(old)
        if place not in order
    ]
    return told + gone


def _partners(old: Sequence[Part], new: Sequence[Part]) -> list[int | None]:
    """Which old section each new one was: the one at its address, else the one most of its paragraphs stood in."""
    at = {part.slug: place for place, part in enumerate(old)}
    partners = [at.get(part.slug) for part in new]
    left = {place: set(old[place].paragraphs) for place in range(len(old)) if place not in partners}
    for place, part in enumerate(new):
        if partners[place] is None and left:
            words = set(part.paragraphs)
            most = max(left, key=lambda other: len(left[other] & words))
            if left[most] & words:
                partners[place] = most
                del left[most]
    return partners


def _in_order(order: Sequence[int]) -> set[int]:
    """As many of these numbers as stand in ascending order, leaving the others out."""
    ways = Indel.opcodes(sorted(order), order)
    return {number for way in ways if way.tag == "equal" for number in order[way.dest_start : way.dest_end]}


def rows_between(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """How paragraphs changed, in reading order; nothing where they did not."""
    if old == new:
        return
    if len(old) * len(new) > MOST_PARAGRAPHS:
        yield "changed", _words(old, new)
        return
    for is_same, ways in groupby(Indel.opcodes(old, new), key=lambda way: way.tag == "equal"):
        hunk = list(ways)
        if is_same:
            yield "same", sum(way.src_end - way.src_start for way in hunk)
        else:
            went = old[hunk[0].src_start : hunk[-1].src_end]
            came = new[hunk[0].dest_start : hunk[-1].dest_end]
            yield "changed", _words(went, came)


def _words(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    before, after = "\n\n".join(old), "\n\n".join(new)
    if len(before.split()) * len(after.split()) > MOST_WORDS:
        return [("removed", before), ("added", after)]
    return [(change.kind, change.text) for change in word_diff(before, after)]
