"""Which words of an old text are which words of a new one.

1. Rows of words that occur once in each text, lengthened as far as both go on alike (the idea of Bram Cohen's
   patience diff, with words instead of lines, so that line breaks and paragraphs play no part). The heaviest chain of
   them in the same order is what *stayed*; long ones outside it were *moved*.
2. What lies between two of them is compared word by word, by the longest common subsequence (rapidfuzz's Indel), and
   what only chance has put there is dropped again: a common word between two large changes says nothing.
3. Moved rows gather what is left around them. Then what is left everywhere is searched once more, for rows, and for
   whole sentences and paragraphs that stand once in each text.

Which exact words a change begins and ends with, and which words only resemble each other, is looked into afterwards
(`refining`). The time taken is bounded: no step compares more than LARGEST_GAP pairs of words at once, and what a gap
larger than that cannot be cut into counts as changed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel, Postfix, Prefix

from essays.margin.anchoring.runs import Run, apart_at_breaks, common_rows, heaviest_chain, joined
from essays.margin.anchoring.tokens import PARAGRAPH, SENTENCE, Tokens

ROW = 6
"""Words of a row that is looked for: shorter ones recur by chance."""
SHORTER_ROWS = (3, 1)
"""Looked for where a gap is too large to be compared word by word."""
LARGEST_GAP = 64_000_000
"""Words of one side times words of the other. A larger gap is cut at shorter rows, or its words count as changed."""
AROUND_MOVED = 200
"""Words before and after a moved row that are compared with those around its new place."""
CHANCE = 3.0
"""How many times heavier the changes on both sides of a run are that make it a chance."""
LEAST_MOVED = 4.0
"""Weight of the words that must have moved together."""
SHORTEST_UNIT = 2.5
"""Weight of a paragraph or sentence that is found elsewhere as a whole, however short it is."""
SHORTEST_IN_PLACE = 0.9
"""The same where it is found in the order of things."""

OLD_TAKEN, NEW_TAKEN = "\U0010fffe", "\U0010ffff"

Weights = Mapping[str, float]
Gap = tuple[int, int]


def aligned(old: Tokens, new: Tokens, weights: Weights, whole: Sequence[Run]) -> list[list[Run]]:
    """Strands of runs of words that both texts share: what stayed in order, and then what was moved, piece by piece.

    Each strand has the order of both texts; no word belongs to two runs. `weights` says how much each word says,
    `whole` what stands in each text once and whole (`whole_units`).
    """
    rows = apart_at_breaks(common_rows(old.codes, new.codes, ROW), old.breaks, new.breaks)
    chain = heaviest_chain(_beside(rows, whole, len(old), len(new)))
    in_chain = set(chain)
    moved = [row for row in rows if row not in in_chain and _weight(old.codes, row, weights) >= LEAST_MOVED]
    free = Free(old.codes, new.codes)
    free.take(moved)
    stayed = _with_gaps(*free.words, chain, weights, whole)
    free.take(stayed)
    strands = _strands(free, moved, weights)
    strands += _strands(free, _rows_left(old, new, free, weights), weights)
    return [stayed, *strands]


class Free:
    """Both texts, in which the words that have been found are unlike any other."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = list(old), list(new)

    @property
    def words(self) -> tuple[str, str]:
        return "".join(self.old), "".join(self.new)

    def take(self, runs: Iterable[Run]) -> None:
        for run in runs:
            self.old[run.old : run.old_end] = OLD_TAKEN * run.size
            self.new[run.new : run.new_end] = NEW_TAKEN * run.size


def _weight(old: str, run: Run, weights: Weights) -> float:
    return _weight_of(old[run.old : run.old_end], weights)


def _weight_of(codes: str, weights: Weights) -> float:
    return sum(weights.get(code, 0.0) for code in codes)


def _beside(rows: list[Run], units: Sequence[Run], old_size: int, new_size: int) -> list[Run]:
    """The rows, and those units that have no word in common with any of them."""
    old_taken, new_taken = bytearray(old_size), bytearray(new_size)
    for row in rows:
        old_taken[row.old : row.old_end] = b"\1" * row.size
        new_taken[row.new : row.new_end] = b"\1" * row.size
    free = (
        unit
        for unit in units
        if not any(old_taken[unit.old : unit.old_end]) and not any(new_taken[unit.new : unit.new_end])
    )
    return sorted([*rows, *free], key=lambda run: run.old)


def whole_units(old: Tokens, new: Tokens, weights: Weights) -> list[Run]:
    """Paragraphs and sentences, however short, that stand once in each text: a heading beside what was rewritten."""
    in_new = _units(new, new.codes)
    return sorted(
        (
            Run(start, in_new[unit], len(unit))
            for unit, start in _units(old, old.codes).items()
            if in_new.get(unit, -1) >= 0 <= start and _weight_of(unit, weights) >= SHORTEST_IN_PLACE
        ),
        key=lambda run: run.old,
    )


def _with_gaps(
    old: str, new: str, chain: list[Run], weights: Weights, whole: Sequence[Run] = ()
) -> list[Run]:
    """A chain without overlaps, and what a closer look finds between its runs."""
    return without_chance(old, new, joined(_looked_into(old, new, chain, SHORTER_ROWS)), weights, whole)


def _looked_into(old: str, new: str, chain: list[Run], rows: tuple[int, ...]) -> Iterator[Run]:
    old_end = new_end = 0
    for run in [*chain, Run(len(old), len(new), 0)]:
        yield from _between(old, new, (old_end, run.old), (new_end, run.new), rows)
        if run.size:
            yield run
        old_end, new_end = run.old_end, run.new_end


