"""Rows of words that stand in two texts, and chains of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

MOST_TRIED = 200
"""Places tried for a cut, when two runs claim the same words."""


@dataclass(frozen=True, slots=True)
class Run:
    """`size` words of the old text from `old` on are those of the new text from `new` on.

    `likeness` is 1 for the same words, less for words that only resemble each other.
    """

    old: int
    new: int
    size: int
    likeness: float = 1.0

    @property
    def old_end(self) -> int:
        return self.old + self.size

    @property
    def new_end(self) -> int:
        return self.new + self.size

    @property
    def apart(self) -> int:
        return self.new - self.old

    def part(self, start: int, end: int) -> "Run":
        """What of the run lies in words [start, end) of the old text; its size may be 0 or less."""
        first, last = max(start, self.old), min(end, self.old_end)
        return replace(self, old=first, new=first + self.apart, size=last - first)

    def shifted(self, old: int, new: int) -> "Run":
        return replace(self, old=self.old + old, new=self.new + new)


def common_rows(old: str, new: str, row: int) -> list[Run]:
    """Rows of `row` words that stand once in each text, as far as both go on alike to either side; by `old`.

    Takes time in proportion to both texts.
    """
    found = []
    in_new = _once(new, row)
    ends: dict[int, int] = {}  # by how far apart the two places are: where the last run ended
    for words, here in _once(old, row).items():
        there = in_new.get(words, -1)
        if here < 0 or there < 0 or here < ends.get(there - here, 0):
            continue
        start, end = here, here + row
        apart = there - here
        while start > 0 and start + apart > 0 and old[start - 1] == new[start + apart - 1]:
            start -= 1
        while end < len(old) and end + apart < len(new) and old[end] == new[end + apart]:
            end += 1
        ends[apart] = end
        found.append(Run(start, start + apart, end - start))
    return sorted(found, key=lambda run: (run.old, run.new))


def _once(codes: str, row: int) -> dict[str, int]:
    """Where each row of that many words stands, -1 for those that stand in several places."""
    places: dict[str, int] = {}
    for place in range(len(codes) - row + 1):
        words = codes[place : place + row]
        places[words] = -1 if words in places else place
    return places


def heaviest_chain(runs: Sequence[Run]) -> list[Run]:
    """Of runs sorted by `old`, those in the same order in both texts that have most words together.

    A longest increasing subsequence by weight, with a Fenwick tree: n log n.
    """
    ranks = {new: rank for rank, new in enumerate(sorted({run.new for run in runs}), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # weight of a chain, and the run that ends it
    before: list[int] = []
    for number, run in enumerate(runs):
        rank = ranks[run.new] - 1
        weight, last = 0, -1
        while rank > 0:
            weight, last = max((weight, last), best[rank])
            rank -= rank & -rank
        before.append(last)
        rank, found = ranks[run.new], (weight + run.size, number)
        while rank < len(best):
            best[rank] = max(best[rank], found)
            rank += rank & -rank
    chain = []
    last = max(best)[1]
    while last >= 0:
        chain.append(runs[last])
        last = before[last]
    return chain[::-1]


def joined(runs: Iterable[Run]) -> list[Run]:
    """The same with runs that touch in both texts made one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.likeness == run.likeness and (last.old_end, last.new_end) == (run.old, run.new):
            found[-1] = replace(last, size=last.size + run.size)
        else:
            found.append(run)
    return found


def apart_at_breaks(runs: Iterable[Run], old_breaks: Sequence[int], new_breaks: Sequence[int]) -> list[Run]:
    """The runs cut where two claim the same words of a text, at the deepest break there is in both of them; by `old`.

    The breaks say how deep a break there is before each word of the texts.
    """

    def depth(run: Run, place: int) -> int:
        return old_breaks[place] + new_breaks[place + run.apart]

    apart: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.old, run.new)):
        _cut(apart, run, depth, lambda one, other: one.old_end - other.old)
    cut: list[Run] = []
    for run in sorted(apart, key=lambda run: (run.new, run.old)):
        _cut(cut, run, depth, lambda one, other: one.new_end - other.new)
    return sorted(cut, key=lambda run: run.old)


def _cut(
    done: list[Run], run: Run, depth: Callable[[Run, int], int], overlap: Callable[[Run, Run], int]
) -> None:
    """Append a run to those that are done, and take from it or from the last of them what both claim."""
    while done and (shared := overlap(done[-1], run)) > 0:
        last = done[-1]
        if shared >= last.size and shared >= run.size:  # one lies in the other
            if last.size >= run.size:
                return
            done.pop()
            continue
        least, most = max(0, shared - run.size + 1), min(shared, last.size - 1)
        given = max(  # how many of the shared words the later run gets
            range(least, min(most, least + MOST_TRIED) + 1),
            key=lambda given: (
                depth(last, last.old_end - given) + depth(run, run.old + shared - given),
                -given,
            ),
        )
        done[-1] = replace(last, size=last.size - given)
        late = shared - given
        run = replace(run.shifted(late, late), size=run.size - late)
    done.append(run)
