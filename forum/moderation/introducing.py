"""What a newcomer is told of how members look after their conversation, with the numbers that the rest keeps to."""

from dataclasses import dataclass
from typing import Any

from forum.circles.numbers import NUMBERS
from forum.moderation import numbers
from forum.moderation.sizes import FEWEST, size_for

HOUR = 3600  # seconds


@dataclass(frozen=True)
class SizeLine:
    """A row of the table of panels: how many could be seated, and how many seats what needs."""

    least: int
    most: int | None  # None: and more
    seats: int
    fold: int
    hide: int


def introduction() -> dict[str, Any]:
    """What the page says in numbers: days, hours, and the table of panels down to the smallest that is drawn."""
    return {
        "days_before_panels": NUMBERS["days_before_panels"].default,
        "flaggers": numbers.FLAGGERS,
        "open_flags": numbers.OPEN_FLAGS,
        "weeks_active": numbers.WEEKS_ACTIVE,
        "rests": numbers.RESTS.days,
        "nonce_hours": int(numbers.REAL.nonce.total_seconds()) // HOUR,
        "seat_hours": int(numbers.REAL.seat.total_seconds()) // HOUR,
        "vote_hours": int(numbers.REAL.votes.total_seconds()) // HOUR,
        "days_in_all": numbers.OUTER_LIMIT.days,
        "appeal_days": numbers.APPEAL_WITHIN.days,
        "review_days": numbers.REVIEW_AFTER.days,
        "slow_days": numbers.SLOW_DAYS,
        "pause_days": numbers.PAUSE_DAYS,
        "sizes": _size_lines(),
    }


def _size_lines() -> list[SizeLine]:
    """The table of panels, the largest first. Where it changes is found by asking, so that it is said in one place."""
    found: list[SizeLine] = []
    most: int | None = None
    size = size_for(10_000)
    for eligible in range(100, FEWEST - 2, -1):
        smaller = size_for(eligible)
        if size and (smaller is None or smaller.seats != size.seats):
            found.append(SizeLine(eligible + 1, most, size.seats, size.fold, size.hide))
            most, size = eligible, smaller
    return found
