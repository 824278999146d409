"""Moving a branch of replies into a thread of its own, and back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forum.circles.models import Membership
from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.debate.branching.refusals import CannotMove
from forum.debate.models import Post, Thread
from forum.debate.signals import branch_moved, thread_answered, thread_unanswered
from tests.forum.debate.branching.conftest import assert_true, read


def test_a_reply_and_all_under_it_become_a_thread_and_the_rest_stays(talk, chiara):
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    assert read(soup) == [("What about soup?", 0), ("Leeks.", 1), ("And potatoes.", 2), ("Salt.", 1)]
    assert read(talk.thread) == [("I did.", 0), ("I keep them next.", 1)]
    assert (soup.circle, soup.context, soup.title) == (talk.thread.circle, "", "Soup")
    assert (soup.opening, soup.opened_by) == (talk.soup, talk.soup.author)
    assert_true([talk.thread, soup])


def test_who_moved_what_and_when_is_written_down(talk, chiara):
    at = talk.minutes.written_at + timedelta(hours=1)
    soup = branch_off(member=chiara, post=talk.soup, title="Soup", at=at)
    logged = Branching.objects.get()
    assert (logged.by, logged.at, logged.post, logged.answered) == (
        chiara,
        at,
        talk.soup,
        talk.thread.opening,
    )
    assert (logged.thread, logged.moved, logged.undone_at) == (soup, 4, None)


def test_anyone_of_the_circle_moves_it_back_to_the_letter(talk, amara, chiara):
    before = list(Post.objects.order_by("pk").values())
    branch_off(member=chiara, post=talk.soup, title="Soup")
    move_back(member=amara, branching=Branching.objects.get())
    assert list(Post.objects.order_by("pk").values()) == before
    assert Thread.objects.get() == talk.thread
    assert_true([talk.thread])
    logged = Branching.objects.get()
    assert (logged.undone_by, logged.thread) == (amara, None)
    assert logged.undone_at


def test_what_was_written_meanwhile_comes_back_too(talk, amara, bashir, chiara):
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    reply(member=bashir, answers=Post.objects.get(pk=talk.salt.pk), source="A pinch.")
    reply(member=bashir, answers=talk.thread.opening, source="So do I.")
    assert_true([talk.thread, soup])
    move_back(member=amara, branching=Branching.objects.get())
    assert read(talk.thread) == [
        ("I did.", 0),
        ("What about soup?", 1),
        ("Leeks.", 2),
        ("And potatoes.", 3),
        ("Salt.", 2),
        ("A pinch.", 3),
        ("I keep them next.", 1),
        ("So do I.", 1),
    ]
    assert_true([talk.thread])


def test_moving_back_twice_changes_nothing(talk, amara, bashir, chiara):
    branch_off(member=chiara, post=talk.soup, title="Soup")
    branching = Branching.objects.get()
    move_back(member=amara, branching=branching)
    assert move_back(member=bashir, branching=branching) == talk.soup
    assert Branching.objects.get().undone_by == amara


def test_a_branch_of_a_branch_finds_back_wherever_that_has_gone(talk, amara, chiara):
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    leeks = branch_off(member=chiara, post=Post.objects.get(pk=talk.leeks.pk), title="Leeks")
    assert_true([talk.thread, soup, leeks])
    move_back(member=amara, branching=Branching.objects.get(post=talk.soup))
    assert [words for words, _depth in read(talk.thread)] == [
        "I did.",
        "What about soup?",
        "Salt.",
        "I keep them next.",
    ]
    move_back(member=amara, branching=Branching.objects.get(post=talk.leeks))
    assert read(talk.thread)[1:4] == [("What about soup?", 1), ("Leeks.", 2), ("And potatoes.", 3)]
    assert_true([talk.thread])
    assert Thread.objects.count() == 1


def test_a_branch_may_be_moved_out_again(talk, chiara):
    branch_off(member=chiara, post=talk.soup, title="Soup")
    move_back(member=chiara, branching=Branching.objects.get())
    again = branch_off(member=chiara, post=Post.objects.get(pk=talk.soup.pk), title="Soup, once more")
    assert len(read(again)) == 4


def test_what_comes_back_deeper_than_paths_go_stands_beside_what_it_answers(
    monkeypatch, talk, amara, bashir, chiara
):
    monkeypatch.setattr(Post, "DEEPEST", 5)
    branch_off(member=chiara, post=talk.leeks, title="Leeks")
    post = Post.objects.get(pk=talk.potatoes.pk)
    for number in range(6):
        post = reply(member=bashir, answers=post, source=f"{number}")
    move_back(member=amara, branching=Branching.objects.get())
    below = read(talk.thread)[2:10]
    assert below == [("Leeks.", 2), ("And potatoes.", 3), ("0", 4), *((f"{n}", 5) for n in range(1, 6))]
    assert Post.objects.get(pk=post.pk).answers.source == "4"
    assert_true([talk.thread])
    later = reply(member=bashir, answers=Post.objects.get(pk=post.pk), source="6")
    assert read(talk.thread)[10] == ("6", 5)
    assert later.depth == 5


def test_replying_to_what_was_moved_since_it_was_read_replies_where_it_stands_now(talk, bashir, chiara):
    known = Post.objects.select_related("thread__opening").get(pk=talk.leeks.pk)
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    post = reply(member=bashir, answers=known, source="Young ones.")
    assert post.thread == soup
    assert ("Young ones.", 2) in read(soup)
    assert_true([talk.thread, soup])


def test_both_rooms_above_and_threads_hear_of_it(talk, bashir, chiara):
    told = []

    def hear(sender, signal, **about) -> None:
        told.append((signal, about.get("thread") or (about["source"], about["target"])))

    for signal in (branch_moved, thread_answered, thread_unanswered):
        signal.connect(hear)
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    assert told == [(thread_answered, soup), (branch_moved, (talk.thread, soup))]
    told.clear()
    branch_off(member=chiara, post=talk.minutes, title="Minutes")
    assert (thread_unanswered, talk.thread) in told
    for signal in (branch_moved, thread_answered, thread_unanswered):
        signal.disconnect(hear)


def test_only_who_is_in_the_circle_moves_anything(talk, dmitri, chiara):
    Membership.objects.filter(member=dmitri).delete()
    with pytest.raises(PermissionDenied):
        branch_off(member=dmitri, post=talk.soup, title="Soup")
    branch_off(member=chiara, post=talk.soup, title="Soup")
    with pytest.raises(PermissionDenied):
        move_back(member=dmitri, branching=Branching.objects.select_related("post__thread").get())


def test_nothing_private_is_moved(amara):
    private = open_thread(member=amara, circle=None, source="To myself.")
    below = reply(member=amara, answers=private.opening, source="And again.")
    with pytest.raises(PermissionDenied):
        branch_off(member=amara, post=below, title="Mine")


def test_what_cannot_be_moved_says_why_and_stays(monkeypatch, talk, amara, bashir, chiara):
    def refusal(post: Post) -> str:
        with pytest.raises(CannotMove) as refused:
            branch_off(member=chiara, post=Post.objects.get(pk=post.pk), title="Soup")
        return str(refused.value)

    assert "opens its thread" in refusal(talk.thread.opening)
    withdraw_post(member=amara, post=talk.salt)
    assert "withdrawn" in refusal(talk.salt)
    Post.objects.filter(pk=talk.potatoes.pk).update(elsewhere="Ngozi")
    assert "brought from elsewhere" in refusal(talk.soup)
    monkeypatch.setattr("forum.debate.branching.refusals.MOST", 3)
    Post.objects.filter(pk=talk.potatoes.pk).update(elsewhere="")
    assert "At most 3 posts" in refusal(talk.soup)
    monkeypatch.setattr(Post, "DEEPEST", 2)
    assert "too deep" in refusal(talk.leeks)
    assert Thread.objects.count() == 1


def test_evidence_and_earlier_wordings_go_along(talk, chiara, page_112):
    edit_post(member=chiara, post=talk.leeks, source="Leeks, then.", kind="comment", evidence=[page_112])
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    leeks = soup.posts.get(pk=talk.leeks.pk)
    assert leeks.evidence.get().locator == "p. 112"
    assert leeks.revisions.get().source == "Leeks."


def test_it_takes_few_statements_however_large(django_assert_max_num_queries, talk, bashir, chiara):
    for _ in range(30):
        reply(member=bashir, answers=talk.leeks, source="More.")
    with django_assert_max_num_queries(50):
        branch_off(member=chiara, post=talk.soup, title="Soup")
