"""The way into a meeting that is held: on its page, and on the front door of those who are in its circle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.meetings import beside, upcoming
from forum.meetings.live.models import Presence
from forum.meetings.models import Meeting
from forum.meetings.upcoming import Line
from forum.members.models import Member
from forum.permissions import Act, can


@dataclass(frozen=True)
class Door:
    """`here` is how many are in a meeting that is held now."""

    here: int


def register() -> None:
    beside.register("live", _door, "forum/meetings/live/_door.html", order=5, is_now=True)
    upcoming.register(ways_into)


def ways_into(meetings: Sequence[Meeting], _member: Member) -> Mapping[int, Sequence[Line]]:
    """Into those of the meetings that are held now; without a query."""
    return {
        one.pk: [Line(_("Enter the meeting"), reverse("live", args=[one.pk]), is_now=True)]
        for one in meetings
        if one.is_live
    }


def _door(meeting: Meeting, reader: Any) -> Door | None:
    """For those who are in the circle, while it is held."""
    if not meeting.is_live or not can(reader, Act.TAKE_PART_IN_MEETING, meeting):
        return None
    return Door(Presence.objects.filter(meeting=meeting, left_at=None).count())
