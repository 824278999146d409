"""From the lines of a plain text to its paragraphs.

Files come with one paragraph on each line, or wrapped at some 72 columns with blank lines between
paragraphs. What tells the two line breaks apart is room: a line that had room for the next word was
ended on purpose.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from essays.library.sectioning.pieces import Piece, ends_a_sentence

LONGEST_WRAPPED_LINE = 100
SHORTEST_WRAPPED_LINE = 45
LONGEST_VERSE = 60
OVERHANG = 1.25  # lines so much longer than the width were not wrapped at it
SLACK = 0.85  # wrapping leaves lines ragged: this much of the width counts as full

_ORNAMENT = r"(?!(?:[-*+•‣◦·▪]\s*)+$)"  # “* * *” stands between parts, and is no item
_ITEM = re.compile(
    _ORNAMENT + r"(?:[-*+•‣◦·▪]\s+\S|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s+\S|\[\^?\w{1,10}\]:?\s)"
)
_BULLET = re.compile(_ORNAMENT + r"[-*+•‣◦·▪]\s+\S")
_ATX = re.compile(r"(#{1,6})\s+(\S.*)")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    indent: int

    @classmethod
    def read(cls, raw: str) -> "Line":
        expanded = raw.expandtabs(4)
        return cls(_BLANKS.sub(" ", raw.strip()), len(expanded) - len(expanded.lstrip()))

    @property
    def length(self) -> int:
        return self.indent + len(self.text)

    @property
    def is_quoted(self) -> bool:
        return self.text.startswith(">")

    @property
    def is_hashed(self) -> bool:
        return _ATX.fullmatch(self.text) is not None

    @property
    def starts_anew(self) -> bool:
        """Whether this line begins as items and headings do."""
        return self.is_quoted or self.is_hashed or _ITEM.match(self.text) is not None


def pieces_of(text: str) -> list[Piece]:
    """Return the paragraphs of `text` in order; all its characters but white space are in them.

    Recognised by layout alone: Markdown-like headings, lines quoted with `>`, indented quotations, bulleted
    items and verse. Linear in the length of `text`.
    """
    stanzas = list(_stanzas(text))
    width = _wrap_width(stanzas)
    margin = min((line.indent for stanza in stanzas for line in stanza), default=0)
    return [
        piece
        for stanza in stanzas
        for piece in _pieces_of_stanza(
            stanza, width, margin, at_edge=stanza is stanzas[0] or stanza is stanzas[-1]
        )
    ]


def _stanzas(text: str) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank lines."""
    stanza: list[Line] = []
    for raw in _LINE_BREAK.split(text):
        if raw.strip():
            stanza.append(Line.read(raw))
        elif stanza:
            yield stanza
            stanza = []
    if stanza:
        yield stanza


def _wrap_width(stanzas: list[list[Line]]) -> int | None:
    """Return the column at which lines are wrapped, or None if each line is a paragraph of its own."""
    lines = [line for stanza in stanzas for line in stanza]
    in_long_lines = sum(line.length for line in lines if line.length > LONGEST_WRAPPED_LINE)
    if in_long_lines * 2 > sum(line.length for line in lines):
        return None
    lengths = sorted(line.length for stanza in stanzas for line in stanza[:-1])
    if not lengths:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    beyond = sum(line.length for line in lines if line.length > width * OVERHANG)
    is_wrapped_there = beyond * 4 <= sum(line.length for line in lines)
    return width if width >= SHORTEST_WRAPPED_LINE and is_wrapped_there else None


def _pieces_of_stanza(
    stanza: list[Line], width: int | None, margin: int, *, at_edge: bool
) -> Iterator[Piece]:
    if not at_edge and _is_verse(stanza, width):
        yield Piece("\n".join(line.text for line in stanza), kind="verse", lines=len(stanza))
        return
    set_in = len(stanza) > 1 and all(line.indent >= margin + 2 for line in stanza)
    for paragraph in _paragraphs(stanza, width):
        yield _piece(paragraph, set_in=set_in)


def _is_verse(stanza: list[Line], width: int | None) -> bool:
    """Whether these are at least three short lines, capitalised, most of them not sentences."""
    if len(stanza) < 3 or any(line.length - stanza[0].indent > LONGEST_VERSE for line in stanza):
        return False
    if any(line.starts_anew or _UNDERLINE.fullmatch(line.text) for line in stanza):
        return False
    full = sum(width is not None and _is_full(*pair, width) for pair in pairwise(stanza))
    return full * 4 <= len(stanza) and _reads_like_verse([line.text for line in stanza])


def _reads_like_verse(lines: Sequence[str]) -> bool:
    sentences = sum(line.endswith((".", "!", "?", ":")) for line in lines)
    capitals = sum(line.lstrip("“\"‘'«—")[:1].isupper() for line in lines)
    return sentences * 2 <= len(lines) and capitals * 2 > len(lines)


def with_verse(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with those marked as verse whose lines the markup broke as verse is."""
    return [
        replace(piece, kind="verse")
        if 0 < at < len(pieces) - 1 and piece.is_plain and _is_broken_as_verse(piece.text.split("\n"))
        else piece
        for at, piece in enumerate(pieces)
    ]


def _is_broken_as_verse(lines: Sequence[str]) -> bool:
    return len(lines) > 2 and max(map(len, lines)) <= LONGEST_VERSE and _reads_like_verse(lines)


def _paragraphs(stanza: list[Line], width: int | None) -> Iterator[list[Line]]:
    paragraph = stanza[:1]
    for line in stanza[1:]:
        if _continues(paragraph, line, width):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _continues(paragraph: list[Line], line: Line, width: int | None) -> bool:
    """Whether `line` belongs to the paragraph begun before it."""
    first, last = paragraph[0], paragraph[-1]
    if line.is_quoted or last.is_quoted:
        return line.is_quoted and last.is_quoted
    if _UNDERLINE.fullmatch(line.text):
        return len(paragraph) == 1 and not first.starts_anew
    if width is None or line.is_hashed or last.is_hashed or _UNDERLINE.fullmatch(last.text):
        return False
    full = _is_full(last, line, width)
    if line.starts_anew and (first.starts_anew or not full):
        return False
    if first.starts_anew and line.indent > first.indent:
        return True
    if line.indent > last.indent + 1 and ends_a_sentence(last.text) and not first.starts_anew:
        return False
    return full or line.text[0].islower()


def _is_full(line: Line, following: Line, width: int) -> bool:
    next_word = following.text.partition(" ")[0]
    return line.length + 1 + len(next_word) >= width * SLACK


def _piece(paragraph: list[Line], *, set_in: bool) -> Piece:
    first, last, count = paragraph[0], paragraph[-1], len(paragraph)
    if hashed := _ATX.fullmatch(first.text):
        return Piece(first.text, "heading", len(hashed[1]), heading=hashed[2].rstrip("# "))
    if count == 2 and _UNDERLINE.fullmatch(last.text):
        level = 1 if last.text[0] == "=" else 2
        return Piece(f"{first.text}\n{last.text}", "heading", level, heading=first.text)
    if first.is_quoted:
        return Piece("\n".join(line.text for line in paragraph), "quotation", lines=count)
    text = " ".join(line.text for line in paragraph)
    if _BULLET.match(text):
        return Piece(text, "list_item", lines=count)
    return Piece(text, "quotation" if set_in and count > 1 else "paragraph", lines=count)
