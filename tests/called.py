"""A meeting, as a row, and what its room says when something is done to it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.models import Meeting
from forum.meetings.signals import meeting_called, meeting_cancelled, meeting_changed
from forum.members.models import Member


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
    meeting = Meeting.objects.select_related("circle").get(pk=meeting.pk)
    before = {name: getattr(meeting, name) for name in fields}
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    meeting.save()
    meeting_changed.send(sender=Meeting, meeting=meeting, by=member, before=before)
    return meeting


@transaction.atomic
def cancel(member: Member, meeting: Meeting, why: str = "") -> Meeting:
    meeting = Meeting.objects.select_related("circle").get(pk=meeting.pk)
    meeting.cancelled_at = meeting.changed_at = timezone.now()
    meeting.cancelled_by, meeting.why_cancelled, meeting.sequence = member, why, meeting.sequence + 1
    meeting.save()
    meeting_cancelled.send(sender=Meeting, meeting=meeting, by=member)
    return meeting
