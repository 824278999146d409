"""What a meeting's page needs, in a number of queries that neither people nor items change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise

from forum.debate.contexts import contexts_of
from forum.meetings.beside import Shown, shown_beside
from forum.meetings.models import EARLY, AgendaItem, Answer, Meeting, Says
from forum.meetings.pages.dates import Dates, dates_of
from forum.meetings.pages.times import Times, times_of_meeting
from forum.meetings.suggesting import Suggestion, suggestions_for
from forum.members.zones import zone_of
from forum.permissions import Act, can

MOST_NAMES = 60  # of those who answered the same
MOST_SUGGESTED = 6


@dataclass(frozen=True)
class Said:
    """Who said the same, those who said it last first; `more` are not named."""

    says: str
    label: str | Promise
    names: Sequence[str]
    count: int
    is_own: bool

    @property
    def more(self) -> int:
        return self.count - len(self.names)


@dataclass(frozen=True)
class Item:
    """Something on the agenda, with the clock time at which it would begin, "" where nobody can say."""

    item: AgendaItem
    at: str
    href: str
    place: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Rights:
    """What the reader may do now."""

    change: bool = False
    cancel: bool = False
    answer: bool = False
    open: bool = False
    close: bool = False
    plan: bool = False  # the agenda


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    times: Times | None
    is_in: bool  # in the circle: then who comes, and the link of the call, are shown
    link: str
    said: Sequence[Said]
    own: str
    dates: Dates | None
    items: Sequence[Item]
    planned: int  # minutes of all items
    suggestions: Sequence[Suggestion]
    blocks: Sequence[Shown]
    may: Rights

    @property
    def opens_later(self) -> bool:
        """Whether the reader can open it, only not yet."""
        waits = self.meeting.starts_at is not None and self.meeting.opened_at is None
        return self.is_in and waits and not self.meeting.is_over and not self.may.open

    @property
    def has_answers(self) -> bool:
        return any(one.count for one in self.said)

    @property
    def aside(self) -> Sequence[Shown]:
        """What stands beside it: small things to know and to do."""
        return [one for one in self.blocks if not one.is_wide and not one.is_now]

    @property
    def now(self) -> Sequence[Shown]:
        """What is done at this moment."""
        return [one for one in self.blocks if one.is_now]

    @property
    def below(self) -> Sequence[Shown]:
        """What stands below the agenda: what is read."""
        return [one for one in self.blocks if one.is_wide]

    @property
    def left(self) -> int:
        """Minutes that no item has; below zero where there are too many."""
        return self.meeting.length - self.planned

    @property
    def over(self) -> int:
        return max(-self.left, 0)


def meeting_page(meeting: Meeting, reader: Any, now: datetime) -> MeetingPage:
    """The page of `meeting`, which comes `for_pages`: a query for the agenda and one for each kind of place its threads
    stand in; for members three more, and two while a date is looked for. What rooms show beside it, they ask."""
    may_come = can(reader, Act.COME_TO_MEETING, meeting)
    may_change = may_come and can(reader, Act.CHANGE_MEETING, meeting)
    said, own = _said(meeting, reader) if may_come else ([], "")
    items = _items(meeting, reader)
    plans = may_change and not meeting.is_over
    return MeetingPage(
        meeting=meeting,
        times=times_of_meeting(meeting, reader),
        is_in=may_come,
        link=meeting.link if may_come and not meeting.is_over else "",
        said=said,
        own=own,
        dates=dates_of(meeting, reader, may_change=may_change) if meeting.is_looking and may_come else None,
        items=items,
        planned=sum(one.item.length or 0 for one in items),
        suggestions=_suggestions(meeting, reader, items) if plans else [],
        blocks=shown_beside(meeting, reader),
        may=Rights(
            change=plans,
            cancel=plans and meeting.opened_at is None,
            plan=plans,
            answer=may_come and not meeting.is_over and meeting.starts_at is not None,
            open=may_come and _may_begin(meeting, now),
            close=may_come and meeting.is_live,
        ),
    )


def _may_begin(meeting: Meeting, now: datetime) -> bool:
    """Whether it is time to open it, as `open_meeting` decides."""
    is_near = meeting.starts_at is not None and meeting.starts_at - EARLY <= now
    return is_near and not meeting.is_over and meeting.opened_at is None


def _said(meeting: Meeting, reader: Any) -> tuple[list[Said], str]:
    """What people said, of those still in the circle, by answer; and what the reader did."""
    if meeting.starts_at is None:
        return [], ""
    given: Any = Answer.objects.visible_to(reader).filter(meeting=meeting)
    rows = given.still_in().order_by("-at", "-pk")
    found: dict[str, list[str]] = {says: [] for says in Says.values}
    own = ""
    for member, says, name in rows.with_names().values_list("member", "says", "name"):
        found[says].append(name)
        own = says if member == reader.pk else own
    said = [
        Said(says, Says(says).label, names[:MOST_NAMES], len(names), is_own=says == own)
        for says, names in found.items()
    ]
    return said, own


def _items(meeting: Meeting, reader: Any) -> list[Item]:
    rows = list(AgendaItem.objects.filter(meeting=meeting).with_threads(reader))
    threads = {one.pk: one.thread for one in rows if one.thread and one.is_read}
    contexts = contexts_of(list(threads.values()))
    at: datetime | None = meeting.starts_at
    zone = zone_of(reader.time_zone if reader.is_authenticated else meeting.time_zone)
    found = []
    for nth, one in enumerate(rows):
        thread = threads.get(one.pk)
        context = contexts.get(thread.pk) if thread else None
        found.append(
            Item(
                item=one,
                at=date_format(at.astimezone(zone), "H:i") if at else "",
                href=(context.url if context else thread.get_absolute_url()) if thread else "",
                place=context.title if context else "",
                is_first=nth == 0,
                is_last=nth == len(rows) - 1,
            )
        )
        at = at + timedelta(minutes=one.length) if at and one.length else None
    return found


def _suggestions(meeting: Meeting, reader: Any, items: Sequence[Item]) -> list[Suggestion]:
    there = {one.item.thread_id for one in items if one.item.thread_id}
    found = suggestions_for(meeting, reader)
    return [one for one in found if one.thread is None or one.thread.pk not in there][:MOST_SUGGESTED]
