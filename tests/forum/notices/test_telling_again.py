"""Who is mentioned is told at once; by an edit too; and who is mentioned no longer is told no longer. Nobody twice."""

import pytest
from django.utils import timezone

from forum.circles.actions import join
from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.notices.actions import read_all, subscribe
from forum.notices.chores import PATIENCE, _go_on_telling
from forum.notices.forgetting import READ_IS_KEPT, forget_old, forget_post
from forum.notices.mail import at_once
from forum.notices.models import Level, Notice, TellingAgain
from forum.notices.places import Place
from forum.notices.telling_again import tell_again
from tests.forum.notices.conftest import confirm, everyone_is_told, reason, told, unread


@pytest.fixture
def answer(bashir, opening):
    """Bashir’s, of which everyone who is to be told has been."""
    answer = reply(member=bashir, answers=opening, source="I do.")
    everyone_is_told()
    return answer


@pytest.fixture
def reword(django_capture_on_commit_callbacks):
    """Gives a post other words, and does what waits for the worker then."""

    def reword(post, source: str) -> None:
        with django_capture_on_commit_callbacks() as later:
            edit_post(member=post.author, post=post, source=source, kind=post.kind)
        if later:
            tell_again(post.pk)

    return reword


def test_whoever_is_mentioned_is_told(bashir, chiara, opening):
    reply(member=bashir, answers=opening, source="Ask @chiara.")

    assert told(chiara) == ["Ask @chiara."]
    assert reason(chiara) == Notice.Reason.MENTIONED
    assert unread(chiara) == 1


def test_whoever_is_answered_and_mentioned_is_told_once(amara, bashir, opening):
    reply(member=bashir, answers=opening, source="Yes, @amara.")

    assert told(amara) == ["Yes, @amara."]


def test_nobody_is_called_to_where_they_may_not_read(amara, bashir, chiara, kitchen):
    join(member=bashir, circle=kitchen)
    open_thread(member=amara, circle=kitchen, title="Soup", source="@bashir, @chiara?")

    assert told(bashir) == ["@bashir, @chiara?"]
    assert told(chiara) == []


def test_whom_an_edit_mentions_is_told_then(reword, amara, chiara, answer):
    reword(answer, "Ask @chiara.")

    assert told(chiara) == ["Ask @chiara."]
    assert reason(chiara) == Notice.Reason.MENTIONED
    assert (unread(chiara), unread(amara)) == (1, 1)


def test_an_edit_tells_nobody_twice(reword, amara, chiara, answer):
    for source in ("Ask @chiara or @amara.", "Ask @amara or @chiara!"):
        reword(answer, source)

    assert Notice.objects.count() == 2
    assert (unread(chiara), unread(amara)) == (1, 1)


def test_an_edit_that_mentions_nobody_new_leaves_the_worker_alone(
    django_capture_on_commit_callbacks, amara, answer
):
    with django_capture_on_commit_callbacks() as later:
        edit_post(member=answer.author, post=answer, source="I do!", kind="comment")

    assert later == []


def test_whom_an_edit_mentions_no_longer_is_told_no_longer(reword, chiara, answer):
    reword(answer, "Ask @chiara.")
    reword(answer, "Ask nobody.")

    assert told(chiara) == []
    assert unread(chiara) == 0


def test_who_follows_the_thread_is_still_told_of_a_post_that_mentions_them_no_longer(
    reword, bashir, chiara, opening
):
    subscribe(member=chiara, place=Place("thread", opening.thread_id), level=Level.EVERYTHING)
    answer = reply(member=bashir, answers=opening, source="Ask @chiara.")
    everyone_is_told()
    reword(answer, "Ask nobody.")

    assert told(chiara) == ["Ask nobody."]
    assert reason(chiara) == Notice.Reason.FOLLOWED
    assert unread(chiara) == 1


def test_who_was_mailed_is_not_told_again_whatever_is_edited(mail, reword, bashir, chiara, opening):
    confirm(chiara)
    answer = reply(member=bashir, answers=opening, source="Ask @chiara.")
    everyone_is_told()
    later = timezone.now() + at_once.GRACE * 2
    at_once.send_waiting(later)
    reword(answer, "Ask nobody.")
    reword(answer, "Do ask @chiara.")
    at_once.send_waiting(later)

    assert len(mail) == 1
    assert "mentions you" in mail[0].body


def test_a_withdrawn_post_calls_nobody_any_more(bashir, chiara, opening):
    answer = reply(member=bashir, answers=opening, source="Ask @chiara.")
    everyone_is_told()
    withdraw_post(member=bashir, post=answer)
    forget_post(answer.pk)

    assert told(chiara) == []
    assert unread(chiara) == 0


def test_a_mention_whose_task_was_lost_is_found_by_the_chore(bashir, chiara, answer):
    edit_post(member=bashir, post=answer, source="Ask @chiara.", kind=answer.kind)
    _go_on_telling()
    assert told(chiara) == [], "its task still has time"

    TellingAgain.objects.update(at=timezone.now() - 2 * PATIENCE)
    _go_on_telling()
    assert told(chiara) == ["Ask @chiara."]
    assert not TellingAgain.objects.exists()


def test_a_mention_that_was_taken_back_is_found_by_the_chore_as_well(reword, bashir, chiara, answer):
    reword(answer, "Ask @chiara.")
    edit_post(member=bashir, post=answer, source="Ask nobody.", kind=answer.kind)
    TellingAgain.objects.update(at=timezone.now() - 2 * PATIENCE)
    _go_on_telling()
    assert told(chiara) == []


def test_two_edits_before_the_worker_comes_tell_all_whom_the_last_one_mentions(
    bashir, chiara, dmitri, amara, answer
):
    for source in ("Ask @chiara or @dmitri.", "Ask @dmitri."):
        edit_post(member=bashir, post=answer, source=source, kind=answer.kind)
    tell_again(answer.pk)

    assert (told(chiara), told(dmitri)) == ([], ["Ask @dmitri."])


def test_of_what_they_read_so_long_ago_that_it_is_forgotten_nobody_is_told_again(
    reword, bashir, chiara, amara, opening
):
    answer = reply(member=bashir, answers=opening, source="Ask @chiara.")
    everyone_is_told()
    for member in (amara, chiara):
        member.refresh_from_db()
        read_all(member=member, until=10**9)
    forget_old(timezone.now() + 2 * READ_IS_KEPT)
    assert not Notice.objects.exists()

    reword(answer, "Do ask @chiara.")
    reword(answer, "Do ask @chiara, or @amara.")
    assert (told(chiara), unread(chiara)) == ([], 0)
