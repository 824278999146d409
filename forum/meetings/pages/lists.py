"""The meetings of a circle: now, to come, looking for a date, and those that are over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Subquery

from forum.circles.models import Circle
from forum.meetings.models import Answer, Meeting
from forum.meetings.pages.times import Times, times_of_meeting
from forum.permissions import Act, can
from forum.web.pagination import Page, newest_page

MOST_AHEAD = 60  # two years of one a fortnight


@dataclass(frozen=True)
class Line:
    """A meeting in a list, with what the reader said of it."""

    meeting: Meeting
    times: Times | None
    says: str


@dataclass(frozen=True)
class MeetingsPage:
    circle: Circle
    live: Sequence[Line]
    ahead: Sequence[Line]
    looking: Sequence[Line]
    over: Page[Line]
    may_call: bool
    is_first: bool  # not a further page of those that are over


def meetings_page(circle: Circle, reader: Any, now: datetime, *, before: str = "") -> MeetingsPage:
    """The meetings of `circle`; those that are over below the key `before`. Two queries, and one for a member."""
    seen = Meeting.objects.visible_to(reader).of(circle)
    over = newest_page(_with_own(seen.over(now), reader), by="starts_at", before=before)
    # What looks for a date comes first, and so is never what is left out; databases differ in where they put it.
    in_order = seen.awaited(now).order_by(F("starts_at").asc(nulls_first=True), "pk")
    awaited = [] if before else list(_with_own(in_order, reader)[:MOST_AHEAD])
    return MeetingsPage(
        circle=circle,
        live=_lines((one for one in awaited if one.is_live), reader),
        ahead=_lines((one for one in awaited if one.starts_at and not one.is_live), reader),
        looking=_lines((one for one in awaited if one.starts_at is None), reader),
        over=Page(_lines(over.rows, reader), over.further),
        may_call=can(reader, Act.CALL_MEETING, circle),
        is_first=not before,
    )


def _with_own(meetings: Any, reader: Any) -> Any:
    own = Answer.objects.visible_to(reader).filter(meeting=OuterRef("pk"), member=reader.pk)
    return meetings.annotate(own_says=Subquery(own.values("says")[:1]))


def _lines(meetings: Iterable[Any], reader: Any) -> list[Line]:
    return [
        Line(
            meeting=one,
            times=times_of_meeting(one, reader),
            says=one.own_says or "",
        )
        for one in meetings
    ]
