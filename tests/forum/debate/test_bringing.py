"""Threads brought from elsewhere stand as if they had been written one by one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.debate.actions import open_thread, reply
from forum.debate.bringing import PostBrought, bring_threads, take_back_threads
from forum.debate.models import Post, Thread

THEN = datetime(2020, 1, 1, tzinfo=UTC)
TREE = [None, 0, 0, 1, 3, 1, 2]  # what each post answers


def brought(tree, **said) -> list[PostBrought]:
    return [
        PostBrought(
            elsewhere="Jane Doe",
            kind="comment",
            source=f"Post {nth}",
            html=f"<p>Post {nth}</p>",
            written_at=THEN + timedelta(minutes=nth),
            answers=answers,
            **said,
        )
        for nth, answers in enumerate(tree)
    ]


def shape(thread: Thread) -> list[tuple]:
    posts = thread.posts.in_reading_order()
    return list(posts.values_list("path", "depth", "branches", "source", "answers__source", "written_at"))


def written(member, circle, tree) -> Thread:
    """The same posts, each written by the action that members use."""
    thread = open_thread(member=member, circle=circle, source="Post 0", at=THEN)
    posts = [thread.opening]
    for nth, answers in enumerate(tree[1:], start=1):
        at = THEN + timedelta(minutes=nth)
        posts.append(reply(member=member, answers=posts[answers], source=f"Post {nth}", at=at))
    return Thread.objects.get(pk=thread.pk)


def test_it_reads_like_what_was_written_here(amara, commons):
    [one] = bring_threads(member=amara, circle=commons, threads=[brought(TREE)], context="")

    here, there = written(amara, commons, TREE), Thread.objects.get(pk=one.thread.pk)
    assert shape(there) == shape(here)
    assert (there.reply_count, there.last_post_at) == (here.reply_count, here.last_post_at)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=10))
def test_any_tree_has_the_paths_that_replies_would_have(choices):
    from forum.circles.models import Circle
    from forum.members.models import Member

    member, _ = Member.objects.get_or_create(handle="amara", defaults={"email": "amara@example.org"})
    commons = Circle.objects.commons()
    commons.memberships.get_or_create(member=member, left_at=None)
    tree = [None, *(choice % nth for nth, choice in enumerate(choices, start=1))]

    [one] = bring_threads(member=member, circle=commons, threads=[brought(tree)], context="")

    assert shape(one.thread) == shape(written(member, commons, tree))


def test_further_replies_find_their_places(amara, bashir, commons):
    [one] = bring_threads(member=amara, circle=commons, threads=[brought(TREE)], context="")

    post = reply(member=bashir, answers=one.posts[0], source="And I.")

    assert post.path == "0002"
    assert Thread.objects.get(pk=one.thread.pk).reply_count == len(TREE)


def test_only_members_of_a_circle_bring_threads_into_it(bashir, kitchen):
    with pytest.raises(PermissionDenied):
        bring_threads(member=bashir, circle=kitchen, threads=[brought(TREE)], context="")
    assert not Thread.objects.exists()


def test_only_what_nobody_else_has_answered_is_taken_back(amara, bashir, commons):
    answered, alone = bring_threads(
        member=amara, circle=commons, threads=[brought(TREE), brought(TREE)], context=""
    )
    reply(member=bashir, answers=answered.posts[3], source="And I.")
    own = open_thread(member=amara, circle=commons, source="Mine.")

    taken = take_back_threads(member=amara, threads=[answered.thread.pk, alone.thread.pk, own.pk])

    assert taken == [alone.thread.pk]
    assert Post.objects.count() == len(TREE) + 2
    assert take_back_threads(member=bashir, threads=[answered.thread.pk]) == []
