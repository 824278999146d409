"""What the page of a meeting's minutes needs, in a number of queries that neither words, people nor items change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forum.meetings.minutes.models import ActionItem, Minutes, MinutesVersion, Objection
from forum.meetings.minutes.pages.items import ItemLine, is_in, items_of_meeting, lines_of, people_of
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.permissions import Act, can

MOST_OBJECTIONS = 50


@dataclass(frozen=True)
class Rights:
    """What the reader may do now."""

    write: bool = False
    offer: bool = False
    object: bool = False
    add_item: bool = False


@dataclass(frozen=True)
class ObjectionLine:
    objection: Objection
    is_own: bool


@dataclass(frozen=True)
class MinutesPage:
    """Minutes as they are, what was said of them, and what is to be done. `minutes` is None before there are any."""

    meeting: Meeting
    minutes: Minutes | None
    latest: MinutesVersion | None
    objections: Sequence[ObjectionLine]  # that are open
    earlier: Sequence[ObjectionLine]  # that were answered or taken back
    own: Objection | None  # the reader's, while it is open
    items: Sequence[ItemLine]
    people: Sequence[Member]
    may: Rights

    @property
    def state(self) -> str:
        """none, written, offered, objected, overdue (two wordings keep them from standing) or stand."""
        minutes = self.minutes
        if minutes is None or not minutes.source.strip():
            return "none"
        if minutes.stand:
            return "stand"
        if minutes.ends_at is None:
            return "written"
        if self.objections:
            return "objected"
        return "unsettled" if minutes.unsettled else "offered"


@dataclass(frozen=True)
class MinutesBeside:
    """What a meeting's own page shows of its minutes."""

    meeting: Meeting
    minutes: Minutes | None
    state: str
    items: Sequence[ItemLine]
    may_write: bool
    may_add: bool


def minutes_page(meeting: Meeting, reader: Any, now: datetime) -> MinutesPage:
    """The page of the minutes of `meeting`. Four queries for a visitor; three more for a member."""
    minutes = minutes_of(meeting, reader)
    is_there = is_in(meeting.circle, reader)
    objections = _objections(minutes, reader)
    still = [line for line in objections if line.objection.ended_at is None]
    own = next((line.objection for line in still if line.is_own), None)
    is_over = minutes is not None and _is_over(minutes, still, now)
    return MinutesPage(
        meeting=meeting,
        minutes=minutes,
        latest=_latest(minutes),
        objections=still,
        earlier=[line for line in objections if line.objection.ended_at],
        own=own,
        items=lines_of(items_of_meeting(meeting, reader), reader, is_in=is_there),
        people=people_of(meeting.circle) if is_there else [],
        may=_rights(meeting, minutes, reader, is_there=is_there, is_over=is_over),
    )


def minutes_beside(meeting: Meeting, reader: Any) -> MinutesBeside | None:
    """What is shown on the page of `meeting`: two queries, two more for members. Nothing of one that was cancelled, or
    of one that has no date."""
    if meeting.is_cancelled or meeting.starts_at is None:
        return None
    minutes = Minutes.objects.visible_to(reader).filter(pk=meeting.pk).defer("source").first()
    is_there = is_in(meeting.circle, reader)
    may_write = is_there and can(reader, Act.WRITE_MINUTES, meeting)
    return MinutesBeside(
        meeting=meeting,
        minutes=minutes,
        state=_in_brief(minutes),
        items=lines_of(items_of_meeting(meeting, reader), reader, is_in=is_there),
        may_write=may_write and not (minutes and minutes.stand),
        may_add=may_write,
    )


def minutes_of(meeting: Meeting, reader: Any) -> Minutes | None:
    return Minutes.objects.visible_to(reader).for_pages().filter(pk=meeting.pk).first()


def items_for_export(meeting: Meeting, reader: Any) -> list[ActionItem]:
    return items_of_meeting(meeting, reader)


def _in_brief(minutes: Minutes | None) -> str:
    if minutes is None or minutes.number == 0:
        return "none"
    if minutes.stand:
        return "stand"
    return "offered" if minutes.ends_at else "written"


def _latest(minutes: Minutes | None) -> MinutesVersion | None:
    if minutes is None or minutes.number == 0:
        return None
    return minutes.versions.kept().select_related("author").defer("source").order_by("-number").first()


def _objections(minutes: Minutes | None, reader: Any) -> list[ObjectionLine]:
    if minutes is None or minutes.offered_at is None:
        return []
    rows = Objection.objects.filter(minutes=minutes).select_related("member").order_by("-pk")
    return [ObjectionLine(one, one.member_id == reader.pk) for one in rows[:MOST_OBJECTIONS]]


def _is_over(minutes: Minutes, objections: Sequence[ObjectionLine], now: datetime) -> bool:
    """Whether they stand, or will as soon as a worker comes by."""
    due = minutes.ends_at is not None and minutes.ends_at <= now
    return minutes.stand or (due and not objections and not minutes.unsettled)


def _rights(
    meeting: Meeting, minutes: Minutes | None, reader: Any, *, is_there: bool, is_over: bool
) -> Rights:
    if not is_there or meeting.is_cancelled:
        return Rights()
    may_write = can(reader, Act.WRITE_MINUTES, meeting)
    has_words = minutes is not None and bool(minutes.source.strip())
    return Rights(
        write=may_write and not is_over,
        offer=has_words and minutes is not None and minutes.offered_at is None,
        object=minutes is not None and minutes.ends_at is not None and not is_over,
        add_item=may_write,
    )
