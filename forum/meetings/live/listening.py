"""What happens here when a meeting is closed or cancelled."""

from typing import Any

from django.utils import timezone

from forum.meetings.live.counting import end
from forum.meetings.models import Meeting
from forum.meetings.signals import meeting_cancelled, meeting_closed


def connect() -> None:
    meeting_closed.connect(_end, dispatch_uid="live: ended")
    meeting_cancelled.connect(_end, dispatch_uid="live: cancelled")


def _end(sender: Any, *, meeting: Meeting, **_others: Any) -> None:
    if meeting.opened_at is not None:
        end(meeting, timezone.now())
