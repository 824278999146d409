"""Telling members of a new post, in the background: some at a time, each once.

A batch is one transaction: the notices, the members' counts, and how far it has come. Whatever ends a worker in the
middle leaves whole batches behind, and whoever goes on begins after the last of them. Two who tell of one post take
turns at its row.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from forum.circles.querysets import readers_of
from forum.debate.models import Post
from forum.members.models import Member
from forum.members.zones import zone_of
from forum.notices.addressed import addressed_by
from forum.notices.models import ADDRESSING, Level, Notice, NoticeSettings, Subscription, Telling
from forum.notices.mornings import next_morning
from forum.notices.places import Place, places_of
from forum.notices.wishes import reasons_to_tell

BATCH = 500  # members
NEWS_FOR = timedelta(days=1)  # what was written longer ago is no news: it was brought here

Reason = Notice.Reason


def begin_telling(post: Post) -> bool:
    """Remember, with a post just written, that members are to be told of it. False where there is nobody to tell."""
    if post.thread.private_to_id or post.written_at < timezone.now() - NEWS_FOR:
        return False
    Telling.objects.create(post=post)
    return True


def tell_all(pk: int) -> None:
    """Tell everybody who is to be told of the post of that number."""
    while tell_next(pk):
        pass


@transaction.atomic
def tell_next(pk: int) -> bool:
    """Tell the next BATCH of those who may want to know of a post; return whether there may be more."""
    waiting = Telling.objects.select_for_update(of=("self",)).select_related("post__thread__circle")
    telling = waiting.filter(post=pk).first()
    if telling is None:
        return False
    post = telling.post
    places, addressed = places_of(post), addressed_by(post)
    looked_at = [] if post.withdrawn_at else _next_after(telling.after, post, places, addressed)
    if looked_at:
        tell_some(post, looked_at, places=places, addressed=addressed)
    if len(looked_at) < BATCH:
        telling.delete()
        return False
    telling.after = looked_at[-1]
    telling.save(update_fields=["after"])
    return True


def _next_after(
    after: int, post: Post, places: Sequence[Place], addressed: Mapping[int, Reason]
) -> list[int]:
    """The next BATCH, by number, of all who may want to know: some of them will turn out not to."""
    asking = NoticeSettings.objects.filter(member__gt=after)
    sources = [
        Subscription.objects.at(places).filter(level=Level.EVERYTHING, member__gt=after),
        asking.filter(all_of_written_in=True, member__posts__thread=post.thread_id).distinct(),
        asking.filter(
            all_of_joined=True,
            member__memberships__circle=post.thread.circle_id,
            member__memberships__left_at=None,
        ),
    ]
    found = {number for number in (*addressed, post.thread.opened_by_id) if number > after}
    for rows in sources:
        found.update(rows.order_by("member").values_list("member_id", flat=True)[:BATCH])
    return sorted(found)[:BATCH]


def tell_some(
    post: Post,
    looked_at: Sequence[int],
    *,
    places: Sequence[Place],
    addressed: Mapping[int, Reason],
    by: int | None = None,
) -> None:
    """Write notices to those of `looked_at` who may read the post now and want to know of it, but for whoever it is
    `by`, its author if nobody else is said, and those who have blocked them."""
    # Locked in one order, so that two posts that are told to the same members never wait for each other.
    readers = (
        Member.objects.filter(readers_of(post.thread), pk__in=looked_at, is_active=True)
        .exclude(pk=by or post.author_id)
        .exclude(blocks__blocked=by or post.author_id)
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )
    members = {member.pk: member for member in readers}
    told_before = Notice.objects.filter(post=post, member__in=members).values_list("member_id", flat=True)
    for number in told_before:
        del members[number]
    reasons = reasons_to_tell(post, list(members), places=places, addressed=addressed)
    if reasons:
        write_notices(post, members, reasons)


def write_notices(post: Post, members: Mapping[int, Member], reasons: Mapping[int, Reason]) -> None:
    """Write a notice of `post` to each member in `reasons`; `members` are held, by number. None has one yet."""
    now, wishes = timezone.now(), _wishes_of([members[number] for number in reasons])
    notices = [
        Notice(member_id=number, post=post, reason=reason, at=now, mail=_mail(reason, wishes[number]))
        for number, reason in reasons.items()
    ]
    Notice.objects.bulk_create(notices)
    Member.objects.filter(pk__in=reasons).update(unread_notices=F("unread_notices") + 1)
    to_digest = [notice.member_id for notice in notices if notice.mail == Notice.Mail.DIGEST]
    _set_due([(members[number], wishes[number]) for number in to_digest], now)


def _wishes_of(members: Iterable[Member]) -> dict[int, NoticeSettings]:
    """The settings of `members`, written down for those who had none."""
    numbers = [member.pk for member in members]
    found = NoticeSettings.objects.in_bulk(numbers)
    new = [NoticeSettings(member_id=number) for number in numbers if number not in found]
    if new:
        NoticeSettings.objects.bulk_create(new, ignore_conflicts=True)
    return found | {wish.member_id: wish for wish in new}


def _mail(reason: Reason, wish: NoticeSettings) -> str:
    if wish.mail_at_once and reason in ADDRESSING:
        return Notice.Mail.ONCE
    return "" if wish.digest == NoticeSettings.Digest.NEVER else Notice.Mail.DIGEST


def _set_due(waiting: Iterable[tuple[Member, NoticeSettings]], now: datetime) -> None:
    """Let each of those who have something new be sent a digest on their next morning. A statement for each morning."""
    by_morning: dict[datetime, list[int]] = {}
    for member, wish in waiting:
        if wish.digest_due_at is None:
            by_morning.setdefault(due_after(now, member, wish), []).append(member.pk)
    for morning, members in by_morning.items():
        NoticeSettings.objects.filter(member__in=members, digest_due_at=None).update(digest_due_at=morning)


def due_after(now: datetime, member: Member, wish: NoticeSettings) -> datetime:
    """When a member's digest after `now` is due."""
    weekday = wish.weekday if wish.digest == NoticeSettings.Digest.WEEKLY else None
    return next_morning(now, zone_of(member.time_zone), weekday)
