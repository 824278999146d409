"""What calendars say of meetings: rows made into events, in the words of the language that is spoken meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from forum.circles.models import Membership
from forum.meetings.calendar.models import CalendarKey
from forum.meetings.calendar.writing import Event, as_calendar
from forum.meetings.models import AgendaItem, Answer, Meeting, Says
from forum.meetings.querysets import MeetingQuerySet
from forum.members.models import Member
from forum.members.speaking import speaking_to
from forum.members.zones import zone_of
from forum.record.writing import head

MOST = 1_000  # meetings, the latest: a calendar of ten years is not sent each hour
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Calendar:
    """What a calendar says, before it is written. `changed_at` is when that was last changed: what has gone from it
    meanwhile has left no time behind."""

    events: Sequence[Event]
    name: str
    description: str
    head: str
    changed_at: datetime

    @property
    def version(self) -> str:
        """Another one whenever it says something else. To write a long calendar costs more than to ask for it."""
        said = repr((list(self.events), self.name, self.description, self.head))
        return sha256(said.encode()).hexdigest()[:32]

    def written(self) -> bytes:
        return as_calendar(self.events, name=self.name, description=self.description, head=self.head)


def calendar_of(key: CalendarKey) -> Calendar | None:
    """The calendar that `key` opens, as its member sees it now; None where they are not in its circle any more."""
    meetings = Meeting.objects.for_member(key.member)
    if key.circle is not None:
        if not Membership.objects.current().filter(member=key.member, circle=key.circle).exists():
            return None
        meetings = meetings.of(key.circle)
    rows = list(dated(meetings, key.member)[:MOST])
    with speaking_to(key.member):
        return _calendar(
            rows,
            name=key.circle.name if key.circle else _("Meetings of my circles"),
            agendas=agendas_of(rows),
            is_in=True,
            since=key.made_at,
        )


def calendar_with(meeting: Meeting, reader: object) -> Calendar:
    """A calendar with one meeting that `reader` may see, for those who take it along by hand."""
    is_in = isinstance(reader, Member) and _is_in(meeting, reader)
    return _calendar([meeting], name="", agendas=agendas_of([meeting]), is_in=is_in, since=EPOCH)


def dated(meetings: MeetingQuerySet, member: Member) -> MeetingQuerySet:
    """Those that have a date, or had one before they were put off, the latest first, each with what `member` says to
    it, as `said`."""
    said = Answer.objects.filter(meeting=OuterRef("pk"), member=member).values("says")
    return (
        meetings.annotate(stands_at=Coalesce("starts_at", "was_to_start_at"), said=Subquery(said))
        .filter(stands_at__isnull=False)
        .select_related("circle")
        .order_by("-stands_at", "-pk")
    )


def agendas_of(meetings: Iterable[Meeting]) -> dict[int, Sequence[AgendaItem]]:
    """What is on the agenda of each, by their numbers. One query."""
    numbers = [meeting.pk for meeting in meetings]
    items = AgendaItem.objects.filter(meeting__in=numbers).order_by("meeting", "place", "pk")
    return {number: list(some) for number, some in groupby(items, key=lambda item: item.meeting_id)}


def event_of(meeting: Meeting, agenda: Sequence[AgendaItem], *, is_in: bool, says: str | None) -> Event:
    """The event of a meeting that has a date, or had one, for a reader who `is_in` its circle, or not: they are not
    told the link of the call. One that was put off is cancelled where calendars have it; when it has a date again, it
    comes back under the same number."""
    starts_at = meeting.starts_at or meeting.was_to_start_at
    assert starts_at is not None
    link = meeting.link if is_in else ""
    return Event(
        uid=f"{meeting.uid}@{host()}",
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        starts_at=starts_at,
        length=meeting.length,
        zone=zone_of(meeting.time_zone),
        title=_title(meeting),
        place=meeting.place,
        link=link,
        url=f"{settings.SITE_URL}{meeting.get_absolute_url()}",
        description=_description(meeting, agenda, link),
        is_cancelled=meeting.is_cancelled or meeting.starts_at is None,
        takes_time=says == Says.YES,
    )


def _title(meeting: Meeting) -> str:
    """With what has become of it: many programs show no status."""
    if meeting.is_cancelled:
        return _("Cancelled: %(title)s") % {"title": meeting.title}
    if meeting.starts_at is None:
        return _("Put off: %(title)s") % {"title": meeting.title}
    return meeting.title


def host() -> str:
    """The second half of a meeting's UID: this installation's name, whatever address it was asked at."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _calendar(
    meetings: Sequence[Meeting],
    *,
    name: str,
    agendas: dict[int, Sequence[AgendaItem]],
    is_in: bool,
    since: datetime,
) -> Calendar:
    events = [
        event_of(meeting, agendas.get(meeting.pk, ()), is_in=is_in, says=getattr(meeting, "said", None))
        for meeting in meetings
    ]
    at = head()
    description = _("Head of the record: %(head)s") % {"head": at}
    return Calendar(events, name, description, at, max([since, *(event.changed_at for event in events)]))


def _is_in(meeting: Meeting, member: Member) -> bool:
    return Membership.objects.current().filter(member=member, circle=meeting.circle_id).exists()


def _description(meeting: Meeting, agenda: Sequence[AgendaItem], link: str) -> str:
    """In paragraphs: why it was cancelled, what it is for, the agenda, the call, the page."""
    lines = "\n".join(f"{number}. {_line(item)}" for number, item in enumerate(agenda, 1))
    said = [
        meeting.why_cancelled,
        meeting.about,
        f"{_('Agenda')}\n{lines}" if lines else "",
        f"{_('Call')}: {link}" if link else "",
        f"{meeting.circle.name}: {settings.SITE_URL}{meeting.get_absolute_url()}",
    ]
    return "\n\n".join(part for part in said if part)


def _line(item: AgendaItem) -> str:
    if item.length is None:
        return item.title
    return _("%(title)s (%(minutes)d minutes)") % {"title": item.title, "minutes": item.length}
