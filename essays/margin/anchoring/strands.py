"""What became of a row of words, given an alignment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from essays.margin.anchoring.runs import Run

LEAP = 150
"""Words put in between two of a passage's own that tear it apart; more for a longer passage."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of a passage that are still together: runs, and the nearest ones before and after them, if any."""

    runs: list[Run]
    before: Run | None
    after: Run | None
    strand: int  # 0 where it kept its place in the order of things


class Strands:
    """The strands of an alignment, searchable by place in the old text."""

    def __init__(self, strands: Sequence[list[Run]], old_size: int, new_size: int) -> None:
        stayed = [Run(0, 0, 0), *strands[0], Run(old_size, new_size, 0)]
        self._strands = [stayed, *(strand for strand in strands[1:] if strand)]
        self._moved = sorted((strand[0].old, number) for number, strand in enumerate(self._strands) if number)
        self._longest = max((strand[-1].old_end - strand[0].old for strand in self._strands[1:]), default=0)

    def pieces(self, first: int, last: int) -> Iterator[Piece]:
        """What is left of words [first, last) of the old text, each piece that is together in the new one by itself."""
        for number in self._touching(first, last):
            yield from self._pieces(number, first, last)

    def _touching(self, first: int, last: int) -> list[int]:
        begin = bisect_left(self._moved, (first - self._longest, 0))
        end = bisect_left(self._moved, (last, 0))
        return [0, *(number for _, number in self._moved[begin:end])]

    def _pieces(self, number: int, first: int, last: int) -> Iterator[Piece]:
        strand = self._strands[number]
        begin = max(0, bisect_right(strand, first, key=lambda run: run.old) - 1)
        if strand[begin].old_end <= first:
            begin += 1
        end = bisect_left(strand, last, key=lambda run: run.old)
        leap = max(LEAP, last - first)
        start = begin
        for place in range(begin, end):
            if place + 1 == end or strand[place + 1].new - strand[place].new_end > leap:
                runs = strand[start : place + 1]
                runs[0] = runs[0].part(first, last)
                runs[-1] = runs[-1].part(first, last)
                before = strand[start - 1] if start else None
                yield Piece(runs, before, strand[place + 1] if place + 1 < len(strand) else None, number)
                start = place + 1
