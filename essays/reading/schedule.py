"""When a circle meets to read, and how much for each time. Knows nothing of rows, and takes the clock as an argument.

A text is a row of sections, each with a length (in words, or in minutes; any whole numbers). A schedule cuts the row
into stages, one after the other, so that the longest stage is as short as it can be: this is the linear partition
problem, solved exactly. Among the cuts that do so, one is taken whose stages are as even as they can be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, islice
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
MOST_STAGES = 60  # more than a year of Thursdays
LONGEST_LOOK = timedelta(days=10 * 366)  # from the first day on: whatever comes later is planned for nobody


class NoDaysLeft(Exception):
    """The pauses leave no day in the rhythm on which one could meet."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which days of every how many weeks one meets, and at what time of the clock in that place."""

    weekdays: tuple[int, ...]  # Monday is 0
    every: int
    at: time
    zone: str

    def __post_init__(self) -> None:
        if not self.weekdays or not all(0 <= day <= 6 for day in self.weekdays) or self.every < 1:
            raise ValueError("A rhythm has a day of the week at least, and comes every week or more seldom.")


@dataclass(frozen=True, slots=True)
class Pause:
    """From the first day to the last, both in it, nobody meets."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Slot:
    """A stage: the sections from `start` up to `end`, counted from 0 (`end` is the first that is not in it), and when
    one meets for it, in UTC."""

    start: int
    end: int
    starts_at: datetime

    @property
    def size(self) -> int:
        return self.end - self.start


# --- Days and moments ---


def days(rhythm: Rhythm, start: date, pauses: Sequence[Pause] = ()) -> Iterator[date]:
    """The days of a rhythm, from `start` on, without those in a pause. Raises NoDaysLeft beyond LONGEST_LOOK.

    Weeks are counted from the Monday of the week of `start`: a pause leaves out days and moves none, so that
    “every other Thursday” stays the same Thursdays.
    """
    monday = start - timedelta(days=start.weekday())
    while monday < start + LONGEST_LOOK:
        for weekday in sorted(set(rhythm.weekdays)):
            day = monday + timedelta(days=weekday)
            if day >= start and not any(pause.covers(day) for pause in pauses):
                yield day
        monday += rhythm.every * WEEK
    raise NoDaysLeft


def moment(day: date, at: time, zone: str) -> datetime:
    """When the clocks of `zone` show `at` on that day, in UTC.

    Of a time that comes twice, since clocks are put back, the first is meant. A time that never comes, since they are
    put forward, is as much later as they jump (PEP 495): who comes by the old time waits, and nobody misses anything.
    """
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone))
    return local.astimezone(UTC)


def moments(rhythm: Rhythm, start: date, count: int, pauses: Sequence[Pause] = ()) -> list[datetime]:
    """The first `count` moments of a rhythm. Raises NoDaysLeft."""
    found = islice(days(rhythm, start, pauses), count)
    return [moment(day, rhythm.at, rhythm.zone) for day in found]


# --- How much for each time ---


def partition(lengths: Sequence[int], parts: int) -> list[int]:
    """How many of the sections, in their order, are in each of `parts` stages; none is empty.

    There are as many stages as sections at most. The longest stage is as short as can be; among such partitions, the
    sum of the squares is the least, and of equals the one whose earlier stages are shorter. O(n²) in the worst case for
    each stage, and far less where stages are short beside the text.
    """
    count = len(lengths)
    if not count:
        return []
    parts = max(1, min(parts, count))
    longest = _shortest_longest(lengths, parts)
    upto = [0, *accumulate(lengths)]
    # best[n]: the least sum of squares of the first n sections in so many stages; came[k][n]: where the last begins.
    best: list[float] = [0.0] + [float("inf")] * count
    came: list[list[int]] = []
    for part in range(1, parts + 1):
        least = [float("inf")] * (count + 1)
        begins = [0] * (count + 1)
        for end in range(part, count - (parts - part) + 1):
            for start in range(end - 1, part - 2, -1):
                length = upto[end] - upto[start]
                if length > longest:
                    break
                squares = best[start] + length * length
                if squares < least[end]:
                    least[end], begins[end] = squares, start
        best = least
        came.append(begins)
    sizes: list[int] = []
    end = count
    for begins in reversed(came):
        sizes.append(end - begins[end])
        end = begins[end]
    return sizes[::-1]


def by_sections(count: int, each: int) -> list[int]:
    """`count` sections, so many for each meeting; the last may have fewer."""
    each = max(1, each)
    return [min(each, count - start) for start in range(0, count, each)]


def _shortest_longest(lengths: Sequence[int], parts: int) -> int:
    """The least length such that `parts` stages, none longer, hold all sections."""
    low, high = max(lengths), sum(lengths)
    while low < high:
        middle = (low + high) // 2
        if _stages_needed(lengths, middle) <= parts:
            high = middle
        else:
            low = middle + 1
    return low


def _stages_needed(lengths: Sequence[int], longest: int) -> int:
    """How many stages, none longer than `longest`, which no section is, hold all sections."""
    needed, filled = 1, 0
    for length in lengths:
        if filled + length > longest:
            needed, filled = needed + 1, 0
        filled += length
    return needed


# --- Schedules ---


def slots_of(sizes: Sequence[int], when: Sequence[datetime], *, first: int = 0) -> list[Slot]:
    """Stages of those sizes, from section `first` on, at those moments."""
    ends = list(accumulate(sizes, initial=first))
    return [Slot(start, end, at) for start, end, at in zip(ends, ends[1:], when, strict=False)]


def propose(
    lengths: Sequence[int],
    *,
    rhythm: Rhythm,
    start: date,
    meetings: int | None = None,
    sections_each: int | None = None,
    pauses: Sequence[Pause] = (),
) -> list[Slot]:
    """A schedule for sections of those lengths: over so many meetings, balanced by length, or with so many sections for
    each. There is no meeting without a section, and none beyond MOST_STAGES. Raises NoDaysLeft."""
    count = len(lengths)
    if sections_each is not None and -(-count // max(1, sections_each)) <= MOST_STAGES:
        sizes = by_sections(count, sections_each)
    else:
        sizes = partition(lengths, min(meetings or MOST_STAGES, MOST_STAGES))
    return slots_of(sizes, moments(rhythm, start, len(sizes), pauses))


def replan(
    slots: Sequence[Slot],
    lengths: Sequence[int],
    *,
    past: int,
    meetings: int,
    rhythm: Rhythm,
    start: date,
    pauses: Sequence[Pause] = (),
    first: int | None = None,
) -> list[Slot]:
    """The schedule with what lies ahead laid out anew: the first `past` stages stay as they are, and all sections after
    them are spread over `meetings` from `start` on. Raises NoDaysLeft.

    Who did not get through the last stage says with `first` from which of its sections, but the one it began with, to
    go on: then it had those before that. One that has had all its sections has nothing ahead.
    """
    kept = list(slots[:past])
    if kept and first is not None:
        last = kept[-1]
        kept[-1] = replace(last, end=max(min(last.start + 1, last.end), min(first, last.end)))
    first = kept[-1].end if kept else 0
    sizes = partition(lengths[first:], min(meetings, MOST_STAGES))
    return kept + slots_of(sizes, moments(rhythm, start, len(sizes), pauses), first=first)


def shift(sizes: Sequence[int], boundary: int, sections: int) -> list[int]:
    """Stages with the boundary after stage `boundary`, counted from 0, so many sections further on (or back, if that is
    negative). No stage becomes empty: what cannot be moved stays."""
    moved = list(sizes)
    if not 0 <= boundary < len(moved) - 1:
        return moved
    sections = max(1 - moved[boundary], min(sections, moved[boundary + 1] - 1))
    moved[boundary] += sections
    moved[boundary + 1] -= sections
    return moved
