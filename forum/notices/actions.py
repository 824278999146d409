"""What members do about what they are told: say how much of a place, change their settings, read."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from forum.debate.models import Post
from forum.members.models import Member
from forum.moderation.models import Case
from forum.notices.meetings.models import MeetingNotice
from forum.notices.models import CaseNotice, Level, Notice, NoticeSettings, Subscription
from forum.notices.parts.models import PartNotice
from forum.notices.places import Place
from forum.notices.telling import due_after
from forum.permissions import Act, require

MOST_COUNTED = 100  # unread notices; the header says no more than “99+”


def subscribe(*, member: Member, place: Place, level: str, at: datetime | None = None) -> None:
    """Tell `member` as much of a place as `level` says, from `at` on; as usual where it is "".

    Whoever calls has made sure that the member may see the place.
    """
    said = Subscription.objects.filter(member=member, place=place.kind, place_id=place.number)
    if not level:
        said.delete()
        return
    Subscription.objects.update_or_create(
        member=member,
        place=place.kind,
        place_id=place.number,
        defaults={"level": Level(level), "said_at": at or timezone.now()},
    )


@transaction.atomic
def mute_thread(*, member: Member, thread: int) -> None:
    """Tell `member` nothing more of a thread, not even of branches of it that they follow."""
    Subscription.objects.filter(
        member=member, place="branch", place_id__in=Post.objects.filter(thread=thread).values("pk")
    ).delete()
    subscribe(member=member, place=Place("thread", thread), level=Level.NOTHING)


@transaction.atomic
def follow_along(*, source: int, target: int) -> None:
    """Let what members said of the thread `source` hold for `target` too, to which some of its posts have moved. What
    they have said of that themselves stays."""
    said = Subscription.objects.filter(place="thread", place_id=source)
    rows = [
        Subscription(
            member_id=one.member_id, place="thread", place_id=target, level=one.level, said_at=one.said_at
        )
        for one in said
    ]
    Subscription.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def forget_thread(*, thread: int) -> None:
    """Forget what was said of a thread that nothing is left of."""
    Subscription.objects.filter(place="thread", place_id=thread).delete()


@transaction.atomic
def change_notice_settings(*, member: Member, **chosen: Any) -> NoticeSettings:
    """Change what `member` is told as usual, and how it is mailed; what waits to be mailed goes the new way."""
    require(member, Act.EDIT_PROFILE, member)
    NoticeSettings.objects.get_or_create(member=member)
    wishes = NoticeSettings.objects.select_for_update().get(member=member)
    for name, value in chosen.items():
        setattr(wishes, name, value)
    waiting = Notice.objects.filter(member=member).to_be_mailed()
    if not wishes.mail_at_once:
        waiting.filter(mail=Notice.Mail.ONCE).update(mail=Notice.Mail.DIGEST)
        for told in (MeetingNotice, PartNotice):
            told.objects.filter(member=member, mailed_at=None).update(mail_at=None)
    if wishes.digest == NoticeSettings.Digest.NEVER:
        waiting.filter(mail=Notice.Mail.DIGEST).update(mail="")
    waits = waiting.filter(mail=Notice.Mail.DIGEST).exists()
    wishes.digest_due_at = due_after(timezone.now(), member, wishes) if waits else None
    wishes.save()
    return wishes


def stop_all_mail(*, member: Member) -> None:
    """Send `member` no more mail about what others write."""
    change_notice_settings(member=member, mail_at_once=False, digest=NoticeSettings.Digest.NEVER)


def read_posts(*, member: Member, posts: Collection[int]) -> None:
    """Remember that `member` has read these posts, and with them what they were told of them.

    No query where nothing is unread, one where none of these is.
    """
    if member.unread_notices:
        _read(member, Q(post__in=posts))


def read_case(*, member: Member, case: Case) -> None:
    """Remember that `member` has the page of a case before them: what they were told of it is read.

    No query where nothing is unread, one where nothing of this case is.
    """
    told = CaseNotice.objects.filter(member=member, panel__case=case).unread()
    if not member.unread_notices or not told.exists():
        return
    with transaction.atomic():
        read = told.update(read_at=timezone.now())
        Member.objects.filter(pk=member.pk).update(unread_notices=Greatest(F("unread_notices"), read) - read)
    member.unread_notices = max(member.unread_notices - read, 0)


def read_all(
    *,
    member: Member,
    until: int,
    until_of_cases: int = 0,
    until_of_meetings: int = 0,
    until_of_parts: int = 0,
) -> None:
    """Remember that `member` has read all notices up to the number `until`, and none that came since; those of cases,
    of meetings and of their parts in these up to the other numbers."""
    _read(member, Q(pk__lte=until))
    others = ((CaseNotice, until_of_cases), (MeetingNotice, until_of_meetings), (PartNotice, until_of_parts))
    for kind, number in others:
        told: Any = kind.objects.filter(member=member, pk__lte=number)
        told.unread().update(read_at=timezone.now())
    recount(member=member)


def recount(*, member: Member) -> int:
    """Make the count of unread notices of `member` true, up to MOST_COUNTED: some may be of what they see no more.

    Writes only where it was not. Returns the count.
    """
    count = _count(member)
    if count != min(member.unread_notices, MOST_COUNTED):
        with transaction.atomic():
            # Held before it is counted again: whoever tells this member of something meanwhile comes before, or after.
            Member.objects.select_for_update(no_key=True).only("pk").get(pk=member.pk)
            count = _count(member)
            Member.objects.filter(pk=member.pk).update(unread_notices=count)
        member.unread_notices = count
    return count


def _count(member: Member) -> int:
    posts = len(Notice.objects.visible_to(member).unread().values("pk")[:MOST_COUNTED])
    cases = CaseNotice.objects.visible_to(member).unread().count()
    meetings = MeetingNotice.objects.visible_to(member).unread().count()
    parts = PartNotice.objects.visible_to(member).unread().count()
    return min(posts + cases + meetings + parts, MOST_COUNTED)


@transaction.atomic
def _read(member: Member, which: Q) -> None:
    """Notices are locked before their member, as everywhere."""
    read = Notice.objects.filter(which, member=member).unread().update(read_at=timezone.now())
    if read:
        Member.objects.filter(pk=member.pk).update(unread_notices=Greatest(F("unread_notices"), read) - read)
        member.unread_notices = max(member.unread_notices - read, 0)
