"""Putting together what two people wrote at once, so that nothing either of them wrote is lost. Pure.

Texts are put together line by line (merge3: what "A Formal Investigation of Diff3" by Khanna, Kunal and Pierce, 2007,
describes). Where it stops, since two changes touch, we look closer: changes of different lines, or of different
sentences of one line, both stand, and what two people add in one place stands there one after the other. Only where
both changed the very same sentence do both wordings stay, between marks that nobody overlooks, for whoever comes by.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merge3 import Merge3
from rapidfuzz.distance import Indel

MARKS = OPENS, BETWEEN, CLOSES = "⟪⟪", "⟪⟫", "⟫⟫"
"""What the lines around two wordings begin with; words that say so follow."""

_LINE_ENDS = re.compile(r"(?<=\n)")
_BETWEEN_SENTENCES = re.compile(r"\n|(?:(?<=[.!?…])|(?<=[.!?…][”’\"')\]]))[ \t]++(?=\S)")
_MARKED = re.compile(r"^(?:⟪⟪|⟪⟫|⟫⟫)", re.MULTILINE)


@dataclass(frozen=True)
class Marks:
    """What the lines around two wordings say, each without a line's end."""

    stood: str = "Two wordings. This one stood here:"
    typed: str = "This one was typed meanwhile:"
    end: str = "Keep one of them, or make one of both, and take these three lines out."


@dataclass(frozen=True)
class Merged:
    """The text of both, and in how many places two wordings stand that were put there now."""

    text: str
    conflicts: int


def merge(base: str, stood: str, typed: str, marks: Marks | None = None) -> Merged:
    """What `stood` and `typed`, which both were made of `base`, say together."""
    if typed in (stood, base):
        return Merged(stood, 0)
    if stood == base:
        return Merged(typed, 0)
    merging = _Merging(marks or Marks())
    text = "".join(merging.by_lines(*(_lines(one) for one in (base, stood, typed))))
    ends_with_a_line = stood.endswith("\n") or typed.endswith("\n")
    return Merged(text if ends_with_a_line else text.rstrip("\n"), merging.conflicts)


def unsettled(text: str) -> int:
    """In how many places of a text two wordings stand."""
    return max(Counter(_MARKED.findall(text)).values(), default=0)


class _Merging:
    """One merging, which counts where it could not decide."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.conflicts = 0

    def by_lines(self, base: list[str], stood: list[str], typed: list[str]) -> Iterator[str]:
        for what, *parts in Merge3(base, stood, typed, sequence_matcher=_Matcher).merge_groups():
            if what == "conflict":
                for stretch in _stretches(*parts):
                    yield from stretch.settled if stretch.settled is not None else self._by_sentences(stretch)
            else:
                yield from parts[0]

    def _by_sentences(self, lines: "_Stretch") -> list[str]:
        pieces = [_sentences("".join(some)) for some in (lines.base, lines.stood, lines.typed)]
        found: list[str] = []
        for stretch in _stretches(*pieces):
            if stretch.settled is None:
                return self._both(lines.stood, lines.typed)
            found += stretch.settled
        return _apart(found)

    def _both(self, stood: Sequence[str], typed: Sequence[str]) -> list[str]:
        self.conflicts += 1
        return [
            f"\n{OPENS} {self.marks.stood}\n\n", *stood,
            f"\n{BETWEEN} {self.marks.typed}\n\n", *typed,
            f"\n{CLOSES} {self.marks.end}\n\n",
        ]  # fmt: skip


class _Matcher:
    """What two lists have in common, by their longest common subsequence, in time that hostile texts cannot stretch; in
    the form in which merge3 asks for it."""

    def __init__(self, _junk: None, old: Sequence[str], new: Sequence[str]) -> None:
        self._ways = Indel.opcodes(old, new)
        self._ends = (len(old), len(new), 0)

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        same = (way for way in self._ways if way.tag == "equal")
        return [
            *((way.src_start, way.dest_start, way.src_end - way.src_start) for way in same),
            self._ends,
        ]


@dataclass(frozen=True)
class _Hunk:
    """That pieces `start` to `end` of the base became `pieces`: by whom, the first or the second of the two."""

    start: int
    end: int
    by: int
    pieces: list[str]


@dataclass(frozen=True)
class _Stretch:
    """A stretch of the base and what each made of it; `settled` is what becomes of it, None where they contradict."""

    base: Sequence[str]
    stood: Sequence[str]
    typed: Sequence[str]
    settled: Sequence[str] | None


def _stretches(base: Sequence[str], stood: Sequence[str], typed: Sequence[str]) -> Iterator[_Stretch]:
    """The base from its beginning to its end, cut where changes of the two do not overlap."""
    both = [*_hunks(base, stood, 0), *_hunks(base, typed, 1)]
    hunks = deque(sorted(both, key=lambda one: (one.start, one.end)))
    done = 0
    while hunks:
        overlapping = [hunks.popleft()]
        start, end = overlapping[0].start, overlapping[0].end
        while hunks and (hunks[0].start < end or _is_the_same(overlapping[-1], hunks[0])):
            end = max(end, hunks[0].end)
            overlapping.append(hunks.popleft())
        yield _kept(base[done:start])
        yield _stretch(base, start, end, overlapping)
        done = end
    yield _kept(base[done:])


def _is_the_same(one: _Hunk, other: _Hunk) -> bool:
    """Whether both added the same in the same place."""
    return (one.start, one.end, one.pieces) == (other.start, other.end, other.pieces)


def _kept(pieces: Sequence[str]) -> _Stretch:
    return _Stretch(pieces, pieces, pieces, pieces)


def _stretch(base: Sequence[str], start: int, end: int, hunks: list[_Hunk]) -> _Stretch:
    made: list[list[str]] = []
    for by in (0, 1):
        pieces, done = [], start
        for hunk in hunks:
            if hunk.by == by:
                pieces += [*base[done : hunk.start], *hunk.pieces]
                done = hunk.end
        made.append([*pieces, *base[done:end]])
    stood, typed = made
    settled = None
    if stood == typed:
        settled = stood
    elif len({hunk.by for hunk in hunks}) == 1:
        settled = made[hunks[0].by]
    return _Stretch(base[start:end], stood, typed, settled)


def _hunks(base: Sequence[str], new: Sequence[str], by: int) -> Iterator[_Hunk]:
    start = end = 0
    pieces: list[str] = []
    for way in Indel.opcodes(base, new):
        if way.tag == "equal":
            if pieces or start < end:
                yield _Hunk(start, end, by, pieces)
            start, pieces = way.src_end, []
        else:
            pieces += new[way.dest_start : way.dest_end]
        end = way.src_end
    if pieces or start < end:
        yield _Hunk(start, end, by, pieces)


def _apart(pieces: Sequence[str]) -> list[str]:
    """Sentences between which somebody took out the end of a line are still two, and a line still ends."""
    found: list[str] = []
    for piece in pieces:
        if found and not found[-1].isspace() and not piece.isspace():
            found.append("\n")
        found.append(piece)
    return found if not found or found[-1].endswith("\n") else [*found, "\n"]


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends. The last one gets one too: without, it is another once one follows it."""
    return [one for one in _LINE_ENDS.split(text if text.endswith("\n") or not text else f"{text}\n") if one]


def _sentences(text: str) -> list[str]:
    """The sentences of a text and what stands between them, in turn."""
    places = [0, *(place for found in _BETWEEN_SENTENCES.finditer(text) for place in found.span()), len(text)]
    return [text[start:end] for start, end in pairwise(places) if start < end]
