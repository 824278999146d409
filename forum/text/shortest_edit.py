"""The shortest way from one sequence of strings to another, by leaving out and putting in.

E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), the greedy search.
"""

from collections.abc import Sequence
from typing import Literal

Kind = Literal["same", "added", "removed"]
Step = tuple[Kind, str]


def steps(old: Sequence[str], new: Sequence[str], *, most: int) -> list[Step]:
    """Each string of both sequences once, in reading order, as same, removed or added.

    Between their common beginning and end at most `most` changes are searched for; when more are needed, all
    of the old is removed and all of the new added there. Takes time of the order of (strings × `most`).
    """
    head = _in_common(old, new)
    tail = _in_common(old[head:][::-1], new[head:][::-1])
    removed, added = old[head : len(old) - tail], new[head : len(new) - tail]
    middle = _search(removed, added, most) if removed and added else _replaced(removed, added)
    return [*_same(old[:head]), *middle, *_same(old[len(old) - tail :])]


def _in_common(old: Sequence[str], new: Sequence[str]) -> int:
    length = 0
    for mine, yours in zip(old, new, strict=False):
        if mine != yours:
            break
        length += 1
    return length


def _same(texts: Sequence[str]) -> list[Step]:
    return [("same", text) for text in texts]


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    return [("removed", text) for text in old] + [("added", text) for text in new]


def _search(old: Sequence[str], new: Sequence[str], most: int) -> list[Step]:
    """In Myers' grid: `furthest` holds, for each diagonal k = x - y, how many of `old` (x) are dealt with."""
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for changes in range(most + 1):
        history.append(furthest.copy())
        for diagonal in range(-changes, changes + 1, 2):
            x = _entry(furthest, diagonal, changes)
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            furthest[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _retraced(old, new, history)
    return _replaced(old, new)


def _entry(furthest: dict[int, int], diagonal: int, changes: int) -> int:
    """Where a diagonal is entered: by an addition from the one above, or by a removal from the one below."""
    if _by_addition(furthest, diagonal, changes):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _by_addition(furthest: dict[int, int], diagonal: int, changes: int) -> bool:
    if diagonal == -changes:
        return True
    return diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1]


def _retraced(old: Sequence[str], new: Sequence[str], history: list[dict[int, int]]) -> list[Step]:
    backwards: list[Step] = []
    x, y = len(old), len(new)
    for changes in range(len(history) - 1, -1, -1):
        diagonal = x - y
        entry = _entry(history[changes], diagonal, changes)
        while x > entry:
            x, y = x - 1, y - 1
            backwards.append(("same", old[x]))
        if changes and _by_addition(history[changes], diagonal, changes):
            y -= 1
            backwards.append(("added", new[y]))
        elif changes:
            x -= 1
            backwards.append(("removed", old[x]))
    return backwards[::-1]
