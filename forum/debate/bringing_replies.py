"""Replies brought from elsewhere below posts that stand here, and taken back from there.

Unlike whole threads (see bringing.py) they join a conversation: each takes its place as `reply` would give it one, and
the rooms above hear of what it changes there.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import Greatest

from forum.debate import answering
from forum.debate.bringing import AT_ONCE, PostBrought, hold_threads
from forum.debate.finding import POST
from forum.debate.growing import next_path
from forum.debate.models import Evidence, Post, Thread
from forum.debate.signals import post_replied
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing


@transaction.atomic
def bring_reply(*, member: Member, answers: Post, brought: PostBrought) -> Post:
    """Write what was brought as a reply to `answers`, which stands here. Raises PermissionDenied where the member may
    not reply."""
    require(member, Act.REPLY, answers.thread)
    path = next_path(answers)
    post = Post.objects.create(
        thread=answers.thread,
        author=member,
        elsewhere=brought.elsewhere,
        answers=answers,
        kind=brought.kind,
        source=brought.source,
        html=brought.html,
        path=path,
        depth=len(path) // Post.STEP,
        written_at=brought.written_at,
        edited_at=brought.edited_at,
        withdrawn_at=brought.withdrawn_at,
    )
    Evidence.objects.bulk_create(
        Evidence(post=post, source=one.source, locator=one.locator, says=one.says, stance=one.stance)
        for one in brought.evidence
    )
    Thread.objects.filter(pk=answers.thread_id).update(
        reply_count=F("reply_count") + 1, last_post_at=Greatest("last_post_at", brought.written_at)
    )
    if post.withdrawn_at is None:
        answering.count_as_answer(post)
    indexing.update(POST, [post.pk], are_new=True)
    post_replied.send(sender=Post, post=post)
    return post


@transaction.atomic
def take_back_replies(*, member: Member, posts: Iterable[int]) -> int:
    """Delete those of these replies under which nothing stands but what `member` brought, with all of that; return how
    many of `posts` stay."""
    wanted = set(posts)
    threads = set(Post.objects.filter(pk__in=wanted).values_list("thread_id", flat=True))
    hold_threads(threads)
    stay = 0
    for thread in Thread.objects.filter(pk__in=threads).order_by("pk"):
        levels, kept = _to_delete(thread, wanted, member)
        stay += kept
        if levels:
            _delete(thread, levels)
    return stay


def _to_delete(thread: Thread, wanted: set[int], member: Member) -> tuple[list[list[int]], int]:
    """The posts of a thread that go, those above before those that answer them; and how many of `wanted` stay."""
    rows = list(Post.objects.filter(thread=thread).values_list("pk", "answers", "author", "elsewhere"))
    answering: dict[int | None, list[int]] = {}
    for pk, answers, _author, _elsewhere in rows:
        answering.setdefault(answers, []).append(pk)
    of_others = {pk for pk, _, author, elsewhere in rows if author != member.pk or not elsewhere}
    goes: set[int] = set()
    levels: list[list[int]] = []
    for top in (pk for pk, *_ in rows if pk in wanted):
        below = _below(top, answering)
        if of_others.isdisjoint(pk for level in below for pk in level):
            for depth, level in enumerate(below):
                levels += [[] for _ in range(depth + 1 - len(levels))]
                levels[depth] += [pk for pk in level if pk not in goes]
            goes.update(*below)
    return levels, sum(pk in wanted and pk not in goes for pk, *_ in rows)


def _below(top: int, answering: dict[int | None, list[int]]) -> list[list[int]]:
    """A post, those that answer it, those that answer them, and so on."""
    levels = [[top]]
    while following := [pk for above in levels[-1] for pk in answering.get(above, ())]:
        levels.append(following)
    return levels


def _delete(thread: Thread, levels: list[list[int]]) -> None:
    gone = 0
    for level in reversed(levels):
        for begin in range(0, len(level), AT_ONCE):
            some = level[begin : begin + AT_ONCE]
            indexing.remove(POST, some)
            Post.objects.filter(pk__in=some).delete()
            gone += len(some)
    thread.reply_count -= gone
    thread.last_post_at = thread.posts.aggregate(latest=Max("written_at"))["latest"]
    thread.save(update_fields=["reply_count", "last_post_at"])
    answering.look_again(thread)
