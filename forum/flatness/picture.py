"""Lorenz' curve and bars as shapes, in the pictures' own units. Knows nothing of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from forum.flatness.chance import Band

SIDE = 200
BARS_WIDTH, BARS_HEIGHT = 320, 120
GAP = 0.2  # of a bar's step
MOST_STEPS, STEPS = 40, 20  # bars are people up to so many, else so many equal parts of them


@dataclass(frozen=True, slots=True)
class Curve:
    """Points as SVG writes them: what is, and the outline of what lots would bring."""

    line: str
    band: str
    side: int = SIDE


@dataclass(frozen=True, slots=True)
class Bar:
    """What a person, or an equal part of the people, has; those with most first."""

    share: float
    chance: Band
    x: float
    y: float
    width: float
    height: float
    band_y: float  # the upper edge of the band
    band_height: float
    is_own: bool


@dataclass(frozen=True, slots=True)
class Bars:
    bars: Sequence[Bar]
    width: int = BARS_WIDTH
    height: int = BARS_HEIGHT


def steps_for(people: int) -> int:
    """Into how many parts a picture of so many people is divided."""
    return people if people <= MOST_STEPS else STEPS


def curve_of(shares: Sequence[float], bands: Sequence[Band]) -> Curve:
    """The picture of a Lorenz curve at equal steps."""
    last = len(shares) - 1
    above = [_at(step / last, band.high) for step, band in enumerate(bands)]
    below = [_at(step / last, band.low) for step, band in enumerate(bands)]
    return Curve(
        line=" ".join(_at(step / last, share) for step, share in enumerate(shares)),
        band=" ".join([*above, *reversed(below)]),
    )


def bars_of(shares: Sequence[float], bands: Sequence[Band], own: int | None) -> Bars:
    """The parts of a Lorenz curve as bars, the largest first. `own` is in which of them, from 0, the reader is."""
    parts = [after - before for before, after in pairwise(shares)]
    parts.reverse()
    chances = list(reversed(bands))
    step = BARS_WIDTH / len(parts)
    scale = BARS_HEIGHT / max(*parts, *(chance.high for chance in chances), 1e-9)
    return Bars(
        [
            Bar(
                share=part,
                chance=chance,
                x=round(number * step + step * GAP / 2, 1),
                y=round(BARS_HEIGHT - part * scale, 1),
                width=round(step * (1 - GAP), 1),
                height=round(part * scale, 1),
                band_y=round(BARS_HEIGHT - chance.high * scale, 1),
                band_height=round((chance.high - chance.low) * scale, 1),
                is_own=number == own,
            )
            for number, (part, chance) in enumerate(zip(parts, chances, strict=True))
        ]
    )


def _at(fraction: float, share: float) -> str:
    return f"{fraction * SIDE:.1f},{(1 - share) * SIDE:.1f}"
