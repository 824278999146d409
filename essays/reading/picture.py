"""How much there is to read for each meeting, as a picture. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 150  # of the picture, in its own units
WIDEST = 72  # a bar
BETWEEN = 0.34  # of a bar's room, between it and the next
LEAST = 2.0  # the height of the shortest section that is to be seen


@dataclass(frozen=True, slots=True)
class Piece:
    """A section in the bar of its stage, the first at the bottom."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage: its pieces, its state, and where what is written over and under it stands."""

    number: int
    minutes: int
    pieces: Sequence[Piece]
    state: str
    middle: float
    top: float


@dataclass(frozen=True, slots=True)
class Picture:
    bars: Sequence[Bar]
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(
    stages: Sequence[Sequence[int]], minutes: Sequence[int], states: Sequence[str] = ()
) -> Picture:
    """A bar for each stage, as high as its sections are long (in words), beside one another in their order."""
    most = max((sum(lengths) for lengths in stages), default=0) or 1
    room = WIDTH / max(1, len(stages))
    width = min(WIDEST, room * (1 - BETWEEN))
    bars = []
    for index, lengths in enumerate(stages):
        middle, top = (index + 0.5) * room, float(HEIGHT)
        pieces = []
        for length in lengths:
            height = max(LEAST, HEIGHT * length / most)
            top -= height
            pieces.append(
                Piece(*(round(n, 1) for n in (middle - width / 2, top, width, max(1.0, height - 1.5))))
            )
        state = states[index] if states else "ahead"
        bars.append(Bar(index + 1, minutes[index], pieces, state, round(middle, 1), round(top, 1)))
    return Picture(bars)
