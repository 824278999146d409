"""Meetings, by their title and what they are about. The link of a call is found by nobody."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forum.circles.querysets import seen_through
from forum.meetings.models import Meeting
from forum.meetings.pages.times import times_of
from forum.search.models import Document
from forum.search.registry import Entry, Findable, Group, Shown
from forum.search.registry import register as register_findable

MEETING = "meeting"
MEETINGS = Group("meetings", _("Meetings"))


def register() -> None:
    register_findable(
        Findable(name=MEETING, number=7, group=MEETINGS, rows=meetings, entries=entries, seen=seen, show=show)
    )


def meetings() -> QuerySet[Meeting]:
    return Meeting.objects.all()


def entries(ids: Collection[int]) -> Iterator[Entry]:
    for meeting in meetings().filter(pk__in=ids).select_related("circle", "called_by"):
        yield Entry(
            object_id=meeting.pk,
            at=meeting.starts_at or meeting.called_at,
            title=meeting.title,
            text="\n".join(filter(None, (meeting.about, meeting.why_cancelled))),
            facets=[f"in:{meeting.circle.slug}", f"by:{meeting.called_by.handle}"],
            circle=meeting.circle_id,
        )


def seen(reader: Any) -> Q:
    return seen_through("circle", reader)


def show(reader: Any, documents: Sequence[Document]) -> Mapping[int, Shown]:
    """Meetings with when they are, in one query."""
    found = Meeting.objects.visible_to(reader).for_pages().in_bulk([one.object_id for one in documents])
    return {
        one.pk: Shown(
            title=meeting.title,
            icon="meeting",
            kind=_kind(meeting, reader),
            href=meeting.get_absolute_url(),
            place=meeting.circle.name,
            by=meeting.called_by.name,
        )
        for one in documents
        if (meeting := found.get(one.object_id))
    }


def _kind(meeting: Meeting, reader: Any) -> Any:
    if meeting.is_cancelled:
        return _("Cancelled meeting")
    if meeting.starts_at is None:
        return _("Looking for a date")
    return times_of(meeting.starts_at, meeting.length, meeting.time_zone, reader).sentence
