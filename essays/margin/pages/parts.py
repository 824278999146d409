"""The whole text on one page; or, where that would be a book, the parts of it that are each a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from essays.library.models import Essay, Section
from essays.margin.bar import with_query
from essays.margin.filtering import Filter

MOST_WORDS = 35_000  # on a page, some 200 KB of text; a longer section is a page by itself


@dataclass(frozen=True, slots=True)
class Part:
    """The sections that a page of the whole text has, and the addresses of the pages before and after it, "" for none.

    Each part is called by its first section, so that an address goes on leading to the same words.
    """

    sections: Sequence[Section]
    number: int = 1
    total: int = 1
    before: str = ""
    after: str = ""

    def leads_to(self, essay: Essay, section: Section, wanted: Filter) -> str:
        """Where a section is on these pages: further down, or on another of them."""
        here = (
            "" if any(one.pk == section.pk for one in self.sections) else address_of(essay, section, wanted)
        )
        return f"{here}#section-{section.slug}"


def part_of(essay: Essay, sections: Sequence[Section], *, begins: str, wanted: Filter) -> Part:
    """The part in which the section called `begins` is, or else the first, of the text's `sections` in order."""
    parts = parts_of(sections)
    index = next((n for n, part in enumerate(parts) if any(one.slug == begins for one in part)), 0)
    return Part(
        sections=parts[index],
        number=index + 1,
        total=len(parts),
        before=address_of(essay, parts[index - 1][0], wanted) if index else "",
        after=address_of(essay, parts[index + 1][0], wanted) if index + 1 < len(parts) else "",
    )


def parts_of(sections: Sequence[Section]) -> list[list[Section]]:
    """Runs of sections, each of MOST_WORDS at most, or of one section."""
    parts: list[list[Section]] = []
    words = 0
    for section in sections:
        words += section.word_count
        if not parts or words > MOST_WORDS:
            parts.append([])
            words = section.word_count
        parts[-1].append(section)
    return parts


def address_of(essay: Essay, section: Section, wanted: Filter) -> str:
    """Of the page of the whole text that has a section."""
    return with_query(f"{reverse('whole', args=[essay.slug])}?from={section.slug}", wanted)
