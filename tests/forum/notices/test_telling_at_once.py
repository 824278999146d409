"""Workers that end in the middle, and several at once: everyone is told, and nobody twice."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from forum.circles.models import Circle
from forum.debate.actions import edit_post, open_thread, reply
from forum.debate.models import Post
from forum.members.models import Member
from forum.notices.actions import read_all, read_posts
from forum.notices.forgetting import forget_post
from forum.notices.mail import at_once, digests
from forum.notices.models import Level, Notice, NoticeSettings, Subscription, Telling
from forum.notices.telling import BATCH, tell_all
from forum.notices.telling_again import tell_again
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once as together
from tests.forum.notices.conftest import confirm, everyone_is_told

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[3]
FOLLOWERS = 2 * BATCH + BATCH // 2


@pytest.fixture
def writer(settings) -> Member:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    return make_member("writer")


@pytest.fixture
def opening(writer) -> Post:
    thread = open_thread(member=writer, circle=Circle.objects.commons(), title="Tea", source="Who brings it?")
    Telling.objects.all().delete()
    DBTaskResult.objects.all().delete()
    return thread.opening


def followers(opening: Post, count: int) -> list[Member]:
    """That many members who are told of everything in the thread of `opening`, in the order of their numbers."""
    rows = [
        Member(handle=f"follower-{n}", email=f"follower-{n}@example.org", password="!") for n in range(count)
    ]
    members = sorted(Member.objects.bulk_create(rows), key=lambda member: member.pk)
    Subscription.objects.bulk_create(
        Subscription(member=member, place="thread", place_id=opening.thread_id, level=Level.EVERYTHING)
        for member in members
    )
    return members


@contextmanager
def a_worker() -> Iterator[subprocess.Popen]:
    """A real worker, working off the test’s database; it is killed at the end, wherever it is."""
    found = connection.settings_dict
    url = f"postgres://{found['USER']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def wait_for(is_so: Callable[[], bool]) -> None:
    """However slow the machine: a worker may take a minute to begin where much else is going on."""
    for _ in range(6_000):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("It did not come about within ten minutes.")


def told_of(post: Post) -> int:
    return Notice.objects.filter(post=post).count()


def test_a_worker_killed_in_the_middle_and_started_again_tells_everyone_once(writer, opening):
    members = followers(opening, FOLLOWERS)
    answer = reply(member=writer, answers=opening, source="I do.")
    # The worker comes as far as the member who is held here, in the middle of the third batch.
    with transaction.atomic(), a_worker():
        Member.objects.select_for_update().get(pk=members[2 * BATCH + 5].pk)
        wait_for(lambda: told_of(answer) == 2 * BATCH - 1)  # and looked at its author, who started the thread
    assert Telling.objects.get().after == members[2 * BATCH - 2].pk
    Telling.objects.update(at=timezone.now() - timedelta(minutes=5))

    with a_worker():
        wait_for(lambda: not Telling.objects.exists())

    assert told_of(answer) == FOLLOWERS
    assert set(Notice.objects.values_list("member", flat=True)) == {member.pk for member in members}
    assert set(Member.objects.exclude(pk=writer.pk).values_list("unread_notices", flat=True)) == {1}


def test_several_workers_at_once_tell_everyone_once(writer, opening):
    followers(opening, BATCH + 50)
    answer = reply(member=writer, answers=opening, source="I do.")

    together(lambda: tell_all(answer.pk), *[()] * 4)

    assert told_of(answer) == BATCH + 50
    assert set(Member.objects.exclude(pk=writer.pk).values_list("unread_notices", flat=True)) == {1}


def test_several_workers_at_once_tell_of_another_wording_once(writer, opening):
    members = followers(opening, 12)
    answer = reply(member=writer, answers=opening, source="I do.")
    tell_all(answer.pk)
    Notice.objects.filter(member__in=[member.pk for member in members[:6]]).delete()
    Member.objects.update(unread_notices=0)
    handles = " ".join(f"@{member.handle}" for member in members)
    edit_post(member=writer, post=answer, source=f"{handles}: I do.", kind=answer.kind)

    together(lambda: tell_again(answer.pk), *[()] * 4)

    assert told_of(answer) == 12
    assert list(members[0].notices.values_list("reason", flat=True)) == ["mentioned"]
    counts = Member.objects.filter(pk__in=[member.pk for member in members]).order_by("pk")
    assert list(counts.values_list("unread_notices", flat=True)) == [1] * 6 + [0] * 6


def test_editing_while_a_worker_tells_of_the_wording_before_leaves_nobody_out(writer, opening):
    members = followers(opening, 8)
    Subscription.objects.all().delete()
    answer = reply(member=writer, answers=opening, source="I do.")
    tell_all(answer.pk)

    def mention_one_more(count: int) -> None:
        handles = " ".join(f"@{member.handle}" for member in members[:count])
        edit_post(member=writer, post=answer, source=handles, kind=answer.kind)
        tell_again(answer.pk)

    together(mention_one_more, *[(count,) for count in range(1, 9)])

    mentioned = set(answer.mentions.values_list("member", flat=True))
    assert set(Notice.objects.values_list("member", flat=True)) == mentioned


def test_many_posts_told_at_once_and_read_meanwhile_leave_the_counts_true(writer, opening):
    members = followers(opening, 20)
    answers = [reply(member=writer, answers=opening, source=f"Answer {n}.") for n in range(8)]

    def tell_and_read(post: Post, member: Member) -> None:
        tell_all(post.pk)
        reader = Member.objects.get(pk=member.pk)
        read_posts(member=reader, posts=[post.pk])
        if member == members[0]:
            read_all(member=reader, until=10**9)
        if post == answers[1]:
            Post.objects.filter(pk=post.pk).update(withdrawn_at=timezone.now())
            forget_post(post.pk)

    together(tell_and_read, *zip(answers, members, strict=False))

    everyone_is_told()
    for member in members:
        member.refresh_from_db()
        unread = Notice.objects.filter(member=member, read_at=None).exclude(post=answers[1]).count()
        assert member.unread_notices == unread


def test_several_workers_mail_everything_once(writer, opening, settings, mailoutbox):
    settings.EMAIL_IS_SENT = True
    members = followers(opening, 12)
    confirm(*members)
    answer = reply(member=writer, answers=opening, source="I do.")
    tell_all(answer.pk)
    Notice.objects.filter(member__in=members[:4]).update(
        mail="once", at=timezone.now() - 2 * at_once.GRACE, reason="answered"
    )
    NoticeSettings.objects.filter(member__in=members[:4]).update(digest_due_at=None)
    later = NoticeSettings.objects.filter(member__in=members[4:])
    later.update(digest_due_at=timezone.now())

    together(lambda: (at_once.send_waiting(timezone.now()), digests.send_due(timezone.now())), *[()] * 4)

    assert sorted(letter.to[0] for letter in mailoutbox) == sorted(member.email for member in members)
