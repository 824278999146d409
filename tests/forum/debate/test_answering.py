"""Whether a thread has been answered by somebody else than who opened it."""

from datetime import UTC, datetime

import pytest

from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.models import Thread

pytestmark = pytest.mark.django_db

NOON, ONE, TWO = (datetime(2026, 3, 1, hour, tzinfo=UTC) for hour in (12, 13, 14))


@pytest.fixture
def thread(amara, commons) -> Thread:
    return open_thread(member=amara, circle=commons, title="Steam", source="Who turned it on?")


def answered_at(thread: Thread) -> datetime | None:
    return Thread.objects.get(pk=thread.pk).answered_at


def test_nobody_answers_their_own_words(amara, thread):
    reply(member=amara, answers=thread.opening, source="Anyone?")
    assert answered_at(thread) is None


def test_the_first_reply_of_another_answers_and_later_ones_change_nothing(bashir, chiara, thread):
    reply(member=bashir, answers=thread.opening, source="I did.", at=NOON)
    reply(member=chiara, answers=thread.opening, source="So did I.", at=ONE)
    assert answered_at(thread) == NOON


def test_an_answer_below_a_reply_of_ones_own_counts_too(amara, bashir, thread):
    own = reply(member=amara, answers=thread.opening, source="Anyone?")
    reply(member=bashir, answers=own, source="Me.", at=NOON)
    assert answered_at(thread) == NOON


def test_a_withdrawn_answer_leaves_its_place_to_the_next(bashir, chiara, thread):
    first = reply(member=bashir, answers=thread.opening, source="I did.", at=NOON)
    reply(member=chiara, answers=thread.opening, source="So did I.", at=ONE)
    withdraw_post(member=bashir, post=first)
    assert answered_at(thread) == ONE


def test_with_its_last_answer_withdrawn_a_thread_is_unanswered_again(amara, bashir, thread):
    answer = reply(member=bashir, answers=thread.opening, source="I did.", at=NOON)
    own = reply(member=amara, answers=answer, source="Thanks.", at=ONE)
    withdraw_post(member=amara, post=own)
    assert answered_at(thread) == NOON
    withdraw_post(member=bashir, post=answer)
    assert answered_at(thread) is None
    reply(member=bashir, answers=thread.opening, source="I did after all.", at=TWO)
    assert answered_at(thread) == TWO


def test_withdrawing_the_opening_leaves_its_answers(amara, bashir, thread):
    reply(member=bashir, answers=thread.opening, source="I did.", at=NOON)
    withdraw_post(member=amara, post=thread.opening)
    assert answered_at(thread) == NOON
