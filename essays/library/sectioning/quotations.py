"""Which paragraphs are block quotations, and where they say they come from.

People close what they did not open and open what they do not close. So a paragraph is judged by two
witnesses: quotation marks at its edges, and a trailing parenthesis that reads like a citation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from essays.library.citations import is_reference, names_a_place, parse_citation, reads_like_a_citation
from essays.library.outline import Citation
from essays.library.sectioning.pieces import SENTENCE_ENDS, Piece, ends_a_sentence

LONGEST_CITATION = 250
SHARE_OUTSIDE_MARKS = 0.3  # a paragraph with more of it outside its quotation marks is prose

OPENERS = "“„\"«»‘‚‹›'"
_DOUBLE = '“”„"«»‟'
_SINGLE = "‘’‚‹›'"
_PAIRS = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
_ATTRIBUTION = re.compile(r"(?:[—–―]|--?)\s*(?P<raw>[^\W\d_].{2,200})")
_ATTRIBUTION_INSIDE = re.compile(r"[”\"»’'“]\s+(?:[—–―]|--)\s*(?P<raw>[^\W\d_a-z][^”\"»“]{2,200})$")
_ATTRIBUTION_AFTER = re.compile(r"[.!?…]\s+(?:[—–―]|--)\s*(?P<raw>[^\W\d_a-z][^”\"»“]{2,200})$")
_ALONE = re.compile(r"\((?P<raw>[^()]{2,200})\)\.?")  # “(Finch, Ropes, p. 3)” in a paragraph of its own
_FOOTNOTE_SIGN = re.compile(r"\s*(?:\[\w{1,4}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|(?<=[”\"’»])\d{1,3}|\*{1,3})$")
_AFTERTHOUGHT = re.compile(
    r"\s*\((?:(?:(?:my|our|author|translator)(?:['’]s)?\s+(?:own\s+)?)?(?:emphas[ie]s|italics|translation|brackets)"
    r"|trans|author)\b[^()]{0,60}\)\.?$",
    re.IGNORECASE,
)
_BLANKS = " \u00a0\u202f"
_STOPS = _BLANKS + ".;,"


@dataclass(frozen=True, slots=True)
class Tail:
    """A trailing parenthesis: the text `before` it and its `raw` inside."""

    before: str
    raw: str


def with_quotations(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with block quotations marked and their trailing citations read."""
    marked = _with_unmarked([_judged(piece) for piece in pieces])
    for position in range(len(marked) - 2, -1, -1):
        piece, after = marked[position], marked[position + 1]
        if (piece.is_plain and after.kind == "quotation" and _runs_on(piece.text, after.text)) or (
            piece.is_plain and _is_introduced(marked, position) and is_wholly_quoted(piece.text)
        ):
            marked[position] = replace(piece, kind="quotation")
    return _with_attributions(marked)


def _judged(piece: Piece) -> Piece:
    """Return `piece` as a quotation if it stands in marks and cites, or, known as one, with its citation."""
    if piece.kind not in ("quotation", "paragraph"):
        return piece
    tail = trailing_parenthesis(piece.text)
    if piece.kind == "quotation":
        return replace(piece, citation=_cited(piece, tail))
    if tail and _is_marked(tail):
        return replace(piece, kind="quotation", citation=parse_citation(tail.raw))
    return piece


def _cited(piece: Piece, tail: Tail | None) -> Citation | None:
    in_square_brackets = piece.text.rstrip(_STOPS).endswith("]")  # where a bare number is a note’s
    if tail and (
        is_reference(tail.raw)
        or reads_like_a_citation(tail.raw)
        or (parse_citation(tail.raw).locator and not in_square_brackets)
    ):
        return parse_citation(tail.raw)
    last_line = piece.text.rpartition("\n")[2].lstrip("> ")
    attribution = _ATTRIBUTION.fullmatch(last_line) or _ATTRIBUTION_INSIDE.search(last_line)
    if (
        attribution is None
        and (found := _ATTRIBUTION_AFTER.search(last_line))
        and names_a_place(found["raw"])
    ):
        attribution = found
    return parse_citation(attribution["raw"]) if attribution else None