def _between(old: str, new: str, old_gap: Gap, new_gap: Gap, rows: tuple[int, ...]) -> Iterator[Run]:
    """What two gaps have in common."""
    old_words, new_words = old[slice(*old_gap)], new[slice(*new_gap)]
    if not old_words or not new_words:
        return
    if len(old_words) * len(new_words) <= LARGEST_GAP:
        found = _longest_common(old_words, new_words)
    else:
        found = _in_large_gap(old_words, new_words, rows)
    for run in found:
        yield run.shifted(old_gap[0], new_gap[0])


def _longest_common(old: str, new: str) -> Iterator[Run]:
    for way in Indel.opcodes(old, new):
        if way.tag == "equal":
            yield Run(way.src_start, way.dest_start, way.src_end - way.src_start)


def _in_large_gap(old: str, new: str, rows: tuple[int, ...]) -> Iterator[Run]:
    """What stands at both ends of a gap, and rows in it, shorter ones than before as long as there are any to try."""
    start = Prefix.similarity(old, new)
    end = min(Postfix.similarity(old, new), len(old) - start, len(new) - start)
    chain = [Run(0, 0, start)] if start else []
    if rows:
        within = old[start : len(old) - end], new[start : len(new) - end]
        shorter = common_rows(*within, rows[0])
        apart = apart_at_breaks(shorter, bytes(len(within[0]) + 1), bytes(len(within[1]) + 1))
        chain += [run.shifted(start, start) for run in heaviest_chain(apart)]
    if end:
        chain.append(Run(len(old) - end, len(new) - end, end))
    return _looked_into(old, new, chain, rows[1:]) if chain else iter(())


def without_chance(
    old: str, new: str, runs: list[Run], weights: Weights, whole: Sequence[Run] = ()
) -> list[Run]:
    """The runs without those that are light beside the changes before and after them, unless they hold one of `whole`,
    which are in the order of the old text."""

    def change(before: Run, after: Run) -> float:
        gone = _weight_of(old[before.old_end : after.old], weights)
        return max(gone, _weight_of(new[before.new_end : after.new], weights))

    kept = [Run(0, 0, 0)]
    ends = [*runs, Run(len(old), len(new), 0)]
    for run, following in zip(runs, ends[1:], strict=True):
        least = CHANCE * _weight(old, run, weights) * run.likeness
        if (
            run.size >= ROW
            or change(kept[-1], run) < least
            or change(run, following) < least
            or _holds_any(run, whole)
        ):
            kept.append(run)
    return kept[1:]


def _holds_any(run: Run, whole: Sequence[Run]) -> bool:
    """Whether one of those lies in the run, in both texts."""
    number = bisect_left(whole, run.old, key=lambda unit: unit.old)
    for unit in whole[number : number + ROW]:
        if unit.old_end > run.old_end:
            break
        if unit.apart == run.apart:
            return True
    return False


def _strands(free: Free, moved: Iterable[Run], weights: Weights) -> list[list[Run]]:
    """Moved rows that went together, with what is free between and around them in both texts. Takes their words."""
    rows = sorted(moved, key=lambda run: run.old)
    free.take(rows)
    strands: list[list[Run]] = []
    for group in _neighbours(rows):
        strand = _gathered(free, group, weights)
        free.take(strand)
        strands.append(strand)
    return strands


def _neighbours(rows: list[Run]) -> Iterator[list[Run]]:
    """Rows that follow each other closely in both texts."""
    group: list[Run] = []
    for row in rows:
        if group and not (
            row.old - group[-1].old_end <= AROUND_MOVED and 0 <= row.new - group[-1].new_end <= AROUND_MOVED
        ):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _gathered(free: Free, group: list[Run], weights: Weights) -> list[Run]:
    """The rows of a group, and what is free between and around them in both texts."""
    first, last = group[0], group[-1]
    old_start, old_end = _reach(free.old, first.old, last.old_end, OLD_TAKEN)
    new_start, new_end = _reach(free.new, first.new, last.new_end, NEW_TAKEN)
    old, new = "".join(free.old[old_start:old_end]), "".join(free.new[new_start:new_end])
    here = [run.shifted(-old_start, -new_start) for run in group]
    return [run.shifted(old_start, new_start) for run in _with_gaps(old, new, here, weights)]


def _reach(words: list[str], start: int, end: int, taken: str) -> Gap:
    """How far one may go from [start, end) to both sides without meeting words that are taken."""
    first, last = start, end
    while first > max(0, start - AROUND_MOVED) and words[first - 1] != taken:
        first -= 1
    while last < min(len(words), end + AROUND_MOVED) and words[last] != taken:
        last += 1
    return first, last


def _rows_left(old: Tokens, new: Tokens, free: Free, weights: Weights) -> list[Run]:
    """Among the words that belong to no run yet: rows, paragraphs and sentences that stand once in each text."""
    old_words, new_words = free.words
    rows = [
        row
        for row in apart_at_breaks(common_rows(old_words, new_words, ROW), old.breaks, new.breaks)
        if _weight(old_words, row, weights) >= LEAST_MOVED
    ]
    free.take(rows)
    old_words, new_words = free.words
    in_new = _units(new, new_words)
    units = [
        Run(start, in_new[unit], len(unit))
        for unit, start in _units(old, old_words).items()
        if in_new.get(unit, -1) >= 0 <= start and _weight_of(unit, weights) >= SHORTEST_UNIT
    ]
    return [*rows, *units]


def _units(text: Tokens, words: str) -> dict[str, int]:
    """Where each sentence and paragraph stands, -1 for those that stand in several places."""
    places: dict[str, int] = {}
    for depth in (SENTENCE, PARAGRAPH):
        breaks = [place for place in range(len(words) + 1) if text.breaks[place] >= depth]
        for start, end in pairwise(breaks):
            unit = words[start:end]
            places[unit] = -1 if places.get(unit, start) != start else start
    return places
