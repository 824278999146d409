"""What the front door tells members of their own: what waits for them, and their next meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from essays.editions.models import Answer
from essays.editions.pages.answering import asks
from forum.meetings.pages.times import Times, times_of_meeting
from forum.meetings.upcoming import Upcoming, awaited_by, upcoming_of
from forum.members.models import Member
from forum.members.waiting import Waiting, in_order, questions_for, what_waits
from forum.web.questions import rows_of


@dataclass(frozen=True)
class Own:
    """What waits for a member; nothing for a visitor."""

    asked: Sequence[Answer] = ()  # whether a new edition answers a note of theirs
    waiting: Sequence[Waiting] = ()  # what else waits for them
    upcoming: Upcoming = field(default_factory=Upcoming)  # their next meeting
    upcoming_times: Times | None = None


def own_of(member: Member) -> Own:
    """What waits for `member`, in one query where nothing does, and one more for each kind of thing that does; where a
    meeting does, also for each room that knows of meetings."""
    now = timezone.now()
    asked, meetings, *others = rows_of(asks(member), awaited_by(member, now), *questions_for(member, now))
    upcoming = upcoming_of(meetings, member, now)
    return Own(
        asked=asked,
        waiting=in_order([*upcoming.waiting, *what_waits(others, member)]),
        upcoming=upcoming,
        upcoming_times=times_of_meeting(upcoming.meeting, member),
    )
