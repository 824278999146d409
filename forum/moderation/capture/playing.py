"""Playing cases through: panels are drawn by the code that draws them, and what their votes come to is summed up.

What is left to chance in a panel, once it is known who sits on it, are the errors of its honest members. There are so
few ways for these to fall that all are gone through, each with the code that counts votes; so a hundred-thousandth is
told from nothing with a few thousand draws.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb

from forum.lots.sortition import order_of, seed_of
from forum.moderation.kinship import Group, seats_for
from forum.moderation.numbers import OF_ONE_GROUP, WAVES
from forum.moderation.sizes import appeal_needs, appeal_seats, needs_of, size_for
from forum.moderation.tally import UNDECIDED, affirmed, found

CHOICES = ("keep", "note", "fold", "hide")
ERROR = 0.1  # of an honest member's final votes
NO_SHOW = 0.1  # of honest members who are offered a seat do not take it


@dataclass(frozen=True)
class Rules:
    """By what is played: `cap` seats at most for one lineage or week (None: as many as there are), what share of the
    honest does not take a seat that is offered, and what share of those who took one never votes."""

    cap: int | None = OF_ONE_GROUP
    no_show: float = NO_SHOW
    silent: float = 0.0


@dataclass(frozen=True)
class Panel:
    """Who took a seat: so many sybils, so many honest members; `seats` of which some stayed empty."""

    seats: int
    sybils: int
    honest: int
    members: tuple[int, ...]

    @property
    def filled(self) -> int:
        return self.sybils + self.honest


@dataclass(frozen=True)
class Wrong:
    """How likely the wrong end is: at first, and, of a restriction, once it has been appealed."""

    first: float
    after_appeal: float


def wrongful_hide(
    pool: Sequence[int], sybils: frozenset[int], groups: Mapping[int, Sequence[Group]], rules: Rules, *,
    draws: int, seed: int,
) -> Wrong:  # fmt: skip
    """How likely it is that a post is hidden that should have been kept, when all sybils vote to hide it, and honest
    members who err do too."""
    lot = random.Random(seed)  # noqa: S311
    size = size_for(len(pool))
    assert size is not None
    needs = tuple(sorted(needs_of("post", size).items()))
    at_first = after = 0.0
    for number in range(draws):
        panel = _panel(pool, size.seats, sybils, groups, rules, lot, f"{seed} {number}")
        ends = _ends(panel, "hide", "keep", needs, rules.silent)
        fresh = [member for member in pool if member not in panel.members]
        again = _panel(fresh, size.seats, sybils, groups, rules, lot, f"{seed} {number} again")
        second = _ends(again, "hide", "keep", needs, rules.silent)
        hidden = ends["hide"], ends[UNDECIDED] * second["hide"]
        at_first += sum(hidden)
        for likely, sat in zip(hidden, (panel.members, panel.members + again.members), strict=True):
            if likely:
                rest = [member for member in pool if member not in sat]
                after += likely * _affirmed(
                    rest, size.seats, sybils, groups, rules, lot, f"{seed} {number} a"
                )
    return Wrong(at_first / draws, after / draws)


def harm_left(
    pool: Sequence[int], sybils: frozenset[int], groups: Mapping[int, Sequence[Group]], rules: Rules, *,
    draws: int, seed: int,
) -> float:  # fmt: skip
    """How likely it is that a harmful post is neither folded nor hidden, when all sybils vote to keep it, and honest
    members who err do too."""
    lot = random.Random(seed)  # noqa: S311
    size = size_for(len(pool))
    assert size is not None
    needs = tuple(sorted(needs_of("post", size).items()))
    left = 0.0
    for number in range(draws):
        panel = _panel(pool, size.seats, sybils, groups, rules, lot, f"{seed} {number}")
        ends = _ends(panel, "keep", "fold", needs, rules.silent)
        fresh = [member for member in pool if member not in panel.members]
        again = _panel(fresh, size.seats, sybils, groups, rules, lot, f"{seed} {number} again")
        left += ends["keep"] + ends[UNDECIDED] * (
            1 - _ends(again, "keep", "fold", needs, rules.silent)["fold"]
        )
    return left / draws


def _panel(
    pool: Sequence[int], seats: int, sybils: frozenset[int], groups: Mapping[int, Iterable[Group]],
    rules: Rules, lot: random.Random, case: str,
) -> Panel:  # fmt: skip
    """Draw a panel, offer its seats, and offer again those that nobody took."""
    leaves = {member.to_bytes(8, "big"): member for member in pool}
    order = [leaves[leaf] for leaf in order_of(leaves, seed_of(case.encode(), b"secret"))]
    asked: set[int] = set()
    sitting: list[int] = []
    for _wave in range(WAVES):
        free = [member for member in order if member not in asked]
        wanted = seats - len(sitting)
        offered = seats_for(free, groups, sitting, wanted, rules.cap or seats)
        asked.update(offered)
        sitting += [member for member in offered if member in sybils or lot.random() >= rules.no_show]
    false = sum(member in sybils for member in sitting)
    return Panel(seats, false, len(sitting) - false, tuple(sitting))


def _ends(
    panel: Panel, wrong: str, right: str, needs: tuple[tuple[str, int], ...], silent: float
) -> Mapping[str, float]:
    return _all_ends(panel.sybils, panel.honest, wrong, right, needs, silent)


@lru_cache(maxsize=4096)
def _all_ends(
    sybils: int, honest: int, wrong: str, right: str, needs: tuple[tuple[str, int], ...], silent: float
) -> Mapping[str, float]:
    """How likely each end is: sybils vote `wrong`, and of the honest each errs, or does not vote, apart from others."""
    ends = dict.fromkeys((*CHOICES, UNDECIDED), 0.0)
    for likely, erring, voting in _ways(honest, silent):
        votes = [wrong] * (sybils + erring) + [right] * (voting - erring)
        ends[found(CHOICES, votes, dict(needs))] += likely
    return ends


def _affirmed(
    rest: Sequence[int], first: int, sybils: frozenset[int], groups: Mapping[int, Iterable[Group]],
    rules: Rules, lot: random.Random, case: str,
) -> float:  # fmt: skip
    """How likely a fresh panel affirms what was wrong."""
    seats = appeal_seats(first, len(rest))
    if seats is None:
        return 0.0  # it lapses, and the circle is asked
    panel = _panel(rest, seats, sybils, groups, rules, lot, case)
    if panel.filled < appeal_needs(seats, first)["seats"]:
        return 0.0
    return _all_affirmed(panel.sybils, panel.honest, rules.silent)


@lru_cache(maxsize=4096)
def _all_affirmed(sybils: int, honest: int, silent: float) -> float:
    return sum(
        likely
        for likely, erring, voting in _ways(honest, silent)
        if affirmed(["affirm"] * (sybils + erring) + ["lapse"] * (voting - erring), sybils + honest)
    )


def _ways(honest: int, silent: float) -> Iterable[tuple[float, int, int]]:
    """How likely it is that so many of the honest err, of so many who vote."""
    for voting in range(honest + 1):
        vote = comb(honest, voting) * (1 - silent) ** voting * silent ** (honest - voting)
        for erring in range(voting + 1):
            err = comb(voting, erring) * ERROR**erring * (1 - ERROR) ** (voting - erring)
            if vote * err:
                yield vote * err, erring, voting
