"""Many at once: nobody's words are lost, and nothing is done twice."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from forum.circles.models import Circle
from forum.debate.actions import edit_post, open_thread, reply
from forum.debate.models import Post, Thread
from forum.sources.actions import find_or_add
from forum.sources.models import Source
from tests.conftest import make_member

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRITERS = 8


@pytest.fixture
def writers():
    # Emptying the tables after a test takes the Commons with it.
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"writer{number}") for number in range(WRITERS)]


@pytest.fixture
def opening(writers) -> Post:
    commons = Circle.objects.commons()
    return open_thread(member=writers[0], circle=commons, title="Tea", source="Who brings it?").opening


def at_once(act: Callable, *calls: tuple) -> list:
    """Call `act` with each of `calls` in a thread of its own, all starting together; return what they return."""
    start = Barrier(len(calls))

    def run(call: tuple):
        try:
            start.wait(timeout=10)
            return act(*call)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_replies_sent_at_once_all_get_a_place_of_their_own(writers, opening):
    def write(member):
        return reply(member=member, answers=Post.objects.get(pk=opening.pk), source="I do.")

    posts = at_once(write, *[(member,) for member in writers])

    assert len({post.path for post in posts}) == WRITERS
    opening.thread.refresh_from_db()
    assert opening.thread.reply_count == WRITERS


def test_replies_to_different_posts_of_a_thread_do_not_wait_for_each_other_forever(writers, opening):
    first = [reply(member=member, answers=opening, source="I do.") for member in writers]

    posts = at_once(
        lambda member, answered: reply(member=member, answers=answered, source="No, I."),
        *zip(writers, reversed(first), strict=True),
    )

    assert [post.answers for post in posts] == first[::-1]


def test_a_form_sent_many_times_at_once_acts_once(writers, opening):
    form = {"kind": "comment", "source": "I do.", "token": str(uuid.uuid4())}

    def send():
        client = Client()
        client.force_login(writers[1])
        return client.post(reverse("reply", args=[opening.pk]), form).url

    assert len(set(at_once(send, *[()] * 4))) == 1
    assert opening.replies.count() == 1


def test_a_threads_posts_appear_in_the_order_of_their_ids(writers, opening):
    """Whoever has read everything up to one has missed nothing; see marks/."""
    first = [reply(member=member, answers=opening, source="I do.") for member in writers]
    appeared: list[set[int]] = []

    def write(member, answered):
        reply(member=member, answers=answered, source="No, I.")
        appeared.append(set(Post.objects.values_list("pk", flat=True)))

    at_once(write, *zip(writers, first, strict=True))

    everything = sorted(Post.objects.values_list("pk", flat=True))
    for seen in appeared:
        assert seen == set(everything[: len(seen)])


def test_a_form_that_opens_a_thread_acts_once_too(writers, opening):
    form = {"title": "Soap", "kind": "comment", "source": "Who?", "tags": "tea", "token": str(uuid.uuid4())}

    def send():
        client = Client()
        client.force_login(writers[1])
        return client.post(reverse("new_thread", args=["commons"]), form).url

    assert len(set(at_once(send, *[()] * 4))) == 1
    assert Thread.objects.filter(title="Soap").count() == 1


def test_edits_made_at_once_lose_no_wording(writers, opening):
    def edit(number):
        edit_post(member=writers[0], post=opening, source=f"Wording {number}.", kind="comment")

    at_once(edit, *[(number,) for number in range(WRITERS)])

    opening.refresh_from_db()
    said = {opening.source, *opening.revisions.values_list("source", flat=True)}
    assert said == {"Who brings it?", *(f"Wording {number}." for number in range(WRITERS))}
    assert [old.number for old in opening.revisions.all()] == list(range(1, WRITERS + 1))


def test_a_source_added_by_many_at_once_is_one(writers):
    found = at_once(
        lambda member: find_or_add(member=member, author="Okafor", title="Ledger").pk,
        *[(member,) for member in writers],
    )

    assert len(set(found)) == Source.objects.count() == 1
