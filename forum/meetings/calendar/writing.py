"""Meetings as iCalendar (RFC 5545, and RFC 7986 for what a calendar says of itself). Pure: it is given all it says.

A meeting is one VEVENT with one UID for ever. What calendars have to hear of raises SEQUENCE; a meeting that was
cancelled says so and is not left out, so that it disappears from nobody's calendar unexplained.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress, vDuration, vText, vUri
from icalendar import Event as VEvent

from forum.meetings.calendar.observances import timezone_of

PRODUCT = "-//Wide Margin//Meetings//EN"
READ_AGAIN_AFTER = timedelta(hours=1)
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
IN_UTC = ("UTC", "Etc/UTC")  # which need no VTIMEZONE: their times end with Z
_UNSAYABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f]"
)  # RFC 5545, section 3.1: no text holds a control but a tab


@dataclass(frozen=True)
class Event:
    """A meeting, as it is told to calendars. `zone` is the one it was planned in, `length` in minutes."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    length: int
    zone: ZoneInfo
    title: str
    place: str
    link: str  # of a call, "" for those who may not have it
    url: str
    description: str
    is_cancelled: bool
    takes_time: bool  # whether one is busy meanwhile

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.length)


@dataclass(frozen=True)
class Mailbox:
    """Where a mail comes from."""

    address: str
    name: str


@dataclass(frozen=True)
class Invited:
    """Whom a mail asks to a meeting, what they have said to it (a PARTSTAT), and which mailbox it comes from."""

    address: str
    name: str
    says: str
    by: Mailbox


def as_calendar(events: Sequence[Event], *, name: str, description: str, head: str) -> bytes:
    """A calendar to subscribe to, or to take one meeting from. `head` is that of the record."""
    calendar = _calendar()
    if name:
        calendar.add("NAME", _text(name))
        calendar.add("X-WR-CALNAME", _text(name))  # the same for programs older than RFC 7986
    calendar.add("DESCRIPTION", _text(description))
    calendar.add("X-WR-CALDESC", _text(description))
    calendar.add("REFRESH-INTERVAL", vDuration(READ_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(READ_AGAIN_AFTER))
    calendar.add("X-WIDE-MARGIN-RECORD-HEAD", head)
    _fill(calendar, events, [_told(event, stamp=event.changed_at) for event in events])
    return calendar.to_ical()


def as_message(event: Event, *, to: Invited, at: datetime) -> tuple[str, bytes]:
    """What a mail written at `at` says to a calendar program (RFC 5546): its method, and the calendar.

    Nobody is named in it but whom it is sent to.
    """
    method = CANCEL if event.is_cancelled else REQUEST
    calendar = _calendar()
    calendar.add("METHOD", method)
    told = _told(event, stamp=at)
    told.add("ORGANIZER", _mailbox(to.by.address, {"CN": to.by.name}))
    asked = {"CN": to.name, "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": to.says}
    told.add(
        "ATTENDEE", _mailbox(to.address, asked | {"RSVP": "FALSE"})
    )  # nobody reads what is answered by mail
    _fill(calendar, [event], [told])
    return method, calendar.to_ical()


def as_publication(events: Sequence[Event], *, by: Mailbox, at: datetime) -> tuple[str, bytes]:
    """The same for a mail about several meetings, some of which may be cancelled: its method, and the calendar.

    A REQUEST, or a CANCEL, is about one UID (RFC 5546, sections 3.2.2 and 3.2.5); what is published may be about many,
    each with a STATUS of its own, and names nobody who is asked (section 3.2.1).
    """
    calendar = _calendar()
    calendar.add("METHOD", PUBLISH)
    told = [_told(event, stamp=at) for event in events]
    for one in told:
        one.add("ORGANIZER", _mailbox(by.address, {"CN": by.name}))
    _fill(calendar, events, told)
    return PUBLISH, calendar.to_ical()


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _fill(calendar: Calendar, events: Sequence[Event], told: Sequence[VEvent]) -> None:
    """The zones come first: some programs read in one pass."""
    years: dict[ZoneInfo, list[int]] = {}
    for event in events:
        if _is_local(event):
            years.setdefault(event.zone, []).extend((event.starts_at.year, event.ends_at.year))
    for zone in sorted(years, key=lambda zone: zone.key):
        calendar.add_component(timezone_of(zone, min(years[zone]) - 1, max(years[zone]) + 1))
    for one in told:
        calendar.add_component(one)


def _told(event: Event, *, stamp: datetime) -> VEvent:
    told = VEvent()
    told.add("UID", event.uid)
    told.add("SEQUENCE", event.sequence)
    told.add("DTSTAMP", stamp.astimezone(UTC))
    told.add("LAST-MODIFIED", event.changed_at.astimezone(UTC))
    zone = event.zone if _is_local(event) else UTC
    told.add("DTSTART", event.starts_at.astimezone(zone))
    told.add("DTEND", event.ends_at.astimezone(zone))
    told.add("STATUS", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    told.add("TRANSP", "OPAQUE" if event.takes_time and not event.is_cancelled else "TRANSPARENT")
    told.add("SUMMARY", _text(event.title))
    if event.place or event.link:
        told.add("LOCATION", _text(event.place or event.link))
    if event.link:
        link = vUri(_line(event.link))
        told.add("CONFERENCE", link, parameters={"VALUE": "URI"})
    told.add("URL", vUri(_line(event.url)))
    told.add("DESCRIPTION", _text(event.description))
    return told


def _is_local(event: Event) -> bool:
    """Whether both of its times can be said in its zone. When the clocks are put back, an hour comes twice, and only
    the first can be meant (RFC 5545, section 3.3.5): what begins or ends in the second is said in UTC."""
    times = (event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone))
    return event.zone.key not in IN_UTC and not any(time.fold for time in times)


def _mailbox(address: str, parameters: dict[str, str]) -> vCalAddress:
    mailbox = vCalAddress(f"mailto:{_line(address)}")
    mailbox.params.update({name: _quotable(value) for name, value in parameters.items()})
    return mailbox


def _text(words: str) -> vText:
    return vText(_UNSAYABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n")))


def _line(words: str) -> str:
    return _UNSAYABLE.sub("", words).replace("\n", "").replace("\t", "")


def _quotable(words: str) -> str:
    """A parameter can hold no double quote, however it is escaped (RFC 5545, section 3.2)."""
    return _line(words).replace('"', "’")
