"""What the page of a circle's flatness says: never who, and of oneself only to oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forum.circles.models import Circle
from forum.flatness.chance import Band, Chance, by_lot
from forum.flatness.counting import WINDOWS, Counted, counted
from forum.flatness.measuring import (
    FEWEST_TIMES,
    coverage,
    effective_voices,
    fewest_with_half,
    gini,
    independent_events,
    is_enough,
    lorenz,
    lost_without,
    share_of_first,
)
from forum.flatness.picture import Bars, Curve, bars_of, curve_of, steps_for
from forum.flatness.registry import Count, Measure, measures

USUAL = "months"
NAMES = {
    "weeks": gettext_lazy("The last four weeks"),
    "months": gettext_lazy("The last three months"),
    "all": gettext_lazy("All the time"),
}
FEWEST_PEOPLE = 10  # before what not everyone could count anyway is said of a circle at all
FEWEST_THREADS = 10  # before it is said whom they would have missed


@dataclass(frozen=True)
class Figure:
    """A number of a measure, and where it would lie if lots had been drawn."""

    name: str
    value: float
    chance: Band
    is_share: bool = True


@dataclass(frozen=True)
class Spread:
    """How a measure is spread. Where it says too little, `silence` says why, and all else is empty."""

    measure: Measure
    people: int
    events: int
    silence: str = ""
    sentence: str = ""
    own: str = ""
    figures: Sequence[Figure] = ()
    curve: Curve | None = None
    bars: Bars | None = None
    are_people: bool = True  # whether each bar is one person
    covered: float | None = None  # for roles: of n people, the share who had one of the last n turns
    uncounted: int = 0  # who have asked not to be counted

    @property
    def title(self) -> str | Promise:
        return self.measure.title


@dataclass(frozen=True)
class Window:
    name: str
    title: str | Promise
    is_shown: bool


@dataclass(frozen=True)
class FlatnessPage:
    """`lost` is what share of the latest threads would not have happened without whoever is most active; None where
    there are too few to say."""

    circle: Circle
    window: str
    windows: Sequence[Window]
    spreads: Sequence[Spread]
    threads: int
    lost: float | None
    at: datetime


def window_in(asked: str) -> str:
    """The window an address asks for, or the usual one."""
    return asked if asked in WINDOWS else USUAL


def flatness_page(circle: Circle, reader: Any, *, window: str) -> FlatnessPage:
    """How flat `circle` is, as `reader`, who sees it, finds it."""
    found = counted(circle, window)
    own = reader.pk if reader.is_authenticated else None
    return FlatnessPage(
        circle=circle,
        window=window,
        windows=[Window(name, title, name == window) for name, title in NAMES.items()],
        spreads=[_spread(measure, found, own) for measure in measures()],
        threads=len(found.threads),
        lost=_lost(found),
        at=found.at,
    )


def amounts_of(measure: Measure, found: Counted) -> list[int]:
    """How much each of all people has, the least first, the zeros among them."""
    counts = {count.member: count.amount for count in found.counts.get(measure.name, ())}
    return sorted(counts.get(person, 0) for person in found.people(measure.name))


def why_silent(measure: Measure, people: int, events: int) -> str:
    """Why nothing is said; "" where something is."""
    if not measure.is_known and people < FEWEST_PEOPLE:
        return _("With fewer than %(n)s people, this would tell who did what.") % {"n": FEWEST_PEOPLE}
    if people < 2:
        return _("One person alone is neither even nor uneven.")
    if not is_enough(events, people):
        return ngettext(
            "There has been only %(events)s. Below %(least)s, three for each person, chance alone explains "
            "nearly anything.",
            "There have been only %(events)s. Below %(least)s, three for each person, chance alone explains "
            "nearly anything.",
            events,
        ) % {"events": events, "least": FEWEST_TIMES * people}
    return ""


def chance_for(counts: Sequence[Count], people: int) -> Chance:
    """What lots would make of events of such sizes, at the steps of the picture."""
    events = independent_events(sum(each.amount for each in counts), sum(each.squares for each in counts))
    return by_lot(people, events, steps_for(people))


def _spread(measure: Measure, found: Counted, own: int | None) -> Spread:
    counts = found.counts.get(measure.name, ())
    amounts, events = amounts_of(measure, found), sum(count.events for count in counts)
    people = len(amounts)
    if silence := why_silent(measure, people, events):
        return Spread(measure, people, events, silence=silence, uncounted=found.uncounted(measure.name))
    chance, steps = chance_for(counts, people), steps_for(people)
    shares = lorenz(amounts, steps)
    mine = next((count.amount for count in counts if count.member == own), 0)
    is_one = own is not None and own in found.people(measure.name)
    return Spread(
        measure,
        people,
        events,
        sentence=_sentence(measure, amounts, chance),
        own=_own_place(measure, amounts, mine) if is_one else "",
        figures=_figures(amounts, chance),
        curve=curve_of(shares, chance.curve),
        bars=bars_of(shares, chance.parts, _bar_of(amounts, mine, steps) if is_one else None),
        are_people=steps == people,
        covered=coverage(found.holders.get(measure.name, ()), found.members) if measure.is_role else None,
        uncounted=found.uncounted(measure.name),
    )


def _figures(amounts: Sequence[int], chance: Chance) -> list[Figure]:
    return [
        Figure(_("Effective voices"), effective_voices(amounts), chance.effective, is_share=False),
        Figure(_("Share of the first"), share_of_first(amounts, 1), chance.first),
        Figure(_("Share of the first three"), share_of_first(amounts, 3), chance.first_three),
    ]


def _sentence(measure: Measure, amounts: Sequence[int], chance: Chance) -> str:
    """How even it is, in plain words."""
    uneven = gini(amounts)
    if uneven in chance.gini:
        return _("As even as if lots had been drawn.")
    if uneven < chance.gini.low:
        return _("More even than if lots had been drawn.")
    return measure.half(fewest_with_half(amounts), len(amounts))


def _own_place(measure: Measure, amounts: Sequence[int], mine: int) -> str:
    more = sum(amount > mine for amount in amounts)
    said = measure.own(mine, sum(amounts))
    if not more:
        return said + " " + _("Nobody has more.")
    return said + " " + ngettext("%(n)s person has more.", "%(n)s people have more.", more) % {"n": more}


def _bar_of(amounts: Sequence[int], mine: int, steps: int) -> int:
    """Which bar, from the largest on, is the reader's."""
    more = sum(amount > mine for amount in amounts)
    return more * steps // len(amounts)


def _lost(found: Counted) -> float | None:
    """The absence test."""
    if len(found.threads) < FEWEST_THREADS:
        return None
    people = {person for thread in found.threads for person in thread.people}
    return max(lost_without(person, found.threads) for person in people)
