"""Counting for a page, at most once an hour for each circle and window, and all the time at most once a day: nobody
becomes a power within the hour, and a circle's whole history is not read whenever somebody looks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from forum.circles.models import Circle, Membership
from forum.flatness.measuring import Gathering
from forum.flatness.registry import Count, countings, holders_of, left_out_of
from forum.flatness.writing import latest_threads

HOUR = 3600  # seconds
WINDOWS = {"weeks": timedelta(weeks=4), "months": timedelta(weeks=13), "all": None}
HOLDS = {"weeks": HOUR, "months": HOUR, "all": 24 * HOUR}


@dataclass(frozen=True)
class Counted:
    """What was counted `at` a time: who is in the circle then, what each did by the name of each measure, and its
    latest threads; and who had the latest turns of what people take turns in."""

    at: datetime
    members: frozenset[int]
    counts: Mapping[str, Sequence[Count]]
    threads: Sequence[Gathering]
    left_out: Mapping[str, Collection[int]] = field(default_factory=dict)
    holders: Mapping[str, Sequence[int]] = field(
        default_factory=dict
    )  # of the latest turns, whatever the window

    def people(self, measure: str) -> list[int]:
        """All over whom it is spread: who is in the circle, and whoever had a part and has left it since; without those
        who have asked not to be counted."""
        counted = {count.member for count in self.counts.get(measure, ())}
        return sorted((self.members | counted) - set(self.left_out.get(measure, ())))

    def uncounted(self, measure: str) -> int:
        """How many in the circle have asked not to be counted."""
        return len(self.members & set(self.left_out.get(measure, ())))


def counted(circle: Circle, window: str) -> Counted:
    """What was counted in `circle` over `window`, within the time that holds."""
    key = f"flatness.{circle.pk}.{window}.3"  # another number where what is kept has other fields
    found = cache.get(key)
    if found is None:
        found = count_now(circle, window, timezone.now())
        cache.set(key, found, HOLDS[window])
    return found


def count_now(circle: Circle, window: str, now: datetime) -> Counted:
    """What there is to count in `circle` at `now`: one query for its members, one for its threads, and one for each who
    registered measures, who is left out of them, or who had the latest turns."""
    length = WINDOWS[window]
    since = now - length if length else None
    counts: dict[str, Sequence[Count]] = {}
    for count in countings():
        counts.update(count(circle, since, now))
    members = frozenset(
        Membership.objects.current().filter(circle=circle).values_list("member_id", flat=True)
    )
    return Counted(
        now,
        members,
        counts,
        latest_threads(circle),
        left_out_of(circle),
        holders_of(circle, now, len(members)),
    )
