"""What belongs to posts and threads goes along with a branch that moves: what was read, and what one wants told."""

import pytest

from forum.circles.models import Membership
from forum.debate.actions import reply
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.debate.marks.marking import mark_shown, mark_thread_read
from forum.debate.marks.standing import standing_to
from forum.debate.models import Post
from forum.notices.models import Level, Subscription


def new_to(member, *posts: Post) -> list[str]:
    """The words of those of `posts` that are new to `member`."""
    others = Post.objects.exclude(author=member).order_by("pk")
    fresh = others.filter(pk__in=[post.pk for post in posts])
    return [post.source for post in fresh if standing_to(member, post.thread).is_new(post.pk)]


@pytest.fixture
def posts(talk) -> list[Post]:
    return list(talk.thread.posts.all())


def shown(member, post: Post) -> None:
    thread = Post.objects.get(pk=post.pk).thread
    mark_shown(member=member, thread=thread, posts=[post.pk], standing=standing_to(member, thread))


def test_what_was_read_of_a_branch_is_read_in_its_own_thread_and_when_it_comes_back(
    talk, bashir, chiara, posts
):
    Membership.objects.filter(member=bashir).update(joined_at="2020-01-01T00:00Z")
    mark_thread_read(member=bashir, thread=talk.thread)
    branch_off(member=chiara, post=talk.soup, title="Soup")
    assert new_to(bashir, *posts) == []

    move_back(member=chiara, branching=Branching.objects.get())
    assert new_to(bashir, *posts) == []


def test_what_is_not_read_of_a_branch_is_still_new_when_it_comes_back(talk, amara, bashir, chiara, posts):
    mark_thread_read(member=bashir, thread=talk.thread)
    branch_off(member=chiara, post=talk.soup, title="Soup")
    first, second = (
        reply(member=amara, answers=Post.objects.get(pk=talk.salt.pk), source=words)
        for words in ("A pinch.", "Or two.")
    )
    shown(bashir, second)
    last = reply(member=amara, answers=talk.thread.opening, source="Done.")
    mark_thread_read(member=bashir, thread=talk.thread)
    assert new_to(bashir, *posts, first, second, last) == ["A pinch."]

    move_back(member=chiara, branching=Branching.objects.get())
    assert new_to(bashir, *posts, first, second, last) == ["A pinch."]
    assert standing_to(bashir, talk.thread).new == 1


def test_who_read_the_branch_alone_has_not_read_what_it_comes_back_to(talk, bashir, chiara, amara, posts):
    reply(member=chiara, answers=talk.thread.opening, source="For Bashir.")
    branch_off(member=chiara, post=talk.soup, title="Soup")
    pinch = reply(member=amara, answers=Post.objects.get(pk=talk.salt.pk), source="A pinch.")
    mark_thread_read(member=bashir, thread=pinch.thread)
    before = new_to(bashir, *talk.thread.posts.all())
    assert "For Bashir." in before

    move_back(member=chiara, branching=Branching.objects.get())
    assert new_to(bashir, *talk.thread.posts.all()) == before


def test_who_muted_or_followed_a_thread_does_so_with_what_is_moved_out_of_it(talk, amara, bashir, chiara):
    for member, level in ((amara, Level.NOTHING), (bashir, Level.EVERYTHING)):
        Subscription.objects.create(member=member, place="thread", place_id=talk.thread.pk, level=level)
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")

    said = Subscription.objects.filter(place="thread", place_id=soup.pk)
    assert dict(said.values_list("member", "level")) == {amara.pk: "nothing", bashir.pk: "everything"}


def test_of_a_thread_that_is_gone_nothing_is_left_that_anyone_said(talk, amara, chiara):
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    Subscription.objects.create(member=amara, place="thread", place_id=soup.pk, level=Level.EVERYTHING)
    move_back(member=chiara, branching=Branching.objects.get())

    assert not Subscription.objects.filter(place_id=soup.pk).exists()
