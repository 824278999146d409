"""What happens elsewhere and changes minutes and action items: a meeting is closed, a member leaves."""

from typing import Any

from forum.circles.models import Circle
from forum.circles.signals import circle_left
from forum.meetings.minutes.consenting import offer_at_closing
from forum.meetings.minutes.items import set_free
from forum.meetings.models import Meeting
from forum.meetings.signals import meeting_closed
from forum.members.models import Member


def connect() -> None:
    meeting_closed.connect(begin_to_ask, dispatch_uid="forum.meetings.minutes.closed")
    circle_left.connect(leave_items, dispatch_uid="forum.meetings.minutes.left")


def begin_to_ask(sender: Any, meeting: Meeting, **_: Any) -> None:
    """With the end of a meeting the time to object to its minutes begins."""
    assert meeting.closed_at is not None
    offer_at_closing(meeting=meeting, at=meeting.closed_at)


def leave_items(sender: Any, circle: Circle, member: Member, **_: Any) -> None:
    """Who leaves a circle, or closes their account and so leaves all, has nothing to do there any more."""
    set_free(member=member, circle=circle)
