"""HTML: nh3 parses it as browsers do and leaves the text and its structure; nothing that runs is kept."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import nh3

from essays.library.outline import Outline
from essays.library.readers.refusals import ImportRefused, Reason
from essays.library.readers.regions import MOST_NESTED, Placed, Region, region_of, text_of
from essays.library.readers.writing import Writing, piece_of
from essays.library.sectioning import Matter, Piece, outline_of_pieces

HARDLY_ANY_TEXT = 200  # characters, where scripts stand beside them
HEAD = 100_000

_MARKS = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code",
    "a": "link", "sup": "superscript", "sub": "subscript",
    "s": "strikethrough", "del": "strikethrough", "strike": "strikethrough",
}  # fmt: skip
_BREAKING = frozenset([
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table",
    "thead", "tbody", "tfoot", "tr", "caption", "dl", "dt", "dd", "figure", "figcaption", "section",
    "article", "header", "footer", "main", "aside", "address", "details", "summary", "hr",
    "form", "fieldset", "legend", "center", "hgroup", "title",
])  # fmt: skip
_KEPT = _BREAKING | _MARKS.keys() | {"br", "td", "th", "meta", "wbr"}
_DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "noscript",
    "canvas",
    "nav",
    "button",
    "select",
    "textarea",
}
_KINDS_BY_CLASS = {"subtitle": "subtitle", "verse": "verse", "title": "title", "byline": "byline"}
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE
)
_SCRIPT = re.compile(r"<script\b|<svg\b|<template\b|<style\b|\bon\w+\s*=|javascript:", re.IGNORECASE)


def read_html(text: str) -> Outline:
    """Return the outline of HTML `text`, without anything that runs and without what a site puts around it.

    Raises ImportRefused: no_text where scripts, styles or drawings leave hardly any text, empty without these.
    """
    reading = read_pieces(text)
    visible = sum(len(piece.text) for piece in reading.pieces)
    if visible < HARDLY_ANY_TEXT and _is_script_laden(text, visible):
        raise ImportRefused(Reason.NO_TEXT)
    if not visible:
        raise ImportRefused(Reason.EMPTY)
    about = reading.about(language=_language(text))
    pieces, title = text_of(reading.placed, called=about.title, site=reading.site)
    return outline_of_pieces(pieces, replace(about, title=title))


def read_pieces(text: str) -> "Reading":
    """Return what is visible of HTML `text` as pieces, in order, with what its head says."""
    clean = nh3.clean(
        text,
        tags=set(_KEPT),
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes={
            "*": {"role"},
            "a": {"href"},
            "meta": {"name", "property", "content"},
            "li": {"id"},
            "p": {"class"},
        },
        allowed_classes=None,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    reading = Reading()
    reading.feed(clean)
    reading.close()
    return reading


def _is_script_laden(text: str, visible: int) -> bool:
    return _SCRIPT.search(text) is not None and len(text) > 2 * visible


def _language(text: str) -> str:
    match = _LANGUAGE.search(text[:HEAD])
    return match["tag"] if match else ""


class Reading(HTMLParser):
    """Pieces from well-formed HTML, taken event by event so that no nesting is too deep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.placed: list[Placed] = []
        self._regions: list[
            tuple[Region, str, int]
        ] = []  # with the tag each began with, and which of these it is
        self._regions_met = 0
        self._said: dict[str, str] = {}
        self._around: dict[str, int] = {}
        self._writing = Writing()
        self._fresh_item = False
        self._class = ""
        self._note = ""
        self._is_backlink = False

    @property
    def pieces(self) -> list[Piece]:
        return [placed.piece for placed in self.placed]

    @property
    def site(self) -> str:
        """The name of the site the page says it is on, "" if it does not."""
        return self._said.get("og:site_name", "")

    def about(self, *, language: str) -> Matter:
        """Return what the head of the document says of it."""
        said = self._said
        date = said.get("date") or said.get("dc.date") or said.get("dcterms.created") or ""
        author = said.get("author") or said.get("dc.creator") or ""
        return Matter(said.get("title", ""), "", author, date, language)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("name") or given.get("property", "")
            self._said.setdefault(name.lower(), given.get("content", "").strip())
        elif tag == "br":
            self._writing.break_line()
        elif tag in ("td", "th"):
            self._writing.next_cell()
        elif tag == "a" and given.get("href", "").startswith(("#footnote-ref", "#endnote-ref")):
            self._is_backlink = True
        elif tag in _MARKS:
            self._writing.open(_MARKS[tag], given.get("href"))
        elif tag in _BREAKING:
            self._break(inside_cell=tag in ("p", "div") and self._inside("tr"))
            self._around[tag] = self._around.get(tag, 0) + 1
            self._enter(tag, given.get("role", ""))
            self._writing.verbatim = self._inside("pre")
            self._class = given.get("class", "") if tag == "p" else self._class
            self._begin_item(tag, given.get("id", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._is_backlink:
            self._is_backlink = False
        elif tag in _MARKS:
            self._writing.close(_MARKS[tag])
        elif tag in _BREAKING:
            self._break(inside_cell=tag in ("p", "div") and self._inside("tr"))
            self._leave(tag)
            self._around[tag] = max(0, self._around.get(tag, 0) - 1)
            self._writing.verbatim = self._inside("pre")
            self._class = "" if tag == "p" else self._class
            self._note = "" if tag == "li" else self._note

    def handle_data(self, data: str) -> None:
        if self._inside("title"):
            self._said["title"] = " ".join(f"{self._said.get('title', '')}{data}".split())
        elif not self._is_backlink:
            self._writing.write(data)

    def close(self) -> None:
        super().close()
        self._break()

    def _enter(self, tag: str, role: str) -> None:
        inside = {name for name, times in self._around.items() if times and name != tag}
        inside.update(region.name for region, _, _ in self._regions)
        region = region_of(tag, role, number=self._regions_met, inside=inside)
        if region and len(self._regions) < MOST_NESTED:
            self._regions.append((region, tag, self._around[tag]))
            self._regions_met += 1

    def _leave(self, tag: str) -> None:
        if self._regions and self._regions[-1][1:] == (tag, self._around.get(tag)):
            self._regions.pop()

    def _begin_item(self, tag: str, identity: str) -> None:
        if tag != "li":
            return
        self._fresh_item = True
        kind, _, number = identity.partition("note-")
        if kind in ("foot", "end") and number.isdigit():
            self._note = number

    def _inside(self, *tags: str) -> bool:
        return any(self._around.get(tag) for tag in tags)

    def _break(self, *, inside_cell: bool = False) -> None:
        """End the piece being written."""
        if inside_cell:
            self._writing.write(" ")
            return
        kind, level = self._kind()
        piece = piece_of(self._writing, kind, level)
        self._writing = Writing(verbatim=self._inside("pre"))
        if piece:
            self.placed.append(Placed(piece, tuple(region for region, _, _ in self._regions)))
            self._fresh_item = False

    def _kind(self) -> tuple[str, int]:
        if self._note:
            return "note", 0
        if self._inside("pre"):
            return "code", 0
        if self._inside("blockquote"):
            return "quotation", 0
        level = next((level for level in range(1, 7) if self._inside(f"h{level}")), 0)
        if level and not self._inside("li"):
            return "heading", level
        if self._class in _KINDS_BY_CLASS:
            return _KINDS_BY_CLASS[self._class], 0
        return ("list_item" if self._fresh_item and self._inside("li") else "paragraph"), 0
