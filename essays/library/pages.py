"""What the pages of a text show, gathered in a constant number of queries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from essays.library.models import Edition, Essay, Section
from forum.web.pagination import Page, newest_page

LONGEST_FRAME = 10  # code points of the brackets, marks and spaces around a title
WORDS_A_MINUTE = 220  # of someone reading an argument with care

_ELEMENTS = {"quotation": "blockquote", "code": "code"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block as it is shown: its element, and its inline HTML as it was made safe when it was published."""

    number: int
    kind: str
    element: str
    start: int
    end: int
    html: SafeString
    says_title: bool = False  # again: the page has said it above
    edition: int = 1  # the number of the edition it is of

    @property
    def anchor(self) -> str:
        """What a link to it calls it."""
        return anchor_of(self.number, self.edition)

    @property
    def last(self) -> int:
        """Its last code point."""
        return self.end - 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents."""

    section: Section
    position: int  # 1 for the first, whatever the rows were numbered
    minutes: int
    url: str
    is_here: bool = False


@dataclass(frozen=True)
class Contents:
    """The sections of an edition without their words, and which of them is being read."""

    essay: Essay
    sections: Sequence[Section]
    here: int | None = None  # index
    edition: int | None = None  # its number, where it is another than the one read now
    has_history: bool = False  # whether there have been other editions

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(
                section,
                index + 1,
                minutes_for(section.word_count),
                section_url(self.essay, section, self.edition),
                is_here=index == self.here,
            )
            for index, section in enumerate(self.sections)
        ]

    @property
    def first(self) -> Section:
        return self.sections[0]

    @property
    def total(self) -> int:
        return len(self.sections)

    @property
    def minutes(self) -> int:
        return minutes_for(sum(section.word_count for section in self.sections))

    @property
    def position(self) -> int:
        return (self.here or 0) + 1

    @property
    def minutes_left(self) -> int:
        """What there is to read from the beginning of this section to the end of the text."""
        return minutes_for(sum(section.word_count for section in self.sections[self.here or 0 :]))

    @property
    def previous(self) -> Line | None:
        return self.lines[self.here - 1] if self.here else None

    @property
    def next(self) -> Line | None:
        return self.lines[self.here + 1] if self.here is not None and self.position < self.total else None


def minutes_for(words: int) -> int:
    """Reading time in whole minutes, at least one."""
    return max(1, ceil(words / WORDS_A_MINUTE))


def shelf(reader: Any, *, before: str = "") -> Page[Essay]:
    """The texts a reader may see, newest first, in one query."""
    texts = Essay.objects.visible_to(reader).for_reading()
    return newest_page(texts, by="put_up_at", before=before)


def contents_of(essay: Essay, here: Section | None = None) -> Contents:
    """The contents of the edition that `here` is of, or else of the one read now, in one query."""
    edition = here.edition if here and here.edition_id != essay.edition_id else None
    return contents_of_edition(essay, edition, here)


def contents_of_edition(essay: Essay, edition: Edition | None, here: Section | None = None) -> Contents:
    """The contents of an edition of `essay`, or of the one read now where that is None, in one query."""
    sections = list(
        Section.objects.filter(edition=edition.pk if edition else essay.edition_id)
        .defer("text", "blocks")
        .order_by("position")
    )
    index = next((n for n, section in enumerate(sections) if here and section.pk == here.pk), None)
    number = edition.number if edition else here.edition.number if here else essay.current.number
    return Contents(essay, sections, index, edition.number if edition else None, number > 1 or bool(edition))


def section_url(essay: Essay, section: Section, edition: int | None = None) -> str:
    """Where a section is read: of the edition read now, or of the one with that number."""
    if edition is None:
        return reverse("section", args=[essay.slug, section.slug])
    return reverse("edition_section", args=[essay.slug, edition, section.slug])


def url_of(section: Section) -> str:
    """Where a section is read, whichever edition it is of; it comes with its edition and essay."""
    return section_url(section.edition.essay, section, number_of_old(section))


def number_of_old(section: Section) -> int | None:
    """The number of the section's edition, where another is read now."""
    edition = section.edition
    return None if edition.pk == edition.essay.edition_id else edition.number


def anchor_of(block: int, edition: int) -> str:
    """What a link calls a block: “12” in the first edition, “12.3” in the third, for there it may be another."""
    return str(block) if edition == 1 else f"{block}.{edition}"


def blocks_of(
    section: Section, *, level: int, titled: bool = True, title: str = "", edition: int = 1
) -> tuple[TextBlock, ...]:
    """The section's blocks as they are shown, on a page that has said the text's `title`; `edition` is its number.

    A title in the text is the page's own heading if `titled`. The first heading is one of `level`, or of level 2
    under a title; the others are a level below it.
    """
    first = {row["kind"]: row["number"] for row in reversed(section.blocks)}
    elements = {}
    if titled and "title" in first:
        elements[first["title"]] = "h1"
        level = max(level, 2)
    if "heading" in first:
        elements[first["heading"]] = f"h{level}"
    return tuple(
        TextBlock(
            number=row["number"],
            kind=row["kind"],
            element=elements.get(row["number"])
            or _ELEMENTS.get(row["kind"])
            or _other_element(row["kind"], level),
            start=row["start"],
            end=row["end"],
            html=mark_safe(row["html"]),  # noqa: S308 (escaped by essays.library.marks)
            says_title=row["number"] not in elements and _says(title, section.text, row["start"], row["end"]),
            edition=edition,
        )
        for row in section.blocks
    )


def _says(title: str, text: str, start: int, end: int) -> bool:
    """Whether a block says the title, and nothing but marks around it: (A title), “A title”."""
    if not title or end - start > len(title) + LONGEST_FRAME:
        return False
    return _words_of(text[start:end]) == _words_of(title)


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _other_element(kind: str, level: int) -> str:
    return f"h{level + 1}" if kind == "heading" else "p"
