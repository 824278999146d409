"""Who is there: whoever was heard of within a minute. Going and coming are events like all others."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Exists, OuterRef

from forum.meetings.live.log import Log, held, in_milliseconds
from forum.meetings.live.models import LiveState, Presence, Sounding
from forum.meetings.live.refusals import NotNow
from forum.meetings.live.soundings import RECALL, settle
from forum.meetings.models import AgendaItem, Meeting
from forum.members.models import Member

GONE_AFTER = timedelta(
    seconds=60
)  # without a poll; telephones ask every other second, sleeping ones not at all
SEEN_EVERY = timedelta(seconds=20)  # how often it is written that somebody still is there
SWEPT_EVERY = timedelta(
    seconds=10
)  # how often a poll looks for who has gone, and whether the agenda is another


def present_in(meeting: Meeting) -> list[int]:
    """The numbers of the members who are in a meeting now."""
    there = Presence.objects.filter(meeting=meeting, left_at=None)
    return sorted(there.values_list("member_id", flat=True))


def arrive(*, member: Member, meeting: Meeting, at: datetime | None = None) -> None:
    """`member`, who is in the circle, has the meeting before them. Nothing happens unless it is open."""
    try:
        with held(meeting, at=at) as log:
            log.arrive(member)
    except NotNow:
        return


def heard_of(*, member: Member, meeting: int, at: datetime) -> None:
    """Remember that `member`, who is there, still is."""
    Presence.objects.filter(meeting=meeting, member=member).update(seen_at=at)


def go(*, member: Member, meeting: Meeting, at: datetime | None = None) -> None:
    """`member` leaves the meeting, and the queue with it. Raises NotNow."""
    with held(meeting, at=at) as log:
        if member.pk in log.state.here:
            log.write("left", member, goes=True)
            Presence.objects.filter(meeting=meeting, member=member).update(left_at=log.now)
            settle(log)


def sweep_if_due(meeting: int, at: datetime) -> bool:
    """Look for who has gone, unless somebody else just did."""
    mine = LiveState.objects.filter(meeting=meeting, swept_at__lte=at - SWEPT_EVERY).update(swept_at=at)
    if mine:
        sweep(Meeting.objects.get(pk=meeting), at)
    return bool(mine)


def sweep(meeting: Meeting, at: datetime) -> None:
    """Write down who has gone, end what has waited too long, and notice another agenda. Safe to do at any time."""
    agenda = fingerprint(meeting)
    LiveState.objects.filter(meeting=meeting).exclude(agenda=agenda).update(agenda=agenda)
    gone = Presence.objects.filter(meeting=meeting, left_at=None, seen_at__lt=at - GONE_AFTER)
    asked = Sounding.objects.filter(meeting=meeting, kind=RECALL)
    if not (gone.exists() or asked.exists()):
        return
    try:
        with held(meeting, at=at) as log:
            _let_go(log)
            settle(log)
    except NotNow:
        return


def sweep_all(at: datetime) -> None:
    """The same for meetings from which nobody is left to ask."""
    gone = Presence.objects.filter(meeting=OuterRef("pk"), left_at=None, seen_at__lt=at - GONE_AFTER)
    for meeting in Meeting.objects.live().filter(Exists(gone)):
        sweep(meeting, at)


def fingerprint(meeting: Meeting) -> str:
    """What stands on the agenda, as a hash: when it differs, everyone's page has to."""
    columns = ("pk", "place", "title", "length", "note", "thread_id")
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("place", "pk").values_list(*columns)
    return sha256(repr(list(rows)).encode()).hexdigest()[:16]


def _let_go(log: Log) -> None:
    # Looked at again, now that nothing else is written.
    rows = Presence.objects.filter(
        meeting=log.meeting, left_at=None, seen_at__lt=log.now - GONE_AFTER
    ).order_by("pk")
    for row in rows:
        log.write("left", row.member_id, seen=in_milliseconds(row.seen_at))
        row.left_at = log.now
        row.save(update_fields=["left_at"])
