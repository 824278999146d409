"""The outline of a text: what a reader of files hands over and a person may correct before publishing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from essays.library.slugs import RESERVED_SLUGS, slugs_for

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
)
MARK_KINDS = ("emphasis", "strong", "code", "link", "superscript", "subscript", "strikethrough")
SAFE_HREF = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class InvalidOutline(ValueError):
    """A corrected outline that cannot be taken back; the message names the place."""


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


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text with its kind, one of BLOCK_KINDS."""

    kind: str
    text: str
    citation: Citation | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading. Its heading line is also a block, so that no text is lost."""

    label: str
    heading: str
    slug: str
    blocks: tuple[Block, ...]


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
        """All blocks in reading order."""
        return (block for section in self.sections for block in section.blocks)


def to_json(outline: Outline) -> dict[str, Any]:
    """Return `outline` as plain dictionaries, lists, strings and None, ready for `json.dumps`."""
    return {
        "title": outline.title,
        "subtitle": outline.subtitle,
        "author": outline.author,
        "date": outline.date,
        "language": outline.language,
        "sections": [
            {
                "label": section.label,
                "heading": section.heading,
                "slug": section.slug,
                "blocks": [_block_to_json(block) for block in section.blocks],
            }
            for section in outline.sections
        ],
    }


def _block_to_json(block: Block) -> dict[str, Any]:
    as_json: dict[str, Any] = {
        "kind": block.kind,
        "text": block.text,
        "citation": block.citation and {name: getattr(block.citation, name) for name in Citation.__slots__},
    }
    if block.marks:
        as_json["marks"] = [_mark_to_json(mark) for mark in block.marks]
    return as_json


def _mark_to_json(mark: Mark) -> dict[str, Any]:
    as_json = {"start": mark.start, "end": mark.end, "kind": mark.kind}
    return as_json | {"href": mark.href} if mark.href else as_json


def from_json(data: Any) -> Outline:
    """
    Return the outline that `to_json` wrote, or that a person corrected.

    A section without a slug is given one. Raises InvalidOutline when a value is missing, of the wrong
    type, not one of the known kinds, outside its block, or when two sections share a slug.
    """
    sections = tuple(
        _section_from_json(section, f"sections[{number}]")
        for number, section in enumerate(_value(data, "sections", list, "outline"))
    )
    if not any(section.blocks for section in sections):
        raise InvalidOutline("outline: there is no text in it")
    return Outline(
        **{
            name: _value(data, name, str, "outline", "").strip()
            for name in ("title", "subtitle", "author", "date", "language")
        },
        sections=_with_slugs(sections),
    )


def _section_from_json(data: Any, place: str) -> Section:
    return Section(
        label=_value(data, "label", str, place, "").strip(),
        heading=_value(data, "heading", str, place, "").strip(),
        slug=_value(data, "slug", str, place, "").strip(),
        blocks=tuple(
            _block_from_json(block, f"{place}.blocks[{number}]")
            for number, block in enumerate(_value(data, "blocks", list, place))
        ),
    )


def _block_from_json(data: Any, place: str) -> Block:
    kind = _value(data, "kind", str, place)
    text = _value(data, "text", str, place)
    if kind not in BLOCK_KINDS:
        raise InvalidOutline(f"{place}.kind: “{kind}” is not a kind of block")
    if "\0" in text:
        raise InvalidOutline(f"{place}.text: there is a NUL character in it")
    citation = data.get("citation")
    return Block(
        kind=kind,
        text=text,
        citation=None if citation is None else _citation_from_json(citation, f"{place}.citation"),
        marks=tuple(
            _mark_from_json(mark, f"{place}.marks[{number}]", length=len(text))
            for number, mark in enumerate(_value(data, "marks", list, place, []))
        ),
    )


def _citation_from_json(data: Any, place: str) -> Citation:
    def part(name: str) -> str | None:
        return _value(data, name, (str, type(None)), place, None) or None

    raw = part("raw")
    if raw is None:
        raise InvalidOutline(f"{place}.raw: a citation needs its text")
    return Citation(raw, part("author"), part("work"), part("locator"), part("year"))


def _mark_from_json(data: Any, place: str, *, length: int) -> Mark:
    mark = Mark(
        start=_value(data, "start", int, place),
        end=_value(data, "end", int, place),
        kind=_value(data, "kind", str, place),
        href=_value(data, "href", (str, type(None)), place, None),
    )
    if mark.kind not in MARK_KINDS:
        raise InvalidOutline(f"{place}.kind: “{mark.kind}” is not a kind of mark")
    if not 0 <= mark.start < mark.end <= length:
        raise InvalidOutline(f"{place}: the mark does not lie within its text")
    if (mark.kind == "link") != (mark.href is not None):
        raise InvalidOutline(f"{place}.href: links have an address, other marks have none")
    if mark.href is not None and not SAFE_HREF.fullmatch(mark.href):
        raise InvalidOutline(f"{place}.href: only http, https and mailto addresses are kept")
    return mark


_REQUIRED = object()


def _value(data: Any, name: str, kind: type | tuple[type, ...], place: str, default: Any = _REQUIRED) -> Any:
    """Return `data[name]`, checked to be of `kind`; a bool is no int here."""
    if not isinstance(data, dict):
        raise InvalidOutline(f"{place}: this should be an object with named values")
    value = data.get(name, default)
    if value is _REQUIRED:
        raise InvalidOutline(f"{place}.{name}: this is missing")
    if not isinstance(value, kind) or isinstance(value, bool):
        raise InvalidOutline(f"{place}.{name}: this is not of the right type")
    return value


def _with_slugs(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    given = [section.slug for section in sections if section.slug]
    for slug in given:
        if not SLUG.fullmatch(slug) or len(slug) > 60 or slug in RESERVED_SLUGS:
            raise InvalidOutline(f"sections: “{slug}” cannot be used as an address")
    if len(given) != len(set(given)):
        raise InvalidOutline("sections: two sections share an address")
    fresh = iter(slugs_for([(s.label, s.heading) for s in sections if not s.slug], taken=given))
    return tuple(section if section.slug else replace(section, slug=next(fresh)) for section in sections)
