"""How large a panel is, and how many of its seats each outcome needs. Pure; the table is the specification's.

Needs count seats, not votes cast: whoever stays away has not agreed to anything.
"""

from dataclasses import dataclass

FEWEST = 6  # eligible from which on a panel is drawn; below, all who are not a party are the panel


@dataclass(frozen=True)
class Size:
    """Seats of a panel; `fold` and `hide` are how many of them these need."""

    seats: int
    fold: int
    hide: int

    @property
    def pause(self) -> int:
        """Six of seven, and of smaller panels everyone: nobody is silenced by less than nearly all."""
        return -(-6 * self.seats // 7)

    @property
    def majority(self) -> int:
        return self.seats // 2 + 1


ALONE = Size(1, fold=1, hide=1)  # only to practise


def size_for(eligible: int) -> Size | None:
    """The panel among so many; None where there are too few, and it becomes a matter for the whole circle."""
    if eligible >= 22:
        return Size(7, fold=4, hide=5)
    if eligible >= 12:
        return Size(5, fold=3, hide=4)
    if eligible >= FEWEST:
        return Size(3, fold=2, hide=3)
    if eligible >= 2:
        return Size(eligible, fold=eligible // 2 + 1, hide=eligible)
    return None


def needs_of(kind: str, size: Size) -> dict[str, int]:
    """What a panel on a case of that kind needs, as its `open` entry says it.

    A note needs what folding does: it, too, says of somebody that they did wrong.
    """
    if kind == "conduct":
        return {"slow": size.fold, "pause": size.pause}
    if kind == "hold":
        return {"affirm": size.majority}
    return {"note": size.fold, "fold": size.fold, "hide": size.hide}


def appeal_needs(seats: int, first: int) -> dict[str, int]:
    """What the panel of an appeal needs when all its `seats` are taken, as its `open` entry says it: half of them have
    to affirm, two thirds to vote. Where some stay empty it is the same of those that are filled, at least as many as
    the `first` panel had seats."""
    return {"affirm": -(-seats // 2), "voting": -(-2 * seats // 3), "seats": first}


def appeal_seats(first: int, available: int) -> int | None:
    """Seats of the panel of an appeal after one of `first` seats, where so many could be seated: 2n + 1, at least n;
    None where there are fewer."""
    seats = min(2 * first + 1, available)
    return seats if seats >= max(first, 1) else None
