"""Writing down what happens: one event after the other, with how the meeting stands then, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.meetings.live.models import LiveEvent, LiveState, Presence, Uncounted
from forum.meetings.live.queue import step
from forum.meetings.live.refusals import NotNow
from forum.meetings.live.standing import Event, State
from forum.meetings.live.writing_down import as_json, from_json
from forum.meetings.models import Meeting
from forum.members.models import Member

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Log:
    """A meeting that is held: nothing else is written of it until the transaction ends."""

    def __init__(self, row: LiveState, meeting: Meeting, now: datetime) -> None:
        self.row, self.meeting, self.now = row, meeting, now
        self.state: State = from_json(row.data)
        self._new: list[LiveEvent] = []

    def write(self, kind: str, member: Member | int | None = None, **body: Any) -> None:
        """Add an event, by or about `member`. Its time is never before the last one's."""
        pk = member.pk if isinstance(member, Member) else member
        at = max(in_milliseconds(self.now), self.state.at)
        event = Event(self.state.number + 1, at, kind, pk, body)
        self.state = step(self.state, event)
        self._new.append(
            LiveEvent(
                meeting=self.meeting,
                number=event.number,
                at=moment_of(at),
                member_id=pk,
                kind=kind,
                body=body,
            )
        )

    def arrive(self, member: Member) -> None:
        """`member` is heard of: whoever does anything in a meeting is there."""
        if member.pk not in self.state.here:
            is_uncounted = Uncounted.objects.current().filter(circle=self.meeting.circle_id, member=member)
            body = {"counted": False} if is_uncounted.exists() else {}
            self.write("joined", member, **body)
            seen = {"seen_at": self.now, "left_at": None}
            Presence.objects.update_or_create(meeting=self.meeting, member=member, defaults=seen)

    def keep(self) -> None:
        if not self._new:
            return
        LiveEvent.objects.bulk_create(self._new)
        self.row.version, self.row.data = self.state.number, as_json(self.state)
        self.row.save(update_fields=["version", "data"])


@contextmanager
def held(meeting: Meeting, *, at: datetime | None = None, also_over: bool = False) -> Iterator[Log]:
    """The log of a meeting, held until the block ends, when all that was written in it is kept, or nothing.

    It is the meeting itself that is locked, as by whoever closes it or hands on a role in it: so nobody can wait for
    each other. Raises NotNow unless the meeting is open; `also_over` lets in one that has just been closed.
    """
    with transaction.atomic():
        there = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
        if not (there.is_live or also_over):
            raise NotNow(_("The meeting is not open, or not any more."))
        row, _is_new = LiveState.objects.get_or_create(meeting=there)
        log = Log(row, there, at or timezone.now())
        yield log
        log.keep()


def events_of(meeting: Meeting) -> Iterator[Event]:
    """What has happened in a meeting, as it is replayed."""
    for row in LiveEvent.objects.filter(meeting=meeting).order_by("number"):
        yield Event(row.number, in_milliseconds(row.at), row.kind, row.member_id, row.body)


def in_milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MILLISECOND


def moment_of(at: int) -> datetime:
    return EPOCH + at * MILLISECOND
