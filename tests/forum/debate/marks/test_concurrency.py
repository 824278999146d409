"""Several windows of one person: what any of them has shown is read."""

import pytest
from django.test import Client

from forum.circles.models import Circle, Membership
from forum.debate.actions import open_thread, reply
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.debate.marks.marking import mark_all_read, mark_shown, mark_thread_read
from forum.debate.marks.models import AllRead, ReadMark
from forum.debate.marks.standing import standing_to
from forum.debate.models import Post, Thread
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WINDOWS = 4


@pytest.fixture
def reader():
    return make_member("reader")


@pytest.fixture
def posts(reader) -> list[Post]:
    writer = make_member("writer")
    thread = open_thread(member=writer, circle=Circle.objects.commons(), title="Tea", source="Who?")
    replies = [reply(member=writer, answers=thread.opening, source=f"{number}") for number in range(40)]
    return [thread.opening, *replies]


@pytest.mark.parametrize("been_there", [False, True])
def test_windows_that_mark_at_once_lose_nothing(reader, posts, been_there):
    thread = posts[0].thread
    if been_there:
        mark_shown(member=reader, thread=thread, posts=[posts[0].pk], standing=standing_to(reader, thread))
    standing = standing_to(reader, thread)  # as each of them has read it
    pages = [[post.pk for post in posts[number * 7 + 1 : number * 7 + 6]] for number in range(WINDOWS)]

    at_once(
        lambda page: mark_shown(member=reader, thread=thread, posts=page, standing=standing),
        *[(page,) for page in pages],
    )

    after = standing_to(reader, thread)
    shown = {pk for page in pages for pk in page}
    assert not any(after.is_new(pk) for pk in shown)
    left = {post.pk for post in posts[1:]} - shown
    assert all(after.is_new(pk) for pk in left)
    assert after.unread == len(left) + (not been_there)
    assert ReadMark.objects.count() == 1


def test_pages_opened_at_once_are_both_read(reader, posts):
    thread = posts[0].thread
    urls = [thread.get_absolute_url(), f"{thread.get_absolute_url()}?after={posts[20].path}"]

    def read(url):
        client = Client()
        client.force_login(reader)
        assert client.get(url).status_code == 200

    at_once(read, *[(url,) for url in urls])

    assert standing_to(reader, Thread.objects.get(pk=thread.pk)).unread == 0


def test_marking_all_at_once_is_one_mark(reader, posts):
    at_once(lambda: mark_all_read(member=reader), *[()] * WINDOWS)
    at_once(lambda: mark_thread_read(member=reader, thread=posts[0].thread), *[()] * WINDOWS)

    assert AllRead.objects.count() == ReadMark.objects.count() == 1
    assert standing_to(reader, posts[0].thread).unread == 0


def test_branches_that_move_at_once_take_along_what_was_read_of_each(reader, posts):
    thread, mover = posts[0].thread, make_member("mover")
    Membership.objects.filter(member=mover).update(joined_at="2020-01-01T00:00Z")
    heads = posts[1:5]
    below = [reply(member=posts[0].author, answers=head, source="below") for head in heads]
    read = [posts[0], *heads[:2], below[0], below[2]]
    for member in (reader, mover):
        standing = standing_to(member, thread)
        mark_shown(member=member, thread=thread, posts=[post.pk for post in read], standing=standing)

    def assert_as_read() -> None:
        for post in Post.objects.filter(pk__in=[post.pk for post in [*heads, *below]]):
            for member in (reader, mover):
                assert standing_to(member, post.thread).is_new(post.pk) == (post not in read)

    at_once(
        lambda head: branch_off(member=mover, post=Post.objects.get(pk=head.pk), title="Out"),
        *[(head,) for head in heads],
    )
    assert_as_read()

    at_once(
        lambda one: move_back(member=mover, branching=Branching.objects.get(pk=one.pk)),
        *[(one,) for one in (*Branching.objects.all(), *Branching.objects.all())],
    )
    assert_as_read()
    assert Thread.objects.count() == 1