def _with_unmarked(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark paragraphs that end like cited quotations but stand in no quotation marks.

    Leaving the marks out is a slip, so it is believed only as often as slips happen; an author who often
    puts a reference after the full stop writes prose.
    """
    tails = {at: trailing_parenthesis(piece.text) for at, piece in enumerate(pieces) if piece.is_plain}
    unmarked = {at: tail for at, tail in tails.items() if tail and _lost_its_marks(tail)}
    marked = sum(piece.kind == "quotation" for piece in pieces)
    if len(unmarked) > max(1, marked // 4):
        return list(pieces)
    return [
        replace(piece, kind="quotation", citation=parse_citation(unmarked[at].raw))
        if at in unmarked
        else piece
        for at, piece in enumerate(pieces)
    ]


def trailing_parenthesis(text: str) -> Tail | None:
    """Return the parenthesis that `text` ends with, even if it was never closed; None if there is none."""
    printed = text = text.rstrip(_BLANKS)
    end = text[-LONGEST_CITATION:]
    text = (text[: -len(end)] + _AFTERTHOUGHT.sub("", end)).rstrip(_STOPS)
    closed = text.endswith((")", "]"))
    start = _opening(text) if closed else text.rfind("(", max(0, len(text) - LONGEST_CITATION))
    if start < 1 or len(text) - start > LONGEST_CITATION:
        return None
    raw = text[start + 1 : -1] if closed else printed[start + 1 :]
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


def _is_marked(tail: Tail) -> bool:
    """Whether the text before the citation stands in quotation marks, of which one may be missing."""
    before = tail.before
    sure = reads_like_a_citation(tail.raw)
    if _opens(before):
        closed = _closes(before)
        if not closed and before[0] in _SINGLE:
            return False
        return (sure or (closed and is_reference(tail.raw))) and _share_outside(before) <= SHARE_OUTSIDE_MARKS
    only_closing = not any(mark in before for mark in "“„«") and before.count('"') < 2
    return sure and only_closing and before[-1] in _DOUBLE


def _lost_its_marks(tail: Tail) -> bool:
    return (
        tail.before[-1] in SENTENCE_ENDS
        and not any(mark in tail.before for mark in _DOUBLE)
        and names_a_place(tail.raw)
    )


def _opens(text: str) -> bool:
    if text[0] in "«»":
        return len(text) > 1
    return text[0] in OPENERS and len(text) > 1 and not text[1].isspace()


def _closes(text: str) -> bool:
    return len(text) > 1 and text[-1] in (_SINGLE if text[0] in _SINGLE else _DOUBLE)


def _share_outside(text: str) -> float:
    """Return how much of `text`, which begins with a quotation mark, stands outside such marks."""
    outside, since = 0, -1
    depth = 1
    for position in range(1, len(text)):
        change = _change_of_depth(text, position)
        if not change:
            continue
        if change > 0 and depth == 0:
            outside += position - since
        depth = max(0, depth + change)
        since = position
    if depth == 0:
        outside += len(text) - 1 - since
    return outside / len(text)


def _change_of_depth(text: str, position: int) -> int:
    """Return 1 where a quotation mark opens, -1 where it closes, 0 elsewhere."""
    mark, first = text[position], text[0]
    if first in _PAIRS:
        return (mark == first) - (mark == _PAIRS[first])
    if mark not in (_SINGLE if first in _SINGLE else _DOUBLE):
        return 0
    before = text[position - 1]
    after = text[position + 1] if position + 1 < len(text) else " "
    if before.isspace() or before in "([—–":
        return 0 if after.isspace() else 1
    is_possessive = first in _SINGLE and before == "s" and after.isspace()
    return 0 if after.isalnum() or is_possessive else -1


def _runs_on(text: str, following: str) -> bool:
    """Whether `text` is an earlier paragraph of a quotation that opens each but closes only its last."""
    return text[0] in '“„"«' and following[0] == text[0] and not any(mark in text[1:] for mark in _DOUBLE)


def _is_introduced(pieces: Sequence[Piece], position: int) -> bool:
    return position > 0 and pieces[position - 1].is_plain and pieces[position - 1].text.endswith((":", ";"))


def is_wholly_quoted(text: str) -> bool:
    """Whether `text` is one quotation in its marks, with or without a note's sign after it."""
    text = (
        _FOOTNOTE_SIGN.sub("", text[-20:])
        if len(text) < 20
        else text[:-20] + _FOOTNOTE_SIGN.sub("", text[-20:])
    )
    text = text.rstrip(_STOPS)
    return bool(text) and _opens(text) and _closes(text) and _share_outside(text) <= SHARE_OUTSIDE_MARKS


def _with_attributions(pieces: Sequence[Piece]) -> list[Piece]:
    """Join a quotation with the line that follows it and says whence it is: “— Author, Work”."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        source = _attribution_of(last, piece) if last and not last.citation else ""
        if last and source:
            shift = len(last.text) + 1
            marks = tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in piece.marks)
            joined[-1] = replace(
                last,
                kind="quotation",
                text=f"{last.text}\n{piece.text}",
                marks=last.marks + marks,
                citation=parse_citation(source),
            )
        else:
            joined.append(piece)
    return joined


def _attribution_of(quotation: Piece, line: Piece) -> str:
    """
    Return the source that `line` names for the `quotation` before it, "" if it names none.

    After a dash any words may be one, and in brackets what reads like a citation; inside the markup of the quotation
    it is one without, if it names a place.
    """
    if line.kind not in ("paragraph", "quotation"):
        return ""
    is_quoted = quotation.kind == "quotation"
    match = _ATTRIBUTION.fullmatch(line.text)
    if match:
        return match["raw"] if is_quoted or is_wholly_quoted(quotation.text) else ""
    if (alone := _ALONE.fullmatch(line.text)) and reads_like_a_citation(alone["raw"]):
        return alone["raw"] if is_quoted or is_wholly_quoted(quotation.text) else ""
    is_a_source = len(line.text) <= LONGEST_CITATION and not ends_a_sentence(line.text)
    both_quoted = is_quoted and line.kind == "quotation"
    return line.text if both_quoted and is_a_source and names_a_place(line.text) else ""
