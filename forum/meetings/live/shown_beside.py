"""The way into a meeting, on its page."""

from dataclasses import dataclass
from typing import Any

from forum.meetings import beside
from forum.meetings.live.models import Presence
from forum.meetings.models import Meeting
from forum.permissions import Act, can


@dataclass(frozen=True)
class Door:
    """`here` is how many are in a meeting that is held now."""

    here: int


def register() -> None:
    beside.register("live", _door, "forum/meetings/live/_door.html", order=5)


def _door(meeting: Meeting, reader: Any) -> Door | None:
    """For those who are in the circle, while it is held."""
    if not meeting.is_live or not can(reader, Act.TAKE_PART_IN_MEETING, meeting):
        return None
    return Door(Presence.objects.filter(meeting=meeting, left_at=None).count())
