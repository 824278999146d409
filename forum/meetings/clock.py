"""Days and hours as people say them. Pure: knows time zones, and neither Django nor what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class SkippedByClocks(ValueError):
    """On that day the clocks are put forward over this time: it does not come."""


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks of `zone` show that day and time, in UTC; where they show it twice, the first.

    Raises SkippedByClocks where they never do.
    """
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) != local.replace(tzinfo=None):
        raise SkippedByClocks
    return moment


@dataclass(frozen=True)
class Hours:
    """From when until when, on the clocks of one place; `place` is what people call its zone."""

    starts: datetime
    ends: datetime
    place: str

    @property
    def is_next_day(self) -> bool:
        """Whether it ends on another day than it begins on."""
        return self.starts.date() != self.ends.date()


def hours_in(starts_at: datetime, length: int, zone: ZoneInfo) -> Hours:
    """The hours of what begins at `starts_at` and takes `length` minutes, on the clocks of `zone`."""
    ends = (starts_at.astimezone(UTC) + timedelta(minutes=length)).astimezone(zone)
    return Hours(starts_at.astimezone(zone), ends, place_of(zone.key))


def differ(one: Hours, other: Hours) -> bool:
    """Whether the clocks of two places show something else."""
    return one.starts.replace(tzinfo=None) != other.starts.replace(tzinfo=None)


def place_of(zone: str) -> str:
    """What people call a zone: “Rome” for Europe/Rome."""
    return zone.split("/", 1)[-1].replace("_", " ").replace("/", ", ")
