"""Telling members of a meeting, in the background: some at a time, each once.

As of posts (see ../telling.py): one row, written with the act, says what is to be told and how far that has come; a
batch is one transaction, and two who tell of one meeting take turns at its row.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from forum.circles.models import Membership
from forum.meetings.models import Answer, Meeting, Says
from forum.members.models import Member
from forum.notices.meetings.models import MeetingNotice, MeetingTelling, What
from forum.notices.models import Level, NoticeSettings
from forum.notices.places import Place
from forum.notices.wishes import said_of, standings_in

BATCH = 500  # members
LATE = timedelta(days=1)  # before a meeting: what changes now is mailed at once
GRACE = timedelta(minutes=5)  # else after so long, in which whoever called it may mend it


def begin_telling(
    meeting: Meeting, what: What, *, by: Member | None, was_at: datetime | None = None
) -> MeetingTelling:
    """Remember, with what was done to a meeting, that members are to be told of it: but for whoever did it.

    What was being told of it begins again. Where not all have heard yet that it was called, a change is part of that.
    """
    earlier = MeetingTelling.objects.filter(meeting=meeting).first()
    if earlier and earlier.what == What.CALLED and what == What.CHANGED:
        what = What.CALLED
    said = {
        "what": what,
        "was_at": (earlier and earlier.was_at) or was_at,  # what those who wait to hear it know
        "by": by,
        "after": 0,
        "at": timezone.now(),
    }
    return MeetingTelling.objects.update_or_create(meeting=meeting, defaults=said)[0]


def tell_all(pk: int) -> None:
    """Tell everybody who is to be told of the meeting of that number."""
    while tell_next(pk):
        pass


@transaction.atomic
def tell_next(pk: int) -> bool:
    """Tell the next BATCH of those who are to be told of a meeting; return whether there may be more."""
    telling = MeetingTelling.objects.select_for_update().filter(meeting=pk).first()
    if telling is None:
        return False
    # Read once the row is held, so that nothing is told that was true before the latest act.
    meeting = Meeting.objects.select_related("circle").get(pk=pk)
    concerned = addressed_by(meeting).filter(member__gt=telling.after).order_by("member")
    looked_at = list(concerned.values_list("member", flat=True)[:BATCH]) if is_news(meeting, telling) else []
    if looked_at:
        tell_some(
            meeting,
            looked_at,
            what=What(telling.what),
            since=telling.at,
            was_at=telling.was_at,
            by=telling.by_id,
        )
    if len(looked_at) < BATCH:
        telling.delete()
        return False
    telling.after = looked_at[-1]
    telling.save(update_fields=["after"])
    return True


def is_news(meeting: Meeting, telling: MeetingTelling) -> bool:
    """Whether anybody can still go by it: not what is said of an evening that is over."""
    times = (meeting.starts_at, telling.was_at)
    return any(at is not None and at + timedelta(minutes=meeting.length) > timezone.now() for at in times)


def addressed_by(meeting: Meeting) -> QuerySet:
    """Rows with a `member` each, of those whom a meeting addresses: all who are in its circle now; in the Commons,
    where everyone is, those who have said that they come, or may."""
    if meeting.circle.is_commons:
        return Answer.objects.filter(meeting=meeting, says__in=(Says.YES, Says.MAYBE))
    return Membership.objects.current().filter(circle=meeting.circle_id)


def tell_some(
    meeting: Meeting,
    looked_at: Collection[int],
    *,
    what: What,
    since: datetime,
    was_at: datetime | None = None,
    by: int | None = None,
) -> None:
    """Write notices to those of `looked_at` who are in the circle now, have not been told of it as it is since `since`,
    and have not said that they want to hear nothing of it; but for whoever did it, `by`."""
    # Locked in one order, so that two meetings that are told to the same members never wait for each other.
    present = Membership.objects.current().filter(circle=meeting.circle_id).values("member")
    rows = Member.objects.filter(pk__in=looked_at, is_active=True).filter(pk__in=present).exclude(pk=by or 0)
    members = list(
        rows.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True)
    )
    told = MeetingNotice.objects.filter(meeting=meeting, member__in=members)
    earlier = {notice.member_id: notice for notice in told}
    members = [number for number in members if not _has_been_told(earlier.get(number), meeting, since)]
    muted = muted_of(meeting, members)
    members = [number for number in members if number not in muted]
    if members:
        _write(meeting, members, earlier, what=what, was_at=was_at)


def _write(
    meeting: Meeting,
    members: Sequence[int],
    earlier: Mapping[int, MeetingNotice],
    *,
    what: What,
    was_at: datetime | None,
) -> None:
    """Write the notices; what each was told before gives way, and is counted no longer."""
    now = timezone.now()
    unmailed = NoticeSettings.objects.filter(member__in=members, mail_at_once=False)
    without_mail = set(unmailed.values_list("member", flat=True))
    mail_at = now if what == What.REMINDER or _is_late(meeting, was_at, now) else now + GRACE
    notices = [
        MeetingNotice(
            member_id=number,
            meeting=meeting,
            what=_what_for(earlier.get(number), what),
            sequence=meeting.sequence,
            was_at=was_at,
            at=now,
            mail_at=None if number in without_mail else mail_at,
        )
        for number in members
    ]
    MeetingNotice.objects.filter(meeting=meeting, member__in=members).delete()
    MeetingNotice.objects.bulk_create(notices)
    unread = {number for number, notice in earlier.items() if notice.read_at is None}
    newly = [number for number in members if number not in unread]
    Member.objects.filter(pk__in=newly).update(unread_notices=F("unread_notices") + 1)


def _has_been_told(earlier: MeetingNotice | None, meeting: Meeting, since: datetime) -> bool:
    """By its number and the time: two machines' clocks may differ by more than two acts lie apart."""
    return earlier is not None and earlier.sequence >= meeting.sequence and earlier.at >= since


def _what_for(earlier: MeetingNotice | None, what: What) -> What:
    """Whoever has not heard yet that it was called is told that, as it is now; whoever has, that it was changed."""
    if earlier is None or what not in (What.CALLED, What.CHANGED):
        return what
    has_heard = earlier.what != What.CALLED or earlier.read_at or earlier.mailed_at
    return What.CHANGED if has_heard else What.CALLED


def _is_late(meeting: Meeting, was_at: datetime | None, now: datetime) -> bool:
    times = (meeting.starts_at, was_at)
    return any(at is not None and now < at < now + LATE for at in times)


def muted_of(meeting: Meeting, members: Sequence[int]) -> set[int]:
    """Those of `members` who have said that they want to hear nothing of the meeting, or of its circle."""
    standings = standings_in(meeting.circle_id, members)
    places = [Place("meeting", meeting.pk), Place("circle", meeting.circle_id)]
    said = said_of(members, places, standings)
    return {member for member, (level, _because) in said.items() if level == Level.NOTHING}
