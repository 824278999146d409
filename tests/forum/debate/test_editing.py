"""Editing keeps what stood before; withdrawing keeps the place."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.debate.actions import edit_post, reply, withdraw_post
from forum.debate.models import Kind
from forum.debate.signals import post_edited, post_withdrawn


def edited(post, **changes):
    return edit_post(member=post.author, post=post, **({"source": post.source, "kind": post.kind} | changes))


def test_an_edit_keeps_the_old_wording(answer):
    post = edited(answer, source="Then I keep them in June.", kind=Kind.SUPPORT)

    old = post.revisions.get()
    assert (old.number, old.source, old.kind, old.written_at) == (
        1,
        "Then I keep them next.",
        Kind.COMMENT,
        answer.written_at,
    )
    assert (post.revision, post.html, post.kind) == (2, "<p>Then I keep them in June.</p>\n", Kind.SUPPORT)
    assert post.edited_at


def test_each_edit_adds_a_wording(answer):
    for wording in ("Second.", "Third.", "Fourth."):
        post = edited(answer, source=wording)

    assert [old.number for old in post.revisions.all()] == [1, 2, 3]
    assert post.revision == 4


def test_an_edit_that_changes_nothing_leaves_no_trace(answer):
    post = edited(answer)

    assert post.edited_at is None
    assert not post.revisions.exists()


def test_changed_evidence_is_kept_in_the_history_too(answer, page_112):
    edited(answer, evidence=[page_112])
    post = edited(answer, evidence=[])

    assert not post.evidence.exists()
    assert [old.evidence for old in post.revisions.all()] == [
        "",
        "Okafor, Ngozi, The Ledger of the Baths, 1931, p. 112: The minutes were burnt.",
    ]


def test_evidence_stays_when_an_edit_says_nothing_of_it(answer, page_112):
    edited(answer, evidence=[page_112])

    assert edited(answer, source="Other words.").evidence.count() == 1


def test_nobody_edits_or_withdraws_the_words_of_another(answer, amara):
    with pytest.raises(PermissionDenied):
        edit_post(member=amara, post=answer, source="I agree with Amara.", kind=Kind.SUPPORT)
    with pytest.raises(PermissionDenied):
        withdraw_post(member=amara, post=answer)


def test_a_withdrawn_post_keeps_its_place_but_not_its_words(answer, chiara, page_112):
    below = reply(member=chiara, answers=answer, source="June suits me.")
    edited(answer, source="Other words.", evidence=[page_112])

    post = withdraw_post(member=answer.author, post=answer)

    assert (post.source, post.html) == ("", "")
    assert not post.revisions.exists()
    assert not post.evidence.exists()
    assert list(post.thread.posts.in_reading_order())[1:] == [post, below]


def test_a_withdrawn_post_is_not_edited(answer):
    withdraw_post(member=answer.author, post=answer)

    with pytest.raises(PermissionDenied):
        edited(answer, source="I was here.")


def test_withdrawing_twice_is_withdrawing_once(answer):
    first = withdraw_post(member=answer.author, post=answer)
    second = withdraw_post(member=answer.author, post=answer)

    assert first.withdrawn_at == second.withdrawn_at


def test_the_title_of_a_thread_nobody_answered_goes_with_its_opening(thread, opening, amara):
    withdraw_post(member=amara, post=opening)

    thread.refresh_from_db()
    assert thread.title == ""


def test_the_title_of_a_thread_that_was_answered_stays(thread, answer, amara):
    withdraw_post(member=amara, post=thread.opening)

    thread.refresh_from_db()
    assert thread.title == "Who keeps the minutes?"


def test_the_rooms_above_hear_of_edits_and_withdrawals(answer):
    heard = []

    def on_edit(post, before, **_):
        heard.append((post.kind, before))

    def on_withdrawal(post, **_):
        heard.append("withdrawn")

    post_edited.connect(on_edit)
    post_withdrawn.connect(on_withdrawal)
    try:
        edited(answer, kind=Kind.QUESTION)
        withdraw_post(member=answer.author, post=answer)
    finally:
        post_edited.disconnect(on_edit)
        post_withdrawn.disconnect(on_withdrawal)

    assert heard == [(Kind.QUESTION, Kind.COMMENT), "withdrawn"]
