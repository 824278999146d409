"""From a run of paths in reading order to lists within lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.debate.paths import is_under


@dataclass(frozen=True)
class Nest:
    """How a post stands among those around it on the page."""

    opens: bool = False  # it is the first below the post before it
    ends: bool = True  # nothing on the page stands below it
    closes: range = range(0)  # as many lists end after it


def nest(paths: Sequence[str]) -> list[Nest]:
    """How each post of a page stands; one whose parent is not on the page stands at the outermost level."""
    levels = _levels(paths)
    after = [*levels[1:], 0]
    before = [0, *levels]
    return [
        Nest(opens=level > was, ends=level >= will_be, closes=range(level - will_be))
        for was, level, will_be in zip(before, levels, after, strict=False)
    ]


def _levels(paths: Sequence[str]) -> list[int]:
    """How many posts of the run each one stands under."""
    levels: list[int] = []
    above: list[str] = []
    for path in paths:
        while above and not is_under(path, above[-1]):
            above.pop()
        levels.append(len(above))
        above.append(path)
    return levels
