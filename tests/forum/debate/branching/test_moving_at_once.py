"""Moving a branch while others write in it: nobody's words are lost, and none hang in the air."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from forum.circles.models import Circle
from forum.debate.actions import open_thread, reply
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.debate.branching.refusals import CannotMove
from forum.debate.models import Post, Thread
from tests.conftest import make_member
from tests.forum.debate.branching.conftest import assert_true

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 8, 5


@pytest.fixture
def writers():
    # Emptying the tables after a test takes the Commons with it.
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"writer{number}") for number in range(WRITERS)]


@pytest.fixture
def root(writers) -> Post:
    thread = open_thread(
        member=writers[0], circle=Circle.objects.commons(), title="Tea", source="Who brings it?"
    )
    return reply(member=writers[1], answers=thread.opening, source="And soup?")


def at_once(*acts) -> list:
    """Do all of `acts` at the same moment, each in a thread of its own; return what they return."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(timeout=30)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def writes_on(member, root: Post):
    """Whoever writes on answers what they have just written, as they knew it, and the root again."""

    def write() -> list[Post]:
        written = [Post.objects.select_related("thread__opening").get(pk=root.pk)]
        for number in range(EACH):
            known = Post.objects.select_related("thread__opening").get(pk=written[-1].pk)
            answers = known if number % 3 else written[0]
            written.append(reply(member=member, answers=answers, source=f"{member.handle} {number}"))
        return written[1:]

    return write


def moves_out_and_back(member, root: Post):
    def move() -> Thread:
        thread = branch_off(member=member, post=Post.objects.get(pk=root.pk), title="Soup")
        move_back(member=member, branching=Branching.objects.get(post=root, undone_at=None))
        return branch_off(member=member, post=Post.objects.get(pk=root.pk), title=thread.title)

    return move


def test_replies_written_while_their_branch_moves_go_along(writers, root):
    acts = [writes_on(member, root) for member in writers]
    *written, soup = at_once(*acts, moves_out_and_back(writers[0], root))

    posts = [post.pk for some in written for post in some]
    assert len(posts) == len(set(posts)) == WRITERS * EACH
    assert set(soup.posts.values_list("pk", flat=True)) == {root.pk, *posts}
    assert Thread.objects.get(pk=root.thread_id).posts.count() == 1
    assert_true(Thread.objects.all())


def test_of_two_who_move_a_branch_at_once_one_does(writers, root):
    def move(member):
        def act():
            try:
                return branch_off(member=member, post=Post.objects.get(pk=root.pk), title=member.handle)
            except CannotMove as refused:
                return str(refused)

        return act

    found = at_once(*[move(member) for member in writers])
    assert sum(isinstance(one, Thread) for one in found) == 1
    assert Thread.objects.count() == 2
    assert_true(Thread.objects.all())


def test_a_branch_and_a_branch_of_it_move_at_once(writers, root):
    below = reply(member=writers[2], answers=root, source="Leeks.")
    for number in range(10):
        reply(member=writers[3], answers=below, source=f"{number}")

    def move(post: Post, title: str):
        return lambda: branch_off(member=writers[0], post=Post.objects.get(pk=post.pk), title=title)

    soup, leeks = at_once(move(root, "Soup"), move(below, "Leeks"))
    assert (soup.posts.count(), leeks.posts.count()) == (1, 11)
    assert_true(Thread.objects.all())
