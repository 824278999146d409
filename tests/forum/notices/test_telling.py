"""Who is told of a new post: whom it addresses, and who asked for more. Nobody twice, or of what they may not read."""

import pytest
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.models import Membership
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.notices import telling
from forum.notices.actions import mute_thread, subscribe
from forum.notices.models import Level, Notice, Telling
from forum.notices.places import Place
from tests.conftest import make_member
from tests.forum.notices.conftest import everyone_is_told, reason, told, unread


def leave(member, circle):
    Membership.objects.filter(member=member, circle=circle).update(left_at=timezone.now())


def test_whoever_is_answered_is_told(amara, bashir, opening):
    reply(member=bashir, answers=opening, source="Then I keep them next.")

    assert told(amara) == ["Then I keep them next."]
    assert reason(amara) == Notice.Reason.ANSWERED
    assert unread(amara) == 1


def test_nobody_is_told_of_their_own_words(amara, bashir, opening):
    reply(member=amara, answers=opening, source="I add to it.")

    assert told(amara) == []


def test_whoever_was_not_asked_is_told_nothing(chiara, bashir, opening):
    reply(member=bashir, answers=opening, source="I do.")

    assert told(chiara) == []


def test_whoever_started_a_thread_is_told_of_all_in_it(amara, bashir, chiara, opening):
    first = reply(member=bashir, answers=opening, source="I do.")
    reply(member=chiara, answers=first, source="No, I.")

    assert told(amara) == ["I do.", "No, I."]
    assert told(bashir) == ["No, I."]


def test_whoever_does_not_want_that_is_told_of_answers_alone(amara, bashir, chiara, opening, wishes):
    wishes(amara, all_of_opened=False)
    first = reply(member=bashir, answers=opening, source="I do.")
    reply(member=chiara, answers=first, source="No, I.")

    assert told(amara) == ["I do."]


def test_whoever_wrote_in_a_thread_may_want_to_be_told_of_all_in_it(amara, bashir, chiara, opening, wishes):
    wishes(bashir, all_of_written_in=True)
    reply(member=chiara, answers=opening, source="Before Bashir wrote.")
    everyone_is_told()
    reply(member=bashir, answers=opening, source="I do.")
    reply(member=chiara, answers=opening, source="No, I.")

    assert told(bashir) == ["No, I."]
    assert reason(bashir) == Notice.Reason.WROTE_IN


def test_whoever_joined_a_circle_may_want_to_be_told_of_all_in_it(amara, bashir, kitchen, commons, wishes):
    join(member=bashir, circle=kitchen)
    wishes(bashir, all_of_joined=True)
    open_thread(member=amara, circle=kitchen, title="Soup", source="Who brings it?")
    open_thread(member=amara, circle=commons, title="Tea", source="And who this?")

    assert told(bashir) == ["Who brings it?"]
    assert reason(bashir) == Notice.Reason.JOINED


@pytest.mark.parametrize("kind", ["circle", "thread", "branch"])
def test_whoever_follows_a_place_is_told_of_everything_in_it(kind, chiara, bashir, amara, opening):
    first = reply(member=bashir, answers=opening, source="I do.")
    everyone_is_told()
    numbers = {"circle": opening.thread.circle_id, "thread": opening.thread_id, "branch": first.pk}
    subscribe(member=chiara, place=Place(kind, numbers[kind]), level=Level.EVERYTHING)
    reply(member=amara, answers=first, source="No, I.")

    assert told(chiara) == ["No, I."]
    assert reason(chiara) == Notice.Reason.FOLLOWED


def test_a_branch_ends_where_it_ends(chiara, bashir, opening):
    first = reply(member=bashir, answers=opening, source="I do.")
    subscribe(member=chiara, place=Place("branch", first.pk), level=Level.EVERYTHING)
    reply(member=bashir, answers=opening, source="Beside it.")

    assert told(chiara) == []


def test_the_most_particular_place_counts(amara, bashir, chiara, opening):
    first = reply(member=bashir, answers=opening, source="I do.")
    second = reply(member=bashir, answers=first, source="Or I don’t.")
    everyone_is_told()
    for kind, number, level in (
        ("circle", opening.thread.circle_id, Level.EVERYTHING),
        ("thread", opening.thread_id, Level.NOTHING),
        ("branch", first.pk, Level.EVERYTHING),
        ("branch", second.pk, Level.ADDRESSED),
    ):
        subscribe(member=chiara, place=Place(kind, number), level=level)
    reply(member=amara, answers=opening, source="In the thread.")
    reply(member=amara, answers=first, source="In the branch.")
    reply(member=amara, answers=second, source="In the branch of the branch.")

    assert told(chiara) == ["In the branch."]


def test_whoever_mutes_a_thread_is_told_nothing_of_it_not_even_answers(amara, bashir, opening):
    subscribe(member=amara, place=Place("branch", opening.pk), level=Level.EVERYTHING)
    mute_thread(member=amara, thread=opening.thread_id)
    reply(member=bashir, answers=opening, source="I do.")

    assert told(amara) == []


def test_what_was_said_of_a_place_can_be_taken_back(amara, bashir, opening):
    mute_thread(member=amara, thread=opening.thread_id)
    subscribe(member=amara, place=Place("thread", opening.thread_id), level="")
    reply(member=bashir, answers=opening, source="I do.")

    assert told(amara) == ["I do."]


