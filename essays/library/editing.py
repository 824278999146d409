"""An edition turned back into the outline it could have been made from, so that another can be made of it."""

from collections import deque
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from essays.library import outline as outlines
from essays.library.models import Citation, Edition, Section
from essays.library.outline import Block, Mark, Outline

_KINDS = {
    "strong": "strong",
    "em": "emphasis",
    "s": "strikethrough",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
    "a": "link",
}


def outline_of_edition(edition: Edition) -> Outline:
    """Return the outline of an edition, in two queries and the essay's own: published, it gives the same sections,
    blocks and HTML. What had been left out is no longer in it."""
    essay = edition.essay
    cited: dict[tuple[int, int], deque[Citation]] = {}
    for row in Citation.objects.filter(section__edition=edition).order_by("section", "block", "pk"):
        cited.setdefault((row.section_id, row.block), deque()).append(row)
    return Outline(
        title=essay.title,
        subtitle=essay.subtitle,
        author=essay.author,
        date=essay.date,
        language=essay.language,
        sections=tuple(
            outlines.Section(section.label, section.heading, section.slug, tuple(_blocks(section, cited)))
            for section in edition.sections.order_by("position")
        ),
    )


def _blocks(section: Section, cited: dict[tuple[int, int], deque[Citation]]) -> Iterable[Block]:
    for row in section.blocks:
        rows = cited.get((section.pk, row["number"]))
        yield Block(
            row["kind"],
            section.text[row["start"] : row["end"]],
            _citation(rows[0], section.text, row) if rows else None,
            marks_in(row["html"]),
        )


def _citation(kept: Citation, text: str, row: dict[str, Any]) -> outlines.Citation:
    """The citation, as printed: the row has its words in one line."""
    raw = kept.raw
    if "citation" in row:
        start, end = row["citation"]
        printed = (text[start:end], text[start + 1 : end - 1])
        raw = next((words for words in printed if " ".join(words.split()) == kept.raw), raw)
    return outlines.Citation(
        raw,
        kept.author or None,
        kept.work or None,
        kept.locator or None,
        kept.year or None,
    )


def marks_in(html: str) -> tuple[Mark, ...]:
    """The marks of a block's inline HTML, as `essays.library.marks` writes it. What is set apart as a whole, a
    citation or a label, is no mark: it is made again."""
    reader = _MarkReader()
    reader.feed(html)
    reader.close()
    return tuple(sorted(reader.marks, key=lambda mark: (mark.start, -mark.end, mark.kind)))


class _MarkReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[Mark] = []
        self.at = 0
        self.open: list[tuple[str, int, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, self.at, dict(attrs).get("href")))

    def handle_endtag(self, tag: str) -> None:
        opened, start, href = self.open.pop()
        if opened in _KINDS:
            self.marks.append(Mark(start, self.at, _KINDS[opened], href))

    def handle_data(self, data: str) -> None:
        self.at += len(data)
