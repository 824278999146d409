"""Quotations that name their source in a note: “…”¹, and under the text “1. Doe, Title, p. 3”."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from essays.library.citations import parse_citation, reads_like_a_citation
from essays.library.sectioning.pieces import Piece
from essays.library.sectioning.quotations import is_wholly_quoted

_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_SIGN = re.compile(
    rf"(?:\[\^?(?P<a>\w{{1,4}})\]|(?P<b>[{_RAISED}]{{1,3}})|(?<=[”\"’'».])(?P<c>\d{{1,3}}))[\s.]*$"
)
_NOTE = re.compile(
    rf"(?:\[\^?(?P<a>\w{{1,10}})\]:?|(?P<b>[{_RAISED}]{{1,3}})|\(?(?P<c>\d{{1,3}})[.):]?(?=\s))\s*"
    r"(?P<text>\S.*)",
    re.DOTALL,
)
LONGEST_NOTE = 400  # code points: a longer one discusses more than it cites


def with_noted_sources(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with the quotations that end in a note's sign, and cite nothing, citing what the note cites.

    Where notes are counted anew in each chapter, the next note of that number is meant, else the last before.
    """
    notes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, piece in enumerate(pieces):
        if piece.kind == "note" and (said := told_in_note(piece.text)):
            notes[said[0]].append((place, said[1]))
    if not notes:
        return list(pieces)
    return [_noted(piece, place, notes) for place, piece in enumerate(pieces)]


def _noted(piece: Piece, place: int, notes: Mapping[str, Sequence[tuple[int, str]]]) -> Piece:
    may_quote = piece.kind == "quotation" or (piece.is_plain and is_wholly_quoted(piece.text))
    sign = _sign_of(piece.text) if may_quote and piece.citation is None else ""
    text = _nearest(notes.get(sign, ()), place) if sign else ""
    if not text or not (piece.kind == "quotation" or reads_like_a_citation(text)):
        return piece
    return replace(piece, kind="quotation", citation=parse_citation(text))


def told_in_note(text: str) -> tuple[str, str] | None:
    """The number of a note and what it says, if it may be a citation; None of any other."""
    found = _NOTE.match(text)
    if found is None or len(found["text"]) > LONGEST_NOTE:
        return None
    return _plain(found["a"] or found["b"] or found["c"]), " ".join(found["text"].split())


def _sign_of(text: str) -> str:
    found = _SIGN.search(text[-20:])
    return _plain(found["a"] or found["b"] or found["c"]) if found else ""


def _plain(number: str) -> str:
    """A number without its being raised."""
    return unicodedata.normalize("NFKC", number).casefold()


def _nearest(notes: Sequence[tuple[int, str]], place: int) -> str:
    after = next((text for at, text in notes if at > place), "")
    return after or (notes[-1][1] if notes else "")
