"""What happens elsewhere and moves roles: a meeting is called or opened, somebody does not come, or leaves."""

from functools import partial
from typing import Any

from django.db import transaction

from forum.circles.models import Circle
from forum.circles.signals import circle_left
from forum.meetings.models import Meeting, Says
from forum.meetings.rota.drawing import draw_roles
from forum.meetings.rota.models import Turn
from forum.meetings.rota.opting_out import turns_to_come
from forum.meetings.rota.turns import follow
from forum.meetings.signals import meeting_answered, meeting_called, meeting_changed, meeting_opened
from forum.members.models import Member


def connect() -> None:
    meeting_called.connect(draw_if_near, dispatch_uid="forum.rota.called")
    meeting_changed.connect(draw_if_near, dispatch_uid="forum.rota.changed")
    meeting_opened.connect(draw_at_last, dispatch_uid="forum.rota.opened")
    meeting_answered.connect(hand_on_of_who_is_away, dispatch_uid="forum.rota.answered")
    circle_left.connect(hand_on_of_who_left, dispatch_uid="forum.rota.left")


def draw_if_near(sender: Any, meeting: Meeting, **_: Any) -> None:
    """Draw at once for a meeting that begins soon. Afterwards, since the record's head is the last thing to be held."""
    transaction.on_commit(partial(draw_roles, meeting.pk), robust=True)  # a chore looks as well


def draw_at_last(sender: Any, meeting: Meeting, **_: Any) -> None:
    """Whoever is there when it is opened finds roles, and nobody has to think of them."""
    draw_roles(meeting.pk)


def hand_on_of_who_is_away(sender: Any, meeting: Meeting, by: Member, says: str, **_: Any) -> None:
    """Whoever says that they do not come has no role any more."""
    if says == Says.NO:
        for turn in Turn.objects.current().filter(meeting=meeting, member=by):
            follow(meeting=meeting, role=turn.role, ended_by=Turn.EndedBy.AWAY)


def hand_on_of_who_left(sender: Any, circle: Circle, member: Member, **_: Any) -> None:
    """Likewise whoever has left the circle, or closed their account, by which one leaves all."""
    for turn in turns_to_come(member=member, circle=circle):
        follow(meeting=turn.meeting, role=turn.role, ended_by=Turn.EndedBy.AWAY)
