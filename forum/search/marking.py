"""The words that were found, marked in the words as they were written."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from forum.search.asking import Term
from forum.search.folding import fold, is_unspaced

MOST_MARKS = 200  # that are looked at to find the best place


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and whether it is what was asked for."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text with marks, and the number of the line it begins in, from 0."""

    pieces: tuple[Piece, ...]
    line: int = 0


def marked(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """All of `text`, with what any of `terms` found in it marked."""
    text = unicodedata.normalize("NFC", text)
    return _pieces(text, _spans(text, terms), 0, len(text))


def best_place(text: str, terms: Sequence[Term], length: int) -> Marked:
    """About `length` code points of `text` around the place where most of `terms` are near; else its beginning."""
    text = unicodedata.normalize("NFC", text)
    spans = _spans(text, terms)
    found = _densest(spans, length)
    at = spans[found][0] if spans else 0
    line_start = text.rfind("\n", 0, at) + 1
    start = (
        _begin_at(text, max(line_start, at - length // 3), at)
        if at - line_start > length // 3
        else line_start
    )
    end = _end_at(text, start + length)
    pieces = _pieces(text, spans, start, end)
    if start > line_start:
        pieces = (Piece("…", is_found=False), *pieces)
    if end < len(text):
        pieces = (*pieces, Piece("…", is_found=False))
    return Marked(pieces, line=text.count("\n", 0, at))


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Where terms stand in `text`: begin, end, and which term; in order, none within another."""
    if not terms:
        return []
    folded, places = _folded_with_places(text)
    spans: list[tuple[int, int, int]] = []
    for found in _pattern(tuple(terms)).finditer(folded):
        which = int((found.lastgroup or "t0")[1:])
        spans.append((places[found.start()], places[found.end() - 1] + 1, which))
        if len(spans) == MOST_MARKS:
            break
    return spans


def _folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """`text` folded, and for each character of that the place in `text` it comes from."""
    pieces = {character: _piece(character) for character in set(text)}
    folded = "".join(map(pieces.__getitem__, text))
    if all(len(piece) == 1 for piece in pieces.values()):
        return folded, range(len(text))
    return folded, [at for at, character in enumerate(text) for _ in pieces[character]]


@lru_cache(maxsize=4096)
def _piece(character: str) -> str:
    return fold(character)


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """One that finds any of `terms`, the longest first, each in a group named after its number."""
    longest_first = sorted(enumerate(terms), key=lambda one: -sum(map(len, one[1].words)))
    return re.compile("|".join(f"(?P<t{number}>{_said(term)})" for number, term in longest_first))


def _said(term: Term) -> str:
    first, last = term.words[0], term.words[-1]
    begin = "" if is_unspaced(first[0]) else r"(?<![^ ])"
    end = "" if is_unspaced(last[-1]) else r"[^ ]*" if term.has_open_end else r"(?![^ ])"
    return begin + " +".join(map(re.escape, term.words)) + end


def _densest(spans: Sequence[tuple[int, int, int]], length: int) -> int:
    """The number of the span at which a stretch of `length` begins that has most different terms in it."""
    best, most = 0, 0
    for number, (start, _, _) in enumerate(spans):
        terms = set()
        for begin, _, which in spans[number:]:
            if begin - start > length * 2 // 3:
                break
            terms.add(which)
        if len(terms) > most:
            best, most = number, len(terms)
    return best


def _pieces(text: str, spans: Iterable[tuple[int, int, int]], start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for begin, finish, _ in spans:
        if begin < at:
            continue
        if begin >= end:
            break
        if begin > at:
            pieces.append(Piece(text[at:begin], is_found=False))
        pieces.append(Piece(text[begin:finish], is_found=True))
        at = finish
    if at < end:
        pieces.append(Piece(text[at:end], is_found=False))
    return tuple(pieces)


def _begin_at(text: str, wanted: int, latest: int) -> int:
    """Where a word begins, not before `wanted`, nor after `latest`."""
    space = text.find(" ", wanted, latest)
    return space + 1 if space >= 0 else wanted


def _end_at(text: str, wanted: int) -> int:
    """Where a word ends, near `wanted`."""
    if wanted >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, wanted - 30), wanted)
    return space if space > 0 else wanted
