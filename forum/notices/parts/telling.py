"""Telling members of roles, minutes and action items, in the background: some at a time, each once.

Whom it concerns is asked when it is told, and not when it happened: who has left, said no or given something back
meanwhile is told nothing of it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from forum.circles.models import Membership
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.notices.meetings.telling import BATCH, muted_of
from forum.notices.models import NoticeSettings
from forum.notices.parts.models import BY_SOMEBODY, HAS, PartNotice, What

SOON = timedelta(minutes=1)  # in which an offer may be taken back, or the notice read here
GRACE = timedelta(minutes=5)
AGAIN_AFTER = timedelta(days=1)  # the same of the same thing is mailed once a day at most
# How long a mail waits; what is not named here is not mailed: who comes to a meeting sees which role is free.
MAILED_AFTER = {
    **dict.fromkeys(HAS, timedelta(0)),
    **dict.fromkeys((What.OFFERED, What.SWAP, What.TAKEN, What.ITEM), SOON),
    **dict.fromkeys((What.MINUTES, What.OBJECTED, What.ANSWERED), GRACE),
}


@dataclass(frozen=True)
class Part:
    """What members are told: `what` came about at `since`, by a member of that number, None where nobody did it.

    Of a role, or of an action item of that number; of neither, it is about the minutes.
    """

    meeting: Meeting
    what: What
    since: datetime
    by: int | None = None
    role: str = ""
    item: int | None = None


def tell_of(part: Part, concerned: Iterable[int | None]) -> None:
    """Tell those of the members `concerned`, by their numbers, who are to be told. Safe to run twice, and late."""
    numbers = sorted({number for number in concerned if number is not None} - {part.by})
    for begin in range(0, len(numbers), BATCH):
        _tell_some(part, numbers[begin : begin + BATCH])


@transaction.atomic
def _tell_some(part: Part, some: Collection[int]) -> None:
    # Locked in one order, as by whoever tells of posts and of meetings.
    present = Membership.objects.current().filter(circle=part.meeting.circle_id).values("member")
    rows = Member.objects.filter(pk__in=some, is_active=True).filter(pk__in=present)
    if part.by is not None and part.what in BY_SOMEBODY:
        rows = rows.exclude(blocks__blocked=part.by)
    members = list(
        rows.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True)
    )
    told = PartNotice.objects.filter(meeting=part.meeting, role=part.role, item=part.item, member__in=members)
    earlier = {notice.member_id: notice for notice in told}
    muted = muted_of(part.meeting, members)
    news = [
        number for number in members if number not in muted and not _has_been_told(earlier.get(number), part)
    ]
    if news:
        _write(part, news, {number: earlier[number] for number in news if number in earlier})


def _has_been_told(earlier: PartNotice | None, part: Part) -> bool:
    """Whether of this, or of what came later. That a role stands vacant is told once, however often it does."""
    if earlier is None:
        return False
    if earlier.what == part.what and (part.what == What.VACANT or earlier.since == part.since):
        return True
    return earlier.since > part.since


def _write(part: Part, members: Collection[int], earlier: Mapping[int, PartNotice]) -> None:
    """Write the notices; what each was told of it before gives way, and is counted no longer."""
    now = timezone.now()
    unmailed = NoticeSettings.objects.filter(member__in=members, mail_at_once=False)
    without_mail = set(unmailed.values_list("member", flat=True))
    mailed = {
        number: notice.mailed_at
        for number, notice in earlier.items()
        if _was_mailed_lately(notice, part, now)
    }
    after = MAILED_AFTER.get(part.what)
    if part.role and part.meeting.opened_at is not None:
        after = None  # they sit together
    PartNotice.objects.filter(pk__in=[notice.pk for notice in earlier.values()]).delete()
    PartNotice.objects.bulk_create(
        PartNotice(
            member_id=number,
            meeting=part.meeting,
            role=part.role,
            item_id=part.item,
            what=part.what,
            by_id=part.by,
            since=part.since,
            at=now,
            mail_at=None if after is None or number in without_mail or number in mailed else now + after,
            mailed_at=mailed.get(number),  # so that it is known the next time as well
        )
        for number in members
    )
    unread = {number for number, notice in earlier.items() if notice.read_at is None}
    newly = [number for number in members if number not in unread]
    Member.objects.filter(pk__in=newly).update(unread_notices=F("unread_notices") + 1)


def _was_mailed_lately(earlier: PartNotice, part: Part, now: datetime) -> bool:
    is_same = earlier.what == part.what
    return is_same and earlier.mailed_at is not None and earlier.mailed_at > now - AGAIN_AFTER
