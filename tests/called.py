"""A meeting that was called, and what its room says when something is done to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.calendar.actions import make_key
from forum.meetings.calendar.addresses import address_of
from forum.meetings.calendar.models import CalendarKey
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Role
from forum.meetings.signals import meeting_called, meeting_cancelled, meeting_changed
from forum.members.models import Member
from forum.notices.meetings.models import MeetingNotice
from forum.notices.parts.models import PartNotice


@dataclass(frozen=True)
class Called:
    """A meeting in a week, with a call, that its caller was told of, and that a role of theirs was taken; and a secret
    address of its circle's calendar."""

    meeting: Meeting
    notice: MeetingNotice
    part: PartNotice
    key: CalendarKey


def call(member: Member, circle: Circle, title: str) -> Called:
    """All of it by and of `member`."""
    starts_at = timezone.now() + timedelta(days=7)
    meeting = meet(member, circle, title, starts_at=starts_at, link="https://call.example/")
    notice = MeetingNotice.objects.create(member=member, meeting=meeting, what="changed", sequence=0)
    part = PartNotice.objects.create(
        member=member, meeting=meeting, role=Role.TIME_KEEPER, what="taken", since=timezone.now()
    )
    return Called(meeting, notice, part, make_key(member=member, circle=circle))


def addresses_of(called: Called) -> dict[str, str]:
    """Where it is read, by people and by calendars, by name."""
    return {
        "meeting": reverse("meeting", args=[called.meeting.pk]),
        "meeting_file": reverse("meeting_file", args=[called.meeting.pk]),
        "meeting_notice": reverse("meeting_notice", args=[called.notice.pk]),
        "part_notice": reverse("part_notice", args=[called.part.pk]),
        "calendar": address_of(called.key),
    }


@transaction.atomic
def meet(member: Member, circle: Circle, title: str, *, starts_at: datetime | None, **said: Any) -> Meeting:
    """Have `member` call a meeting."""
    said = {"time_zone": "UTC"} | said
    meeting = Meeting.objects.create(
        circle=circle, title=title, starts_at=starts_at, called_by=member, called_at=timezone.now(), **said
    )
    if starts_at:
        meeting_called.send(sender=Meeting, meeting=meeting, by=member)
    return meeting


@transaction.atomic
def change(member: Member, meeting: Meeting, **fields: Any) -> Meeting:
    """Have `member` change what calendars have to hear of."""
    meeting = (
        Meeting.objects.select_for_update(no_key=True, of=("self",))
        .select_related("circle")
        .get(pk=meeting.pk)
    )
    before = {name: getattr(meeting, name) for name in fields}
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    meeting.save()
    meeting_changed.send(sender=Meeting, meeting=meeting, by=member, before=before)
    return meeting


@transaction.atomic
def cancel(member: Member, meeting: Meeting, why: str = "") -> Meeting:
    meeting = (
        Meeting.objects.select_for_update(no_key=True, of=("self",))
        .select_related("circle")
        .get(pk=meeting.pk)
    )
    meeting.cancelled_at = meeting.changed_at = timezone.now()
    meeting.cancelled_by, meeting.why_cancelled, meeting.sequence = member, why, meeting.sequence + 1
    meeting.save()
    meeting_cancelled.send(sender=Meeting, meeting=meeting, by=member)
    return meeting
