"""Where passages of an old text stand in a new one."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from essays.margin.anchoring.comparison import Comparison
from essays.margin.anchoring.edges import begin_of, end_of
from essays.margin.anchoring.survival import survivor

CLOSE_READING = 5_000
"""Code points of a passage up to which its score compares letter by letter; longer ones are scored by their words."""
NEARLY = 0.999
"""The highest score of a passage that does not read the same to the letter."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words picked out of a text: code points [start, end) of it, what stood there, and what stood around it."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage stands in the new text: code points [start, end), both None when it is gone.

    `state` is *exact*: the same to the letter, in its order among the rest; *edited*: there, but with other words,
    signs or spaces; *moved*: found out of order, with the same words or nearly; or *gone*. `score` says how much of it
    is there: 1 only for the same to the letter; of a gone one, how much was found: too little, or too uncertain.
    """

    start: int | None
    end: int | None
    state: str
    score: float


def reanchor(
    old: str,
    new: str,
    passages: Sequence[Passage],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Placement]:
    """Where each passage of `old` stands in `new`, in the order given.

    `progress` is told after each hundred passages how many are done, and of how many.
    Raises ValueError for a passage whose offsets cannot be any of `old`.
    """
    alignment = Alignment(old, new)
    placements = []
    for done, passage in enumerate(passages, 1):
        placements.append(alignment.place(passage))
        if progress and (done % 100 == 0 or done == len(passages)):
            progress(done, len(passages))
    return placements


def carry(old: str, new: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """Where ranges of code points of `old`, such as paragraphs, stand in `new`; None for those that are gone.

    Raises ValueError for a range that cannot be one of `old`.
    """
    alignment = Alignment(old, new)
    return [alignment.carry(start, end) for start, end in ranges]


class Alignment:
    """An old text beside a new one, compared once for as many passages as there are."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._placed: dict[tuple[int, int], Placement] = {}

    @cached_property
    def _texts(self) -> Comparison:
        return Comparison(self.old, self.new)

    def carry(self, start: int, end: int) -> tuple[int, int] | None:
        """Where code points [start, end) of the old text stand in the new one; None where they are gone.

        Raises ValueError for a range that cannot be one of the old text.
        """
        placement = self.place(Passage(start, end, ""))
        if placement.start is None or placement.end is None:
            return None
        return placement.start, placement.end

    def place(self, passage: Passage) -> Placement:
        """Where the passage stands in the new text. Raises ValueError for offsets that cannot be any of the old one."""
        span = self._where(passage)
        if span is None:
            return Placement(None, None, "gone", 0.0)
        if span not in self._placed:
            self._placed[span] = self._placement(*span)
        return self._placed[span]

    def _where(self, passage: Passage) -> tuple[int, int] | None:
        """Where the passage stands in the old text, its words being more reliable than its offsets.

        None if it is empty, or its words are nowhere.
        """
        start, end, exact = passage.start, passage.end, passage.exact
        if not 0 <= start <= end <= len(self.old):
            raise ValueError(f"[{start}, {end}) is no part of a text of {len(self.old)} code points")
        found = self.old[start:end]
        if exact in ("", found) or found.split() == exact.split():
            return (start, end) if start < end else None
        before, after = self.old.rfind(exact, 0, start + len(exact)), self.old.find(exact, start)
        places = [place for place in (before, after) if place >= 0]
        if not places:
            return None
        place = min(places, key=lambda place: (self._misfit(place, passage), abs(place - start)))
        return place, place + len(exact)

    def _misfit(self, place: int, passage: Passage) -> int:
        """How many of the two neighbourhoods that were noted down with a passage are not those of a place."""
        after = place + len(passage.exact)
        return (not self.old.endswith(passage.prefix, 0, place)) + (
            not self.old.startswith(passage.suffix, after)
        )

    def _placement(self, start: int, end: int) -> Placement:
        if self.old == self.new:
            return Placement(start, end, "exact", 1.0)
        tokens = self._texts.old
        first, last = bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)
        if first >= last:
            return self._space(first, start, end)
        piece, share = survivor(self._texts, first, last)
        if piece is None:
            return Placement(None, None, "gone", share)
        begin, finish = begin_of(self._texts, piece, first, start), end_of(self._texts, piece, last, end)
        if begin >= finish:  # part of a word that is another one now, and shorter: then all of it
            begin = self._texts.new.starts[piece.runs[0].new]
            finish = self._texts.new.ends[piece.runs[-1].new_end - 1]
        before, after = self.old[start:end], self.new[begin:finish]
        if before == after:
            return Placement(begin, finish, "moved" if piece.strand else "exact", 1.0)
        if max(len(before), len(after)) <= CLOSE_READING:
            share = Indel.normalized_similarity(before, after)
        return Placement(begin, finish, "moved" if piece.strand else "edited", min(share, NEARLY))

    def _space(self, following: int, start: int, end: int) -> Placement:
        """Where space without any word stands, if it is the same: beside the word before it, or the following one."""
        old, new = self._texts.old, self._texts.new
        for word in (following - 1, following):
            for piece in self._texts.strands.pieces(word, word + 1) if 0 <= word < len(old) else ():
                there = piece.runs[0].new
                apart = (
                    new.ends[there] - old.ends[word]
                    if word < following
                    else new.starts[there] - old.starts[word]
                )
                if start + apart >= 0 and self.new[start + apart : end + apart] == self.old[start:end]:
                    return Placement(start + apart, end + apart, "moved" if piece.strand else "exact", 1.0)
        return Placement(None, None, "gone", 0.0)
