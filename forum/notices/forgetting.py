"""Taking back notices: of posts that were withdrawn, and those that were read long ago."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from forum.members.models import Member
from forum.notices.meetings.models import MeetingNotice
from forum.notices.models import CaseNotice, Mailing, Notice
from forum.notices.parts.models import PartNotice

BATCH = 500
READ_IS_KEPT = timedelta(days=180)
MAILINGS_ARE_KEPT = timedelta(days=30)


def forget_post(pk: int) -> None:
    """Delete the notices of a post that was withdrawn, and count them no longer."""
    while _forget_some(pk):
        pass


@transaction.atomic
def _forget_some(pk: int) -> bool:
    notices = Notice.objects.filter(post=pk, post__withdrawn_at__isnull=False).order_by("member")
    told = list(notices.select_for_update(of=("self",)).values_list("member_id", flat=True)[:BATCH])
    Notice.objects.filter(post=pk, member__in=told).delete()
    recount_all(told)
    return bool(told)


def recount_those_told(pk: int) -> None:
    """Make the counts true of all members who have an unread notice of that post, some at a time."""
    after = 0
    while some := _told_after(pk, after):
        with transaction.atomic():
            recount_all(some)
        after = some[-1]


def _told_after(pk: int, after: int) -> list[int]:
    told = Notice.objects.filter(post=pk, member__gt=after).unread().order_by("member")
    return list(told.values_list("member_id", flat=True)[:BATCH])


def recount_all(members: Collection[int]) -> None:
    """Make the counts of unread notices of many members true, by their numbers, in two statements."""
    rows = Member.objects.filter(pk__in=members)
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    told = _unread(Notice) + _unread(CaseNotice) + _unread(MeetingNotice) + _unread(PartNotice)
    rows.update(unread_notices=told)


def _unread(kind: type[Notice] | type[CaseNotice] | type[MeetingNotice] | type[PartNotice]) -> Coalesce:
    """How many notices of a kind a member, as a row, has not read."""
    mine = kind.objects.filter(member=OuterRef("pk")).visible_to_their_members().unread().order_by()
    return Coalesce(Subquery(mine.values("member").annotate(count=Count("pk")).values("count")), 0)


def forget_old(now: datetime) -> None:
    """Delete what was read longer than READ_IS_KEPT before `now`, and how old mails went."""
    old = Notice.objects.filter(read_at__lt=now - READ_IS_KEPT)
    while some := list(old.values_list("pk", flat=True)[:BATCH]):
        Notice.objects.filter(pk__in=some).delete()
    CaseNotice.objects.filter(read_at__lt=now - READ_IS_KEPT).delete()
    MeetingNotice.objects.filter(read_at__lt=now - READ_IS_KEPT).delete()
    PartNotice.objects.filter(read_at__lt=now - READ_IS_KEPT).delete()
    Mailing.objects.filter(begun_at__lt=now - MAILINGS_ARE_KEPT).delete()
