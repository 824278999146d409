"""One's own secret addresses of calendars, and what a meeting's page says of calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from forum.circles.models import Circle
from forum.meetings.calendar.addresses import address_of
from forum.meetings.calendar.models import CalendarKey
from forum.meetings.models import Meeting
from forum.members.models import Member


@dataclass(frozen=True)
class Address:
    """A calendar, and where it is read in secret: "" where no address of it was made. `circle` is None for all."""

    circle: Circle | None
    path: str
    made_at: datetime | None
    is_asked: bool  # the one that somebody came for

    @property
    def number(self) -> int | str:
        """What its forms are told apart by."""
        return self.circle.pk if self.circle else ""


@dataclass(frozen=True)
class AddressesPage:
    every: Address
    circles: Sequence[Address]


@dataclass(frozen=True)
class CalendarBlock:
    """`href` leads to the meeting as a file, `addresses` to the secret address of its circle's meetings, "" for those
    who can have none."""

    href: str
    addresses: str
    circle: Circle


def addresses_page(member: Member, *, of: str = "") -> AddressesPage:
    """The calendars of `member`, that of the circle with the slug `of` marked. Two queries."""
    keys = {key.circle_id: key for key in CalendarKey.objects.filter(member=member)}

    def address(circle: Circle | None) -> Address:
        key = keys.get(circle.pk if circle else None)
        is_asked = circle is not None and circle.slug == of
        return Address(circle, address_of(key) if key else "", key.made_at if key else None, is_asked)

    circles = Circle.objects.joined_by(member).commons_first()
    return AddressesPage(address(None), [address(circle) for circle in circles])


def calendar_block(meeting: Meeting, reader: Any) -> CalendarBlock | None:
    """What a meeting's page says of calendars; nothing while a date is looked for. No query."""
    if meeting.starts_at is None:
        return None
    asked = urlencode({"of": meeting.circle.slug})
    return CalendarBlock(
        href=reverse("meeting_file", args=[meeting.pk]),
        addresses=f"{reverse('calendar_addresses')}?{asked}" if reader.is_authenticated else "",
        circle=meeting.circle,
    )
