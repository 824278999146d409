"""A table of four that has met: Amara, Bashir, Chiara and Dmitri; minutes are written, offered and objected to."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.meetings.minutes.models import Minutes
from forum.meetings.minutes.writing import Written, write
from forum.meetings.models import Meeting
from forum.meetings.signals import meeting_closed
from forum.members.models import Member

BEGIN = datetime(2026, 5, 4, 18, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def table(amara, bashir, chiara, dmitri) -> Circle:
    return circle_of(amara, bashir, chiara, dmitri)


@pytest.fixture
def meeting(amara, table) -> Meeting:
    """One under way."""
    return meet(amara, table)


def circle_of(first: Member, *others: Member) -> Circle:
    circle = open_circle(member=first, slug="table", name="Table", purpose="Bread.", at=BEGIN - 100 * DAY)
    for member in others:
        join(member=member, circle=circle, at=BEGIN - 100 * DAY)
    return circle


def meet(by: Member, circle: Circle, *, at: datetime = BEGIN, title: str = "Of bread", **more) -> Meeting:
    return Meeting.objects.create(
        circle=circle, title=title, starts_at=at, time_zone="UTC", called_by=by, opened_at=at, **more
    )


def close(meeting: Meeting, *, at: datetime = BEGIN + HOUR) -> Meeting:
    """What closing a meeting does, as far as minutes hear of it."""
    meeting.closed_at = at
    meeting.save(update_fields=["closed_at"])
    meeting_closed.send(sender=Meeting, meeting=meeting, by=None)
    return meeting


def says(
    meeting: Meeting,
    member: Member,
    source: str,
    *,
    base: int | None = None,
    window: str = "",
    at: datetime | None = None,
) -> Written:
    """Have minutes say that, made of the version `base`, or of the present one."""
    if base is None:
        base = number_of(meeting)
    return write(
        member=member, meeting=meeting, source=source, base=base, window=window, at=at or BEGIN + 10 * MINUTE
    )


def number_of(meeting: Meeting) -> int:
    return Minutes.objects.filter(pk=meeting.pk).values_list("number", flat=True).first() or 0


def minutes_of(meeting: Meeting) -> Minutes:
    return Minutes.objects.select_related("meeting__circle", "entry").get(pk=meeting.pk)
