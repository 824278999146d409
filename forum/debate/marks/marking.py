"""Everything that is written of what members have read."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from forum.circles.models import Circle
from forum.debate.marks.models import AllRead, ReadMark
from forum.debate.marks.standing import Standing, standing_to
from forum.debate.marks.watermark import Mark
from forum.debate.models import Post, Thread
from forum.members.models import Member

MANY = 60  # exceptions; from there on it is worth a query to say them shorter
TRIES = 5  # of two who write at once one begins again; they are the windows of one person


def mark_shown(*, member: Member, thread: Thread, posts: Collection[int], standing: Standing) -> None:
    """Remember that `member`, who stood to `thread` as said, was shown these posts.

    Nothing is written where none of them was new, and one row where one was.
    """
    for _ in range(TRIES):
        if not standing.is_followed:
            # Who opens a thread for the first time has nothing new in it: only what is written from now on will be.
            mark = Mark(standing.latest)
        elif all(standing.mark.has_read(post) for post in posts):
            return
        else:
            mark = _after(standing, posts, member, thread)
        if _write(member, thread, mark, standing.version):
            return
        # Another window of theirs has marked something meanwhile.
        found = standing_to(member, thread)
        if found is None:
            return
        standing = found


def mark_thread_read(*, member: Member, thread: Thread) -> None:
    """Count every post of `thread` that there is as read."""
    for _ in range(TRIES):
        standing = standing_to(member, thread)
        if standing is None or _write(member, thread, Mark(standing.latest), standing.version):
            return


@transaction.atomic
def mark_all_read(*, member: Member, circle: Circle | None = None) -> None:
    """Count all that is written in `circle`, or everywhere, as read."""
    latest = Post.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    said = AllRead.objects.select_for_update().filter(member=member, circle=circle)
    if not said.update(up_to=Greatest("up_to", latest)):
        AllRead.objects.bulk_create(
            [AllRead(member=member, circle=circle, up_to=latest)], ignore_conflicts=True
        )


@transaction.atomic
def carry_marks(*, source: Thread, target: Thread, posts: Collection[int]) -> None:
    """Let what members have read of these posts hold in `target` as well, to which they were moved from `source`."""
    moved = set(posts)
    # In one order everywhere, so that two who carry marks at once never wait for each other.
    kept = list(ReadMark.objects.select_for_update().filter(thread=source).order_by("member"))
    _bring_marks(target, {row.member_id: row.mark for row in kept}, moved)
    changed = [row for row in kept if moved.intersection(row.beyond)]
    for row in changed:
        row.beyond = sorted(set(row.beyond) - moved)
        row.version += 1
    ReadMark.objects.bulk_update(changed, ["beyond", "version"], batch_size=500)


def _bring_marks(target: Thread, brought: Mapping[int, Mark], moved: Collection[int]) -> None:
    """Have marks in `target` say of the posts that moved there what the marks `brought` do, by their members' numbers.

    Of what stood there before, who has no mark there has read nothing.
    """
    marks = (
        ReadMark.objects.select_for_update()
        .filter(thread=target, member__in=list(brought))
        .order_by("member")
    )
    there = {row.member_id: row for row in marks}
    authors = dict(Post.objects.filter(thread=target).values_list("pk", "author_id"))
    oldest = min(authors.keys() - set(moved), default=None)
    new = []
    for member, mark in brought.items():
        row = there.get(member)
        if row is None:
            row = ReadMark(member_id=member, thread=target, version=0)
            row.up_to = mark.up_to if oldest is None else min(mark.up_to, oldest - 1)
            new.append(row)
        of_others = {post for post, author in authors.items() if author != member}
        said = row.mark.with_moved(of_others.intersection(moved), mark, of_others).bounded()
        row.up_to, row.beyond, row.version = said.up_to, sorted(said.beyond), row.version + 1
    ReadMark.objects.bulk_update(there.values(), ["up_to", "beyond", "version"], batch_size=500)
    ReadMark.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)


def _after(standing: Standing, posts: Collection[int], member: Any, thread: Thread) -> Mark:
    """The mark once these posts were shown, as short as it can be said."""
    mark = standing.mark.with_shown(posts)
    shown = sum(post <= standing.latest for post in mark.beyond - standing.mark.beyond)
    if shown >= standing.unread:
        return mark.raised_to(standing.latest)
    if len(mark.beyond) > MANY:
        present = Post.objects.filter(thread=thread, pk__gt=mark.up_to).exclude(author=member)
        some = present.order_by("pk").values_list("pk", flat=True)[: len(mark.beyond)]
        mark = mark.moved_over(list(some))
    return mark.bounded()


def _write(member: Member, thread: Thread, mark: Mark, version: int) -> bool:
    """Write the mark over the row of that version, or a first one at 0; False where that is not what there is now."""
    said: dict[str, Any] = {"up_to": mark.up_to, "beyond": sorted(mark.beyond)}
    if version:
        kept = ReadMark.objects.filter(member=member, thread=thread, version=version)
        return bool(kept.update(version=F("version") + 1, **said))
    try:
        with transaction.atomic():
            ReadMark.objects.create(member=member, thread=thread, **said)
    except IntegrityError:
        return False
    return True
