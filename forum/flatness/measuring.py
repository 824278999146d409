"""How evenly something is spread over people. Pure: counts in, numbers out; nobody's name is known here.

`counts` are how much each of n people has of something, the zeros among them. Of nothing at all each measure is what it
is of perfect evenness, so that silence never looks like power.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

FEWEST_TIMES = (
    3  # events for each person below which nothing is said: by then chance alone explains nearly anything
)


def is_enough(events: float, people: int) -> bool:
    """Whether so many events among so many people say anything: 3n, and two people at least."""
    return people >= 2 and events >= FEWEST_TIMES * people


def gini(counts: Iterable[float]) -> float:
    """Gini's coefficient: 0 where all have the same, (n - 1) / n where one has everything.

    Half the mean difference of two people drawn with replacement, over the mean (Gini 1912).
    """
    ordered = sorted(counts)
    n, total = len(ordered), sum(ordered)
    if not total:
        return 0.0
    weighted = sum(place * count for place, count in enumerate(ordered, start=1))
    return max(0.0, 2 * weighted / (n * total) - (n + 1) / n)


def effective_voices(counts: Sequence[float]) -> float:
    """1 ÷ Herfindahl's index: among how many the same would be spread as unevenly if each of them had the same share;
    from 1 to n (Laakso and Taagepera 1979)."""
    total = sum(counts)
    if not total:
        return float(len(counts))
    return total**2 / sum(count**2 for count in counts)


def share_of_first(counts: Sequence[float], first: int) -> float:
    """What share those `first` have who have most."""
    total = sum(counts)
    if not total:
        return min(first / len(counts), 1.0) if counts else 0.0
    return sum(sorted(counts, reverse=True)[:first]) / total


def fewest_with_half(counts: Sequence[float]) -> int:
    """How few people have half of it together."""
    half, have = sum(counts) / 2, 0.0
    for people, count in enumerate(sorted(counts, reverse=True), start=1):
        have += count
        if have >= half:
            return people
    return 0


def lorenz(counts: Iterable[float], steps: int) -> list[float]:
    """Lorenz' curve at 0, 1/steps, … 1: what share the fraction of people has who have least; straight in between."""
    ordered = sorted(counts)
    n, total = len(ordered), sum(ordered)
    if not total:
        return [step / steps for step in range(steps + 1)]
    summed = [0.0]
    for count in ordered:
        summed.append(summed[-1] + count)
    curve = []
    for step in range(steps + 1):
        whole, rest = divmod(step * n, steps)
        beyond = summed[min(whole + 1, n)] - summed[whole]
        curve.append((summed[whole] + beyond * rest / steps) / total)
    return curve


def independent_events(amounts: float, squares: float) -> int:
    """As how many equal events unequal ones count, `amounts` being the sum of their sizes and `squares` of the squares:
    words come in posts, and one post of a thousand is not a thousand turns (Kish 1965, effective sample size)."""
    return round(amounts**2 / squares) if squares else 0


def coverage(holders: Sequence[int], people: Collection[int]) -> float:
    """What share of `people` held a role in the last n turns, n being how many they are; `holders` latest first."""
    if not people:
        return 1.0
    return len(set(holders[: len(people)]) & set(people)) / len(people)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A thread or a meeting: who began it, and all who took part."""

    begun_by: int
    people: frozenset[int]


def lost_without(person: int, gatherings: Collection[Gathering]) -> float:
    """What share of `gatherings` would not have happened without `person`: those they began, and those in which fewer
    than two would be left. Of none at all, nothing."""
    if not gatherings:
        return 0.0
    lost = sum(
        person in each.people and (each.begun_by == person or len(each.people - {person}) < 2)
        for each in gatherings
    )
    return lost / len(gatherings)
