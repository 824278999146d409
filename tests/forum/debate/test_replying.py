"""Opening threads and answering in them."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.debate import paths
from forum.debate.actions import open_thread, reply
from forum.debate.models import Kind, Post, Thread
from forum.text import TextRefused


def test_a_thread_begins_with_its_opening_post(thread, amara, commons):
    opening = thread.opening

    assert (thread.circle, thread.opened_by, thread.reply_count) == (commons, amara, 0)
    assert (opening.author, opening.path, opening.depth, opening.answers) == (amara, "", 0, None)
    assert opening.html == "<p>I kept them <em>twice</em>.</p>\n"


def test_a_reply_stands_under_what_it_answers(opening, answer, chiara):
    below = reply(member=chiara, answers=answer, source="And I bring the tea.")

    assert below.path.startswith(answer.path)
    assert below.depth == 2
    assert below.answers == answer


def test_replies_to_one_post_stand_in_the_order_they_came(opening, bashir, chiara):
    first = reply(member=bashir, answers=opening, source="First.")
    second = reply(member=chiara, answers=opening, source="Second.")
    under_the_first = reply(member=chiara, answers=first, source="Under the first.")

    assert list(opening.thread.posts.in_reading_order()) == [opening, first, under_the_first, second]


def test_a_thread_knows_how_many_replies_it_has_and_when_the_last_came(thread, answer):
    thread.refresh_from_db()

    assert thread.reply_count == 1
    assert thread.last_post_at == answer.written_at


def test_a_reply_deeper_than_paths_go_stands_beside_what_it_answers(monkeypatch, opening, bashir, chiara):
    monkeypatch.setattr(Post, "DEEPEST", 3)
    post = opening
    for _ in range(6):
        post = reply(member=bashir, answers=post, source="Deeper.")
    beside = reply(member=chiara, answers=post, source="Deepest.")

    assert beside.depth == 3
    assert beside.answers == post
    assert paths.parent_of(beside.path) == paths.parent_of(post.path)
    assert list(opening.thread.posts.in_reading_order())[-1] == beside


def test_a_reply_may_bring_evidence(opening, bashir, page_112, ledger):
    post = reply(
        member=bashir, answers=opening, kind=Kind.COUNTER_EVIDENCE, source="They burnt.", evidence=[page_112]
    )

    piece = post.evidence.get()
    assert (piece.source, piece.locator, piece.says, piece.stance) == (
        ledger,
        "p. 112",
        "The minutes were burnt.",
        "against",
    )


def test_words_that_are_refused_leave_nothing_behind(thread, opening, bashir, commons):
    with pytest.raises(TextRefused):
        reply(member=bashir, answers=opening, source="a" * 20_000)
    with pytest.raises(TextRefused):
        open_thread(member=bashir, circle=commons, title="Long", source="a" * 20_000)

    thread.refresh_from_db()
    assert thread.reply_count == 0
    assert Post.objects.count() == Thread.objects.count() == 1


def test_a_thread_without_a_circle_is_private_to_its_author(amara, bashir):
    note = open_thread(member=amara, circle=None, source="For myself.")

    assert note.private_to == amara
    assert not Thread.objects.visible_to(bashir).exists()
    with pytest.raises(PermissionDenied):
        reply(member=bashir, answers=note.opening, source="May I?")


def test_a_reply_takes_few_statements_however_deep(django_assert_max_num_queries, opening, bashir):
    post = opening
    for _ in range(12):
        post = reply(member=bashir, answers=post, source="Deeper.")
    post = Post.objects.select_related("thread").get(pk=post.pk)

    with django_assert_max_num_queries(13):  # of which two are the transaction's own, and one seals it
        reply(member=bashir, answers=post, source="Deeper still.")
