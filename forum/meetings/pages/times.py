"""When a meeting is, in words: on the reader's clocks, and on those by which it was planned where they show another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forum.meetings.clock import Hours, differ, hours_in
from forum.meetings.models import Meeting
from forum.members.zones import zone_of


@dataclass(frozen=True)
class Times:
    """A day, with its weekday, and hours, as they are written; `planned` is the same elsewhere, or ""."""

    iso: str
    weekday: str
    day: str
    hours: str
    place: str
    planned: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.weekday}, {self.day}, {self.hours}"


def times_of(starts_at: datetime, length: int, zone: str, reader: Any) -> Times:
    """When something begins that takes `length` minutes and was planned on the clocks of `zone`. A visitor, of whom one
    knows no clocks, is told by those."""
    planned = hours_in(starts_at, length, zone_of(zone))
    own = hours_in(starts_at, length, zone_of(reader.time_zone)) if reader.is_authenticated else planned
    elsewhere = ""
    if differ(own, planned):
        day = date_format(planned.starts, "l") if planned.starts.date() != own.starts.date() else ""
        said = {"day": day, "hours": _hours(planned), "place": planned.place}
        elsewhere = _("%(day)s, %(hours)s in %(place)s") % said if day else _("%(hours)s in %(place)s") % said
    this_year = own.starts.year == timezone.now().astimezone(own.starts.tzinfo).year
    return Times(
        iso=starts_at.isoformat(),
        weekday=date_format(own.starts, "l"),
        day=date_format(own.starts, "j F" if this_year else "j F Y"),
        hours=_hours(own),
        place=own.place,
        planned=elsewhere,
    )


def times_of_meeting(meeting: Meeting | None, reader: Any) -> Times | None:
    """The same of a meeting; None where there is none, or no date."""
    if meeting is None or meeting.starts_at is None:
        return None
    return times_of(meeting.starts_at, meeting.length, meeting.time_zone, reader)


def _hours(hours: Hours) -> str:
    return f"{date_format(hours.starts, 'H:i')}–{date_format(hours.ends, 'H:i')}"
