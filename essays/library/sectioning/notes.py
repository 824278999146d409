"""Which paragraphs are notes: numbered ones under a heading that says so, and “[1] …” anywhere."""

import re
from collections.abc import Sequence
from dataclasses import replace

from essays.library.sectioning.headings import NOTES_HEADING
from essays.library.sectioning.pieces import Piece

_NOTE = re.compile(r"\[\^?\w{1,10}\]:?\s|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}\s?\S")
_NUMBERED = re.compile(r"\(?\d{1,3}[.):]?\s|[*†‡]{1,3}\s?\S|\[?[ivx]{1,5}[.)\]]\s")


def with_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with notes marked."""
    marked = []
    among_notes = False
    for piece in pieces:
        if piece.is_heading:
            among_notes = NOTES_HEADING.fullmatch(piece.heading) is not None
        is_note = piece.kind in ("paragraph", "list_item") and (
            _NOTE.match(piece.text)
            or (among_notes and (piece.kind == "list_item" or _NUMBERED.match(piece.text)))
        )
        marked.append(replace(piece, kind="note") if is_note else piece)
    return marked
