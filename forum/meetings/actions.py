"""Calling, changing and cancelling meetings. A minimal stand-in, with the signatures of the room's own."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.models import Meeting
from forum.meetings.signals import meeting_called, meeting_cancelled, meeting_changed
from forum.members.models import Member


@transaction.atomic
def call_meeting(
    *,
    member: Member,
    circle: Circle,
    title: str,
    about: str = "",
    starts_at: datetime | None,
    length: int,
    time_zone: str,
    place: str = "",
    link: str = "",
    token: Any = None,
) -> Meeting:
    meeting = Meeting.objects.create(
        circle=circle, title=title, about=about, starts_at=starts_at, length=length, time_zone=time_zone,
        place=place, link=link, called_by=member,
    )  # fmt: skip
    if starts_at:
        meeting_called.send(sender=Meeting, meeting=meeting, by=member)
    return meeting


@transaction.atomic
def change_meeting(*, member: Member, meeting: Meeting, **fields: Any) -> Meeting:
    before = {
        name: getattr(meeting, name) for name, value in fields.items() if getattr(meeting, name) != value
    }
    if before:
        for name in before:
            setattr(meeting, name, fields[name])
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
        meeting.save()
        meeting_changed.send(sender=Meeting, meeting=meeting, by=member, before=before)
    return meeting


@transaction.atomic
def cancel_meeting(*, member: Member, meeting: Meeting, why: str) -> Meeting:
    meeting.cancelled_at, meeting.cancelled_by, meeting.why_cancelled = timezone.now(), member, why
    meeting.sequence += 1
    meeting.save()
    meeting_cancelled.send(sender=Meeting, meeting=meeting, by=member)
    return meeting
