"""Kinds of posts over time, as a picture. Knows nothing of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

MOST_SPANS = 12
WIDTH, HEIGHT = 600, 120  # in the picture's own units
GAP = 4  # between two bars


@dataclass(frozen=True, slots=True)
class Span:
    """A time from its beginning to that of the next, and how many posts of each kind were written in it."""

    begins: datetime
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def in_order(self) -> list[int]:
        """The counts alone, in the order of the kinds."""
        return list(self.counts.values())


@dataclass(frozen=True, slots=True)
class Part:
    """The posts of one kind in one span."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    parts: Sequence[Part]
    width: int = WIDTH
    height: int = HEIGHT


def spans(first: datetime, last: datetime) -> list[datetime]:
    """When each of some equal spans begins that cover the time from `first` to `last`: a single one for less than an
    hour."""
    length = last - first
    if length.total_seconds() < 3600:
        return [first]
    return [first + number * length / MOST_SPANS for number in range(MOST_SPANS)]


def picture_of(told: Sequence[Span]) -> Picture | None:
    """The spans as bars side by side, each with its kinds one upon another; None where there is only one."""
    highest = max((span.total for span in told), default=0)
    if len(told) < 2 or not highest:
        return None
    step, scale = WIDTH / len(told), HEIGHT / highest
    parts = []
    for number, span in enumerate(told):
        top = float(HEIGHT)
        for kind, count in span.counts.items():
            if count:
                top -= count * scale
                parts.append(
                    Part(
                        kind,
                        x=round(number * step + GAP / 2, 1),
                        y=round(top, 1),
                        width=round(step - GAP, 1),
                        height=round(count * scale, 1),
                    )
                )
    return Picture(parts)
