"""A text being taken down with its inline marks, which is what all structured formats come to."""

import re

from essays.library.outline import Mark
from essays.library.sectioning import Piece

_KEPT_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")


class Writing:
    """One piece of text in the making: words come in, marks open and close around them."""

    def __init__(self, *, verbatim: bool = False) -> None:
        self.verbatim = verbatim
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int, str | None]] = []
        self._marks: list[Mark] = []

    def write(self, words: str) -> None:
        """Add `words`; runs of white space count as one space, as in a browser, unless verbatim."""
        if not self.verbatim:
            words = _BLANKS.sub(" ", words)
            if words.startswith(" ") and self._ends_blank():
                words = words[1:]
        self._add(words)

    def break_line(self) -> None:
        self._add("\n")

    def next_cell(self) -> None:
        if self._length:
            self._add("\t")

    def open(self, kind: str, href: str | None = None) -> None:
        """Begin a mark; a link without a safe address is no mark but its words stay."""
        self._open.append((kind, self._length, href))

    def close(self, kind: str) -> None:
        """End the innermost open mark of this `kind`, if there is one."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == kind:
                _, start, href = self._open.pop(at)
                self._mark(start, self._length, kind, href)
                return

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text without white space at its edges, and the marks that still cover something."""
        for kind, start, href in self._open:
            self._mark(start, self._length, kind, href)
        raw = "".join(self._parts)
        text = raw.strip("\n").rstrip() if self.verbatim else raw.strip()
        shift = raw.find(text) if text else 0
        marks = (self._within(mark, shift, text) for mark in self._marks)
        return text, tuple(sorted({mark for mark in marks if mark}, key=lambda m: (m.start, -m.end, m.kind)))

    def _ends_blank(self) -> bool:
        return not self._parts or self._parts[-1][-1:] in (" ", "\n", "\t")

    def _add(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)

    def _mark(self, start: int, end: int, kind: str, href: str | None) -> None:
        if kind == "link" and not (href and _KEPT_ADDRESS.fullmatch(href)):
            return
        self._marks.append(Mark(start, end, kind, href if kind == "link" else None))

    @staticmethod
    def _within(mark: Mark, shift: int, text: str) -> Mark | None:
        start, end = max(0, mark.start - shift), min(len(text), mark.end - shift)
        return Mark(start, end, mark.kind, mark.href) if start < end else None


def piece_of(writing: Writing, kind: str = "paragraph", level: int = 0) -> Piece | None:
    """Return what was written as a Piece, None if it is blank."""
    text, marks = writing.finish()
    if not text.strip():
        return None
    if kind == "heading":
        return Piece(text, kind, level, heading=_BLANKS.sub(" ", text), marks=marks)
    return Piece(text, kind, marks=marks)
