"""Where people stand, as a picture: a round table with a seat for everyone who has a say. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

SIZE = 220  # of the picture, in its own units
MIDDLE = SIZE / 2
RADIUS = 88
MOST_SEATS = 60  # more would touch: then each stands for several people
LARGEST, SMALLEST = 11.0, 3.6  # half a seat


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat: what whoever sits there says, the middle of it, and half its width."""

    says: str
    x: float
    y: float
    half: float

    @property
    def left(self) -> float:
        return round(self.x - self.half, 1)

    @property
    def top(self) -> float:
        return round(self.y - self.half, 1)

    @property
    def width(self) -> float:
        return round(2 * self.half, 1)

    @property
    def triangle(self) -> str:
        """Its corners, for one with its point up."""
        x, y, half = self.x, self.y, self.half * 1.15
        return f"{x:.1f},{y - half:.1f} {x + half:.1f},{y + half:.1f} {x - half:.1f},{y + half:.1f}"


@dataclass(frozen=True, slots=True)
class Picture:
    """`each` is how many people a seat stands for, about."""

    seats: Sequence[Seat]
    each: int
    size: int = SIZE


def picture_of(counts: Mapping[str, int]) -> Picture | None:
    """A seat for each of `counts`, side by side as they come, from the top and with the clock. None for nobody."""
    total = sum(counts.values())
    if not total:
        return None
    each = -(-total // MOST_SEATS)
    # Whoever says something is seen, however few they are among many.
    seated = {says: -(-number // each) for says, number in counts.items()}
    along = [says for says, number in seated.items() for _ in range(number)]
    half = max(SMALLEST, min(LARGEST, 0.78 * pi * RADIUS / len(along)))
    return Picture([_seat(says, nth, len(along), half) for nth, says in enumerate(along)], each)


def _seat(says: str, nth: int, of: int, half: float) -> Seat:
    angle = 2 * pi * nth / of - pi / 2
    return Seat(
        says,
        x=round(MIDDLE + RADIUS * cos(angle), 1),
        y=round(MIDDLE + RADIUS * sin(angle), 1),
        half=round(half, 1),
    )