def test_whoever_is_addressed_and_follows_too_is_told_once(amara, bashir, opening):
    for kind, number in (("circle", opening.thread.circle_id), ("thread", opening.thread_id)):
        subscribe(member=amara, place=Place(kind, number), level=Level.EVERYTHING)
    reply(member=bashir, answers=opening, source="I do.")

    assert told(amara) == ["I do."]
    assert reason(amara) == Notice.Reason.ANSWERED


def test_nobody_is_told_of_what_they_may_not_read(amara, bashir, chiara, kitchen):
    join(member=bashir, circle=kitchen)
    thread = open_thread(member=amara, circle=kitchen, title="Soup", source="Who brings it?")
    everyone_is_told()
    for member in (bashir, chiara):
        subscribe(member=member, place=Place("thread", thread.pk), level=Level.EVERYTHING)
    reply(member=amara, answers=thread.opening, source="I do.")

    assert told(bashir) == ["I do."]
    assert told(chiara) == []


def test_nobody_is_told_after_leaving_not_even_of_an_open_circle(amara, bashir, commons, opening):
    answer = reply(member=bashir, answers=opening, source="I do.")
    subscribe(member=bashir, place=Place("circle", commons.pk), level=Level.EVERYTHING)
    leave(bashir, commons)
    reply(member=amara, answers=answer, source="Do you?")

    assert told(bashir) == []


def test_whoever_follows_an_open_circle_again_after_leaving_is_told(amara, bashir, commons, opening):
    leave(bashir, commons)
    subscribe(member=bashir, place=Place("circle", commons.pk), level=Level.EVERYTHING)
    reply(member=amara, answers=opening, source="Still here.")

    assert told(bashir) == ["Still here."]


def test_whoever_leaves_between_posting_and_telling_is_told_nothing(amara, bashir, kitchen):
    join(member=bashir, circle=kitchen)
    thread = open_thread(member=bashir, circle=kitchen, title="Soup", source="Who brings it?")
    reply(member=amara, answers=thread.opening, source="I do.")
    leave(bashir, kitchen)

    assert told(bashir) == []


def test_whoever_is_no_longer_active_is_told_nothing(amara, bashir, opening):
    amara.is_active = False
    amara.save()
    reply(member=bashir, answers=opening, source="I do.")

    assert told(amara) == []


def test_a_private_note_tells_nobody(amara):
    open_thread(member=amara, circle=None, source="For myself.")

    assert not Telling.objects.exists()


def test_what_was_written_long_ago_is_no_news(amara, bashir, opening, now):
    reply(member=bashir, answers=opening, source="I did.", at=now - telling.NEWS_FOR * 2)

    assert told(amara) == []


def test_a_post_withdrawn_before_it_was_told_is_told_to_nobody(amara, bashir, opening):
    answer = reply(member=bashir, answers=opening, source="I do.")
    withdraw_post(member=bashir, post=answer)

    assert told(amara) == []
    assert not Telling.objects.exists()


def test_telling_twice_tells_once(amara, bashir, opening):
    answer = reply(member=bashir, answers=opening, source="I do.")
    everyone_is_told()
    Telling.objects.create(post=answer)

    assert told(amara) == ["I do."]
    assert unread(amara) == 1


def test_many_are_told_batch_by_batch(monkeypatch, amara, bashir, opening):
    monkeypatch.setattr(telling, "BATCH", 3)
    followers = [make_member(f"follower{number}") for number in range(7)]
    for member in followers:
        subscribe(member=member, place=Place("thread", opening.thread_id), level=Level.EVERYTHING)
    answer = reply(member=bashir, answers=opening, source="I do.")

    assert telling.tell_next(answer.pk)
    assert Notice.objects.filter(post=answer).count() == 3
    everyone_is_told()
    assert {notice.member for notice in answer.notices.select_related("member")} == {amara, *followers}
    assert [unread(member) for member in (amara, *followers)] == [1] * 8


def test_posting_costs_the_same_with_no_subscribers_and_with_many(
    django_assert_num_queries, bashir, opening, django_capture_on_commit_callbacks
):
    reply(member=bashir, answers=opening, source="The first answer also answers the thread.")
    with django_assert_num_queries(13):  # one of them seals it
        reply(member=bashir, answers=opening, source="I do.")
    for number in range(30):
        subscribe(
            member=make_member(f"follower{number}"),
            place=Place("thread", opening.thread_id),
            level=Level.EVERYTHING,
        )
    with django_assert_num_queries(13), django_capture_on_commit_callbacks() as later:
        reply(member=bashir, answers=opening, source="I do again.")
    assert len(later) == 1


def test_a_batch_takes_the_same_statements_however_many_are_in_it(django_assert_num_queries, bashir, opening):
    for many in (2, 20):
        for number in range(many):
            subscribe(
                member=make_member(f"follower{many}-{number}"),
                place=Place("thread", opening.thread_id),
                level=Level.EVERYTHING,
            )
        answer = reply(member=bashir, answers=opening, source="I do.")
        Notice.objects.all().delete()
        with django_assert_num_queries(20):
            telling.tell_all(answer.pk)
