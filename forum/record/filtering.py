"""Which entries the address of the record asks for: `?circle=`, `?type=`, `?from=` and `?until=` (days). What makes no
sense there is as if it were not said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateparse import parse_date

from forum.record.querysets import EntryQuerySet
from forum.web.asked import words_in

LONGEST_TYPE = 20


@dataclass(frozen=True)
class Wanted:
    """What is asked for; all of it holds together. The days are the reader's, both included."""

    circle: str = ""
    type: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def query(self) -> str:
        """As it stands in an address, without the question mark."""
        said = {
            "circle": self.circle,
            "type": self.type,
            "from": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return urlencode({name: value for name, value in said.items() if value})

    def narrow(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of `entries` that are wanted; of which circle is left to who knows what the reader may see."""
        if self.type:
            entries = entries.filter(type=self.type)
        if self.since:
            entries = entries.filter(at__gte=_begin(self.since))
        if self.until:
            entries = entries.filter(at__lt=_begin(self.until + timedelta(days=1)))
        return entries


def read(asked: Mapping[str, str]) -> Wanted:
    """What the names and values of an address ask for."""
    return Wanted(
        circle=words_in(asked.get("circle")),
        type=words_in(asked.get("type"))[:LONGEST_TYPE],
        since=_day(asked.get("from", "")),
        until=_day(asked.get("until", "")),
    )


def _day(said: str) -> date | None:
    """A day that calendars of all time zones know; None, where nothing of the kind is said."""
    try:
        day = parse_date(said)
    except ValueError:
        return None
    return day if day and 1 < day.year < 9999 else None


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
