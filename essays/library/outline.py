"""The outline of a text: what a reader of files hands over and a person may correct before publishing."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

BLOCK_KINDS = (
    "title",
    "subtitle",
    "byline",
    "heading",
    "paragraph",
    "quotation",
    "list_item",
    "verse",
    "note",
    "code",
    "signature",
    "left_out",
)
LEFT_OUT = "left_out"  # not of the text: somebody took it out, and it goes when the text is put up
MARK_KINDS = ("emphasis", "strong", "code", "link", "superscript", "subscript", "strikethrough")
USUAL_LANGUAGE = "en"  # of a text that does not say which it is in
WORDS_OF_A_NAME = 8  # of a section without a heading, from its beginning


class InvalidOutline(ValueError):
    """Data that is not an outline as `to_json` writes it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over `[start, end)`, in code points of the block's text. Only links have an `href`."""

    start: int
    end: int
    kind: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation says it comes from. `raw` is as printed; what it does not say is None."""

    raw: str
    author: str | None = None
    work: str | None = None
    locator: str | None = None
    year: str | None = None

    @property
    def names_a_work(self) -> bool:
        """Whether it tells which work is meant: by its title, or as “Doe, 1999” does."""
        return bool(self.work or (self.author and self.year))


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text with its kind, one of BLOCK_KINDS."""

    kind: str
    text: str
    citation: Citation | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def is_left_out(self) -> bool:
        return self.kind == LEFT_OUT


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading. Its heading line is also a block, so that no text is lost."""

    label: str
    heading: str
    slug: str
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """What it is called, or how it begins where it has no heading."""
        kept = (block.text for block in self.blocks if not block.is_left_out)
        first = next(kept, "").split()
        return named(self.label, self.heading) or " ".join(first[:WORDS_OF_A_NAME]) + "…"


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole text. What the file does not say is an empty string."""

    title: str
    subtitle: str
    author: str
    date: str
    language: str
    sections: tuple[Section, ...]

    @property
    def blocks(self) -> Iterable[Block]:
        """The blocks in reading order, without those that are left out."""
        return (block for section in self.sections for block in section.blocks if not block.is_left_out)

    @property
    def spoken(self) -> str:
        """The language of the text, as a page says it."""
        return self.language or USUAL_LANGUAGE


def named(label: str, heading: str) -> str:
    """Return “a) Beginnings” for the label “a” and the heading “Beginnings”; "" where a section has neither."""
    return f"{label}) {heading}" if label and heading else label or heading


def to_json(outline: Outline) -> dict[str, Any]:
    """Return `outline` as dictionaries, sequences, strings and None, ready for `json.dumps`.

    A block without marks has no "marks", a mark without an address no "href".
    """
    return asdict(outline, dict_factory=_without_empty_marks)


def _without_empty_marks(said: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in said if value or name not in ("marks", "href")}


def from_json(data: Any) -> Outline:
    """Return the outline that `to_json` wrote. Raises InvalidOutline for what it cannot have written."""
    try:
        return Outline(**data | {"sections": tuple(map(_section_from_json, data["sections"]))})
    except (KeyError, TypeError) as wrong:
        raise InvalidOutline(str(wrong)) from wrong


def _section_from_json(data: dict[str, Any]) -> Section:
    return Section(**data | {"blocks": tuple(map(_block_from_json, data["blocks"]))})


def _block_from_json(data: dict[str, Any]) -> Block:
    cited, marks = data["citation"], tuple(Mark(**mark) for mark in data.get("marks", ()))
    if data["kind"] not in BLOCK_KINDS or any(mark.kind not in MARK_KINDS for mark in marks):
        raise InvalidOutline(f"There is no such kind: {data['kind']}, {[mark.kind for mark in marks]}")
    return Block(data["kind"], data["text"], Citation(**cited) if cited else None, marks)
