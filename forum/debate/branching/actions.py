"""Branching off, and moving back."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from forum.debate.branching.locking import lock_branch
from forum.debate.branching.models import Branching
from forum.debate.branching.moving import move_out, move_under
from forum.debate.branching.refusals import MOST, CannotMove, brings_something, too_many, why_it_stays
from forum.debate.models import Post, Thread
from forum.debate.recounting import recount
from forum.debate.signals import branch_moved
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def branch_off(*, member: Member, post: Post, title: str, at: datetime | None = None) -> Thread:
    """Move a reply, and all under it, into a thread of its own in the same circle; return that thread.

    Raises CannotMove for what opens a thread, has been withdrawn or is withheld, stands as deep as paths go, was
    brought from elsewhere with its thread, or has more than MOST posts.
    """
    require(member, Act.BRANCH_OFF, post.thread)
    root, posts = lock_branch(post.pk, beside=post.answers_id, most=MOST)
    _insist_that_it_moves(root, posts)
    answered = cast(int, root.answers_id)  # since it moves
    came_from = Thread.objects.select_for_update(no_key=True).get(pk=root.thread_id)
    at = at or timezone.now()
    thread = Thread.objects.create(
        circle=came_from.circle, title=title, opened_by=root.author, opened_at=at, last_post_at=at
    )
    move_out(root, posts, to=thread)
    Branching.objects.create(
        post=root,
        answered_id=answered,
        step=root.path[-Post.STEP :],
        thread=thread,
        moved=len(posts),
        by=member,
        at=at,
    )
    Post.objects.filter(pk=answered).update(branched=F("branched") + 1)
    thread.opening = Post.objects.get(pk=root.pk)
    thread.save(update_fields=["opening"])
    _told(came_from, thread, posts)
    return thread


@transaction.atomic
def move_back(*, member: Member, branching: Branching, at: datetime | None = None) -> Post:
    """Move a branch back to what it answered, with all that was written below it since; return its first post.

    Moving back twice changes nothing. Raises CannotMove where there are more than MOST posts by now.
    """
    require(member, Act.BRANCH_OFF, branching.post.thread)
    root, posts = lock_branch(branching.post_id, beside=branching.answered_id, most=MOST)
    branching = Branching.objects.select_for_update().get(pk=branching.pk)
    if branching.undone_at:
        return root
    if len(posts) > MOST:
        raise CannotMove(too_many())
    answered = Post.objects.get(pk=branching.answered_id)
    threads = Thread.objects.select_for_update(no_key=True).filter(
        pk__in=(root.thread_id, answered.thread_id)
    )
    by_number = {thread.pk: thread for thread in threads.order_by("pk")}
    came_from, back_to = by_number[root.thread_id], by_number[answered.thread_id]
    Thread.objects.filter(pk=came_from.pk).update(opening=None)
    move_under(answered, branching.step, root, posts)
    Post.objects.filter(pk=answered.pk).update(branched=F("branched") - 1)
    branching.thread, branching.was_thread = None, came_from.pk
    branching.undone_by, branching.undone_at = member, at or timezone.now()
    branching.save(update_fields=["thread", "was_thread", "undone_by", "undone_at"])
    recount(back_to)
    branch_moved.send(sender=Thread, source=came_from, target=back_to, posts=posts)
    came_from.delete()
    return Post.objects.get(pk=root.pk)


def _insist_that_it_moves(root: Post, posts: list[int]) -> None:
    if reason := why_it_stays(root, size=len(posts), brings=brings_something(posts)):
        raise CannotMove(reason)


def _told(came_from: Thread, thread: Thread, posts: list[int]) -> None:
    recount(came_from)
    recount(thread)
    branch_moved.send(sender=Thread, source=came_from, target=thread, posts=posts)
