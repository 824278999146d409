"""Whoever has left a circle, or closed their account, has no secret address of its meetings any more."""

from typing import Any

from forum.circles.models import Circle
from forum.circles.signals import circle_left
from forum.meetings.calendar.models import CalendarKey
from forum.members.models import Member
from forum.members.signals import account_closed


def connect() -> None:
    circle_left.connect(forget_circle, dispatch_uid="forum.meetings.calendar.left")
    account_closed.connect(forget_all, dispatch_uid="forum.meetings.calendar.closed")


def forget_circle(sender: Any, circle: Circle, member: Member, **_: Any) -> None:
    """Also for those who come back: an address that was given up stays given up."""
    CalendarKey.objects.filter(member=member, circle=circle).delete()


def forget_all(sender: Any, member: Member, **_: Any) -> None:
    CalendarKey.objects.filter(member=member).delete()
