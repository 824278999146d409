"""
Which paragraphs are block quotations, and where they say they come from.

People close what they did not open and open what they do not close. So a paragraph is judged by two
witnesses: quotation marks at its edges, and a trailing parenthesis that reads like a citation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from essays.library.citations import is_reference, parse_citation, reads_like_a_citation
from essays.library.sectioning.pieces import SENTENCE_ENDS, Piece

LONGEST_CITATION = 250
SHARE_OUTSIDE_MARKS = 0.3  # a paragraph with more of it outside its quotation marks is prose

OPENERS = "“„\"«»‘‚‹›'"
_DOUBLE = "“”„\"«»‟"
_SINGLE = "‘’‚‹›'"
_PAIRS = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
_ATTRIBUTION = re.compile(r"(?:[—–―]|--?)\s*(?P<raw>[^\W\d_].{2,200})")
_FOOTNOTE_SIGN = re.compile(r"\s*(?:\[\w{1,4}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|(?<=[”\"’»])\d{1,3}|\*{1,3})$")
_AFTERTHOUGHT = re.compile(r"\s*\((?:emphasis|my|our|italics|translation|author|trans)\b[^()]{0,60}\)\.?$", re.IGNORECASE)
_STOPS = " \u00a0\u202f.;,"


@dataclass(frozen=True, slots=True)
class Tail:
    """A trailing parenthesis: the text `before` it and its `raw` inside."""

    before: str
    raw: str


def with_quotations(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with block quotations marked and their trailing citations read."""
    marked = [_judged(piece) for piece in pieces]
    for position in range(len(marked) - 2, -1, -1):
        piece, after = marked[position], marked[position + 1]
        if piece.is_plain and after.kind == "quotation" and _runs_on(piece.text, after.text):
            marked[position] = replace(piece, kind="quotation")
        elif piece.is_plain and _is_introduced(marked, position) and _is_wholly_quoted(piece.text):
            marked[position] = replace(piece, kind="quotation")
    return _with_attributions(marked)


def _judged(piece: Piece) -> Piece:
    if piece.kind == "quotation":
        tail = trailing_parenthesis(piece.text)
        named = tail and (is_reference(tail.raw) or reads_like_a_citation(tail.raw))
        return replace(piece, citation=parse_citation(tail.raw)) if tail and named else piece
    if not piece.is_plain:
        return piece
    tail = trailing_parenthesis(piece.text)
    if tail and _is_cited_quotation(tail):
        return replace(piece, kind="quotation", citation=parse_citation(tail.raw))
    return piece


def trailing_parenthesis(text: str) -> Tail | None:
    """Return the parenthesis that `text` ends with, even if it was never closed; None if there is none."""
    text = _AFTERTHOUGHT.sub("", text.rstrip(_STOPS)[-10_000:]).rstrip(_STOPS)
    closed = text.endswith((")", "]"))
    start = _opening(text) if closed else text.rfind("(", len(text) - LONGEST_CITATION if len(text) > LONGEST_CITATION else 0)
    if start < 1 or len(text) - start > LONGEST_CITATION:
        return None
    raw = text[start + 1 : -1] if closed else text[start + 1 :]
    if not closed and (")" in raw or not reads_like_a_citation(raw)):
        return None
    return Tail(text[:start].rstrip(), raw.strip()) if raw.strip() else None


def _opening(text: str) -> int:
    """Return where the bracket closed at the end of `text` was opened, -1 if it was not."""
    depth = 0
    for position in range(len(text) - 1, max(-1, len(text) - LONGEST_CITATION - 2), -1):
        if text[position] in ")]":
            depth += 1
        elif text[position] in "([":
            depth -= 1
            if depth == 0:
                return position
    return text.rfind("(", max(0, len(text) - LONGEST_CITATION))


def _is_cited_quotation(tail: Tail) -> bool:
    before = tail.before
    if before[0] in OPENERS and _opens_a_quotation(before):
        if _closes_a_quotation(before):
            cited = is_reference(tail.raw) or reads_like_a_citation(tail.raw)
        else:
            cited = reads_like_a_citation(tail.raw)
        return cited and _share_outside(before) <= SHARE_OUTSIDE_MARKS
    if any(mark in before for mark in "“„«") or before.count('"') > 1:
        return False
    if _closes_a_quotation(before) and before[-1] not in "’'‘":
        return is_reference(tail.raw) or reads_like_a_citation(tail.raw)
    return before[-1] in SENTENCE_ENDS and _names_author_and_place(tail.raw)
