"""What a member takes along of the meetings of circles they are in: what they said, which roles they had, how long they
spoke, and what they have chosen not to do there."""

from collections.abc import Mapping, Sequence
from typing import Any

from forum.circles.querysets import ids_joined_by
from forum.meetings.live.models import Speaking, Uncounted
from forum.meetings.models import Answer, Meeting
from forum.meetings.rota.models import OptOut, Turn
from forum.members.models import Member
from forum.profiles.moments import moment


def of_meetings(member: Member) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """A list for each, by the name it is exported under; a query for each."""
    return {
        "answers_to_meetings": [_meeting(one.meeting) | {"says": one.says} for one in _answers(member)],
        "roles_in_meetings": [_turn(one) for one in _turns(member)],
        "speaking_time": [
            _meeting(one.meeting) | {"turns": one.turns, "seconds": one.seconds} for one in _spoken(member)
        ],
        "roles_not_taken": [{"circle": one.circle.name, "role": one.role} for one in _of(OptOut, member)],
        "speaking_time_not_counted": [{"circle": one.circle.name} for one in _of(Uncounted, member)],
    }


def _answers(member: Member) -> Any:
    return (
        Answer.objects.visible_to(member)
        .filter(member=member)
        .select_related("meeting__circle")
        .order_by("pk")
    )


def _turns(member: Member) -> Any:
    return (
        Turn.objects.visible_to(member).filter(member=member).select_related("meeting__circle").order_by("pk")
    )


def _spoken(member: Member) -> Any:
    return Speaking.objects.visible_to(member).select_related("meeting__circle").order_by("pk")


def _of(model: Any, member: Member) -> Any:
    """What holds now of what somebody has chosen in the circles they are in."""
    chosen = model.objects.filter(member=member, until=None, circle_id__in=ids_joined_by(member))
    return chosen.select_related("circle").order_by("pk")


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting.title, "circle": meeting.circle.name, "begins": moment(meeting.starts_at)}


def _turn(turn: Turn) -> dict[str, Any]:
    return _meeting(turn.meeting) | {
        "role": turn.role,
        "since": moment(turn.since),
        "until": moment(turn.until),
    }
