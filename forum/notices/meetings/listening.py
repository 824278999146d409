"""Lets members be told of what becomes of meetings, and what they were told be read with a meeting's page."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from forum.meetings.models import Meeting
from forum.meetings.signals import (
    meeting_called,
    meeting_cancelled,
    meeting_changed,
    meeting_put_off,
    meeting_shown,
)
from forum.members.models import Member
from forum.members.signals import account_closed
from forum.notices import tasks
from forum.notices.meetings.models import MeetingNotice, What
from forum.notices.meetings.reading import read_meeting
from forum.notices.meetings.telling import begin_telling


def connect() -> None:
    meeting_called.connect(tell_of_call, dispatch_uid="forum.notices.meeting_called")
    meeting_changed.connect(tell_of_change, dispatch_uid="forum.notices.meeting_changed")
    meeting_put_off.connect(tell_of_putting_off, dispatch_uid="forum.notices.meeting_put_off")
    meeting_cancelled.connect(tell_of_cancelling, dispatch_uid="forum.notices.meeting_cancelled")
    meeting_shown.connect(read_what_was_told, dispatch_uid="forum.notices.meeting_shown")
    account_closed.connect(forget_member, dispatch_uid="forum.notices.meetings.closed")


def tell_of_call(sender: Any, meeting: Meeting, by: Member | None, **_: Any) -> None:
    tell_later(meeting, What.CALLED, by)


def tell_of_change(
    sender: Any, meeting: Meeting, by: Member | None, before: Mapping[str, Any], **_: Any
) -> None:
    tell_later(meeting, What.CHANGED, by, was_at=before.get("starts_at"))


def tell_of_putting_off(sender: Any, meeting: Meeting, by: Member | None, **_: Any) -> None:
    tell_later(meeting, What.PUT_OFF, by, was_at=meeting.was_to_start_at)


def tell_of_cancelling(sender: Any, meeting: Meeting, by: Member | None, **_: Any) -> None:
    tell_later(meeting, What.CANCELLED, by, was_at=meeting.was_to_start_at)


def read_what_was_told(sender: Any, meeting: Meeting, member: Member, **_: Any) -> None:
    read_meeting(member=member, meeting=meeting)


def forget_member(sender: Any, member: Member, **_: Any) -> None:
    MeetingNotice.objects.filter(member=member).delete()


def tell_later(meeting: Meeting, what: What, by: Member | None, *, was_at: datetime | None = None) -> None:
    """A row, however many are to be told, and then a task that does it at once; where that is lost, a chore finds the
    row. Of a meeting that never had a date there is nothing to tell yet."""
    if meeting.starts_at is not None or was_at is not None:
        begin_telling(meeting, what, by=by, was_at=was_at)
        transaction.on_commit(partial(tasks.tell_of_meeting.enqueue, meeting.pk))
