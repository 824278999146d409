"""What a member's next meeting asks of them, for the front door: their answer, their roles, what to read before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from forum.meetings.models import Answer, Availability, Meeting
from forum.meetings.pages.times import times_of
from forum.meetings.querysets import LATEST_START
from forum.members.models import Member
from forum.members.waiting import Waiting
from forum.text import within_quotation
from forum.web.prepared import Prepared
from forum.web.questions import Question

MOST = 6  # meetings that are looked at
ASKED_AHEAD = timedelta(
    days=10
)  # whoever reads a text over ten weeks is not asked of all ten evenings at once


@dataclass(frozen=True)
class Line:
    """Something to do for a meeting, and where, if anywhere; `waits` where somebody waits for it, `is_now` where it is
    what one would do at this moment."""

    words: str | Promise
    href: str = ""
    waits: bool = False
    is_now: bool = False


Lookup = Callable[[Sequence[Meeting], Member], Mapping[int, Sequence[Line]]]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """`lookup` takes meetings of circles that the member is in, and the member; it returns lines by the meeting's
    number, in one query."""
    if lookup not in _lookups:
        _lookups.append(lookup)


@dataclass(frozen=True)
class Upcoming:
    """The next meeting, what the member said of it and has to do for it; and what waits of the later ones."""

    meeting: Meeting | None = None
    says: str = ""
    lines: Sequence[Line] = ()
    waiting: Sequence[Waiting] = field(default_factory=list)


def awaited_by(member: Member, now: datetime) -> Question:
    """The meetings that `member` awaits at `now`, to be asked for together with other questions."""
    return Question(_MEETINGS, (member, now - LATEST_START))


def upcoming_of(meetings: Sequence[Any], member: Member, now: datetime) -> Upcoming:
    """What the `meetings` that `member` awaits ask of them: one query for each room that has registered, none where
    there are no meetings."""
    if not meetings:
        return Upcoming()
    lines: dict[int, list[Line]] = {}
    for lookup in _lookups:
        for number, some in lookup(meetings, member).items():
            lines.setdefault(number, []).extend(some)
    following = next((one for one in meetings if one.starts_at is not None), None)
    return Upcoming(
        meeting=following,
        says=(following.own_says or "") if following else "",
        lines=sorted(lines.get(following.pk, []), key=lambda line: not line.is_now) if following else [],
        waiting=[
            *(waits for one in meetings if one != following for waits in _asked_of(one, member, now)),
            *(
                Waiting(line.href, line.words)
                for one in meetings
                if one != following
                for line in lines.get(one.pk, [])
                if line.waits
            ),
        ],
    )


def _meetings_of(member: Member, earliest: datetime) -> QuerySet:
    """Those that the member awaits, with what they have said of each: what is open now first, then the next."""
    own = Answer.objects.filter(meeting=OuterRef("pk"), member=member).values("says")[:1]
    could = Availability.objects.filter(date__meeting=OuterRef("pk"), member=member)
    rows = Meeting.objects.for_member(member).awaited_since(earliest).select_related("circle")
    rows = rows.annotate(own_says=Subquery(own), has_said_when=Exists(could))
    in_order = rows.order_by(F("opened_at").asc(nulls_last=True), F("starts_at").asc(nulls_last=True), "pk")
    return in_order[:MOST]


_MEETINGS = Prepared(_meetings_of, Member, datetime)


def _asked_of(meeting: Meeting, member: Member, now: datetime) -> list[Waiting]:
    """Whether the member comes, or when they could, where they have said neither; nothing of what is far away."""
    said = {"title": within_quotation(meeting.title), "circle": meeting.circle.name}
    if meeting.starts_at is None:
        if meeting.has_said_when:  # type: ignore[attr-defined]
            return []
        return [
            Waiting(
                meeting.get_absolute_url(), _("Say when you could come to “%(title)s” in %(circle)s") % said
            )
        ]
    if meeting.own_says or meeting.starts_at > now + ASKED_AHEAD:  # type: ignore[attr-defined]
        return []
    times = times_of(meeting.starts_at, meeting.length, meeting.time_zone, member)
    words = _("Say whether you come to “%(title)s” in %(circle)s (%(when)s)") % (
        said | {"when": times.sentence}
    )
    return [Waiting(meeting.get_absolute_url(), words)]
