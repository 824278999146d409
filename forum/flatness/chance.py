"""What equal chances alone would bring: as if each event had been drawn by lot among all. Pure and seeded.

Even lots are uneven: among 8 people, 8 turns drawn by lot give a Gini of 0.47 on average. Whoever takes that for
somebody's power is wrong, so every measure is shown beside the band in which nine of ten such draws lie.
"""

import random
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log, log1p

from forum.flatness.measuring import effective_voices, gini, lorenz, share_of_first

DRAWS = 200
FEWEST_DRAWS = 60
MOST_WORK = 120_000  # events or people drawn for one band: well below a second
OUTSIDE = 0.05  # of the draws lie below a band, and as many above it
SEED = 8  # any other would do; the same one, so that a page does not change by itself


@dataclass(frozen=True, slots=True)
class Band:
    """Where nine of ten draws lie."""

    low: float
    high: float

    def __contains__(self, value: object) -> bool:
        return isinstance(value, (int, float)) and self.low - 1e-9 <= value <= self.high + 1e-9


@dataclass(frozen=True, slots=True)
class Chance:
    """What lots would make of each measure; of the curve, and of each step of it, at every step from 0 to 1."""

    gini: Band
    effective: Band
    first: Band
    first_three: Band
    curve: Sequence[Band]
    parts: Sequence[Band]


def expected_gini(people: int, events: int) -> float:
    """The mean of Gini's coefficient when `events` are drawn by lot among `people`; exact.

    (n - 1) / 2T · E|x₁ - x₂|, where k of T events fall to one of the two, as in a binomial of 2 / n, and of these each
    is as likely the one's as the other's.
    """
    if people < 2 or not events:
        return 0.0
    difference = sum(_binomial(events, k, 2 / people) * _apart(k) for k in range(events + 1))
    return (people - 1) / (2 * events) * difference


@lru_cache(maxsize=512)
def by_lot(people: int, events: int, steps: int) -> Chance:
    """What `events` drawn by lot among `people` look like, along a curve of so many steps."""
    draw = _drawing(people, events)
    draws = max(FEWEST_DRAWS, min(DRAWS, MOST_WORK // max(people, events if events <= MOST_EVENTS else 1)))
    drawn = [draw() for _each in range(draws)]
    curves = [lorenz(counts, steps) for counts in drawn]
    return Chance(
        gini=_band([gini(counts) for counts in drawn]),
        effective=_band([effective_voices(counts) for counts in drawn]),
        first=_band([share_of_first(counts, 1) for counts in drawn]),
        first_three=_band([share_of_first(counts, 3) for counts in drawn]),
        curve=[_band([curve[step] for curve in curves]) for step in range(steps + 1)],
        parts=[_band([curve[step + 1] - curve[step] for curve in curves]) for step in range(steps)],
    )


MOST_EVENTS = 2000  # drawn one by one


def _drawing(people: int, events: int) -> Callable[[], list[int]]:
    """A way to draw `events` among `people`, again and again.

    Many events are drawn for each person by themselves, as a binomial of 1 / n: the sum then varies by a few in a
    hundred at most, and no measure here knows it.
    """
    lot = random.Random(f"{SEED} {people} {events}")  # noqa: S311 (a picture of chance, no secret)
    if events <= MOST_EVENTS:
        everyone = range(people)

        def one_by_one() -> list[int]:
            found = Counter(lot.choices(everyone, k=events))
            return [found[person] for person in everyone]

        return one_by_one
    mean = events / people
    wide = 12 * (mean * (1 - 1 / people)) ** 0.5 + 12
    least, most = max(0, int(mean - wide)), min(events, int(mean + wide))
    summed = list(accumulate(_binomial(events, k, 1 / people) for k in range(least, most + 1)))
    return lambda: [least + min(bisect(summed, lot.random()), most - least) for _person in range(people)]


def _band(values: Sequence[float]) -> Band:
    ordered = sorted(values)
    outside = int(len(ordered) * OUTSIDE)
    return Band(ordered[outside], ordered[-1 - outside])


def _binomial(n: int, k: int, p: float) -> float:
    """How likely k of n are, each with the chance p."""
    if p >= 1:
        return float(k == n)
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(p) + (n - k) * log1p(-p))


def _apart(k: int) -> float:
    """By how much heads and tails differ in k throws on average: k · C(k - 1, ⌊(k - 1) / 2⌋) / 2^(k - 1)."""
    if not k:
        return 0.0
    half = (k - 1) // 2
    ways = lgamma(k) - lgamma(half + 1) - lgamma(k - half)
    return k * exp(ways - (k - 1) * log(2))
