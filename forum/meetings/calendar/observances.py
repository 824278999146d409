"""A time zone as iCalendar tells it: which offset holds from when on (RFC 5545, section 3.6.5).

Every change of the clocks in the years asked for is a component of its own, without rules: all programs read that, and
what a rule would say of the years after is not known anyway. The local time of a change is that of the clock before it.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)  # no zone has changed its clocks twice within one
SECOND = timedelta(seconds=1)


@lru_cache(maxsize=256)
def timezone_of(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """What holds in `zone` from the beginning of `first_year` to the end of `last_year`. Kept: not to be changed."""
    begins = datetime(first_year, 1, 1, tzinfo=UTC)
    ends = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    told = Timezone()
    told.add("TZID", zone.key)
    offset = begins.astimezone(zone).utcoffset()
    for since in [begins, *changes(zone, begins, ends)]:
        told.add_component(_observance(since.astimezone(zone), before=offset or timedelta()))
        offset = since.astimezone(zone).utcoffset()
    return told


def changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> list[datetime]:
    """The first moments, in UTC, of each offset that comes into force in `zone` between two others."""
    found = []
    day, holds = begins, _holding(zone, begins)
    while day < ends:
        day += DAY
        if _holding(zone, day) != holds:
            found.append(_first(zone, day - DAY, day))
            holds = _holding(zone, day)
    return [change for change in found if change < ends]


def _first(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second at which what holds `after` does, and what held `before` does not any more."""
    old = _holding(zone, before)
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _holding(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def _holding(zone: ZoneInfo, at: datetime) -> tuple[timedelta | None, bool]:
    local = at.astimezone(zone)
    return local.utcoffset(), bool(local.dst())


def _observance(since: datetime, *, before: timedelta) -> TimezoneDaylight | TimezoneStandard:
    """What holds from the moment `since`, a time in the zone, where the clocks said `before` until then."""
    offset = since.utcoffset() or timedelta()
    told = TimezoneDaylight() if since.dst() else TimezoneStandard()
    told.DTSTART = (since.astimezone(UTC) + before).replace(tzinfo=None)
    told.TZOFFSETFROM = before
    told.TZOFFSETTO = offset
    told.add("TZNAME", since.tzname() or str(offset))
    return told
