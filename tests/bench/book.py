"""A book of 1 MB, from a file to the shelf: read, put into sections, published."""

import time
from dataclasses import dataclass
from random import Random

from essays.library.publishing import publish
from essays.library.readers import read
from tests.bench.people import People
from tests.bench.words import paragraph

MEGABYTE = 1024 * 1024
CHAPTERS = 40
WORDS_A_PARAGRAPH = 110


@dataclass(frozen=True)
class Book:
    essay: str  # its slug
    megabytes: float
    sections: int
    read_seconds: float
    publish_seconds: float


def import_book(people: People) -> Book:
    """Read a generated book of 1 MB as the background task does, and publish what was found."""
    data = book_of(MEGABYTE)
    begun = time.perf_counter()
    outline = read(data, "book.md")
    between = time.perf_counter()
    essay = publish(member=people.reader, circle=people.commons, outline=outline)
    done = time.perf_counter()
    return Book(
        essay=essay.slug,
        megabytes=len(data) / MEGABYTE,
        sections=essay.edition.sections.count() if essay.edition else 0,
        read_seconds=between - begun,
        publish_seconds=done - between,
    )


def book_of(size: int) -> bytes:
    """Markdown of about `size` bytes: chapters of paragraphs, every tenth a quotation that says whom it quotes."""
    random = Random(7)
    parts = ["# A long book\n"]
    length, chapter, nth = 0, 0, 0
    while length < size:
        if length >= chapter * size / CHAPTERS:
            chapter += 1
            parts.append(f"## Chapter {chapter}\n")
        nth += 1
        words = paragraph(random, WORDS_A_PARAGRAPH)
        parts.append(
            f"> “{words}” (Okafor, The Ledger of the Baths, p. {nth})\n" if nth % 10 == 0 else f"{words}\n"
        )
        length += len(parts[-1])
    return "\n".join(parts).encode()
