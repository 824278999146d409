"""What happens here when a meeting is closed. One that is open is not cancelled any more."""

from typing import Any

from forum.meetings.live.counting import end
from forum.meetings.models import Meeting
from forum.meetings.signals import meeting_closed


def connect() -> None:
    meeting_closed.connect(_end, dispatch_uid="live: ended")


def _end(sender: Any, *, meeting: Meeting, **_others: Any) -> None:
    assert meeting.closed_at is not None
    end(meeting, meeting.closed_at)
