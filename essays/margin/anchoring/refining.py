"""Second thoughts about an alignment: where exactly a change begins, and which words have only a slip of the pen."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Indel

from essays.margin.anchoring.runs import Run, joined
from essays.margin.anchoring.tokens import Tokens

FARTHEST = 200
"""Words that a change is shifted by at most."""
LARGEST_CHANGE = 150
"""Words of one side times words of the other, in which words that resemble each other are looked for."""
ALIKE = 0.6
"""Share of their letters that two words must have in common, in order, to be taken for each other."""


def shifted_to_breaks(old: Tokens, new: Tokens, runs: list[Run]) -> list[Run]:
    """The same runs with what was left out or put in between two of them beginning where a reader would say it does.

    "One. Two. | Three." without its second sentence is also "One|. Two|. Three.": a longest common subsequence cannot
    tell, but changes mostly begin and end with a paragraph, else with a sentence, else with a clause.
    """
    found = list(runs)
    for number in range(len(found) - 1):
        before, after = found[number], found[number + 1]
        if (before.new_end == after.new) == (before.old_end == after.old):
            continue
        text, start, end = (
            (old, before.old_end, after.old)
            if before.new_end == after.new
            else (new, before.new_end, after.new)
        )
        shift = _best_shift(text, start, end, before.size, after.size)
        found[number] = replace(before, size=before.size + shift)
        found[number + 1] = replace(after.shifted(shift, shift), size=after.size - shift)
    return joined(run for run in found if run.size)


def _best_shift(text: Tokens, start: int, end: int, left: int, right: int) -> int:
    """By how many words the change [start, end) moves; up to `left` backwards and `right` forwards."""
    codes = text.codes
    back = forth = 0
    while forth < min(right, FARTHEST) and codes[start + forth] == codes[end + forth]:
        forth += 1
    while back < min(left, FARTHEST) and codes[start - back - 1] == codes[end - back - 1]:
        back += 1
    return max(
        range(-back, forth + 1),
        key=lambda shift: (text.breaks[start + shift] + text.breaks[end + shift], shift),
    )


def with_resembling(old: Tokens, new: Tokens, words: Mapping[str, str], runs: list[Run]) -> list[Run]:
    """The runs, and one for every word between them that has become one like it. `words` spells each code."""
    pairs: list[Run] = []
    for before, after in pairwise([Run(0, 0, 0), *runs, Run(len(old), len(new), 0)]):
        size = (after.old - before.old_end) * (after.new - before.new_end)
        if 0 < size <= LARGEST_CHANGE:
            pairs += _resembling(old, new, words, before, after)
    return sorted([*runs, *pairs], key=lambda run: run.old)


def _resembling(old: Tokens, new: Tokens, words: Mapping[str, str], before: Run, after: Run) -> Iterator[Run]:
    """Pairs of like words between two runs, in the same order, with most likeness together."""
    left = [words[code] for code in old.codes[before.old_end : after.old]]
    right = [words[code] for code in new.codes[before.new_end : after.new]]
    likeness = [[_likeness(one, other) for other in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row in reversed(range(len(left))):
        for column in reversed(range(len(right))):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                likeness[row][column] + best[row + 1][column + 1] if likeness[row][column] else 0.0,
            )
    row = column = 0
    while row < len(left) and column < len(right):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield Run(before.old_end + row, before.new_end + column, 1, likeness=likeness[row][column])
            row, column = row + 1, column + 1


def _likeness(one: str, other: str) -> float:
    """How much of two words is the same, 0 where it is too little to take one for the other."""
    if len(one) < 3 or len(other) < 3:
        return 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=ALIKE)
