"""What else is new is mailed in the morning, by thread; read here before, it is not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.circles.actions import join
from forum.circles.models import Membership
from forum.debate.actions import open_thread, reply
from forum.members.models import Member
from forum.notices.actions import change_notice_settings, read_posts
from forum.notices.mail import digests
from forum.notices.models import Notice, NoticeSettings
from tests.conftest import make_member
from tests.forum.notices.conftest import confirm, everyone_is_told

SATURDAY = datetime(2026, 11, 28, 12, tzinfo=UTC)
MORNING = datetime(2026, 11, 29, 6, tzinfo=UTC)  # seven in Rome


@pytest.fixture(autouse=True)
def _on_a_saturday():
    with time_machine.travel(SATURDAY, tick=False):
        yield


@pytest.fixture
def others(amara, bashir, chiara, commons):
    """What Bashir and Amara say to each other in a thread that Chiara, who lives in Rome, started."""
    confirm(chiara)
    thread = open_thread(member=chiara, circle=commons, title="Soup", source="Who brings it?")
    first = reply(member=bashir, answers=thread.opening, source="I do.")
    second = reply(member=amara, answers=first, source="With salt?")
    third = reply(member=bashir, answers=second, source="Without.")
    everyone_is_told()
    Notice.objects.filter(member=chiara, post=first).update(mail="")  # an answer, mailed at once
    return [second, third]


def due(member: Member) -> datetime | None:
    return NoticeSettings.objects.get(member=member).digest_due_at


def test_it_is_due_on_the_next_morning_where_the_member_lives(chiara, bashir, others):
    assert due(chiara) == MORNING
    assert due(bashir) is None  # Amara’s answer to him is mailed at once


def test_it_tells_by_thread_what_is_new(mail, chiara, others):
    assert digests.send_due(MORNING - timedelta(seconds=1)) == 0
    assert digests.send_due(MORNING) == 1

    [letter] = mail
    assert letter.subject == "2 new posts for you"
    assert letter.to == [chiara.email]
    for words in (letter.body, letter.alternatives[0][0]):
        assert re.search("(?s)Soup.*Amara.*With salt.*Bashir.*Without", words)
        assert f"https://margin.example/posts/{others[0].pk}/" in words
    message = letter.message()
    assert message["List-Id"] == "<digest.margin.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert re.match(r"<digest-\d+@margin\.example>", message["Message-ID"])


def test_it_is_sent_once(mail, chiara, others):
    assert [digests.send_due(MORNING), digests.send_due(MORNING)] == [1, 0]
    assert due(chiara) is None


def test_what_was_read_here_before_is_not_in_it(mail, chiara, others):
    chiara.refresh_from_db()
    read_posts(member=chiara, posts=[others[0].pk])
    digests.send_due(MORNING)

    assert "With salt" not in mail[0].body
    assert "Without" in mail[0].body


def test_where_all_was_read_nothing_is_sent(mail, chiara, others):
    chiara.refresh_from_db()
    read_posts(member=chiara, posts=[post.pk for post in others])

    assert digests.send_due(MORNING) == 0
    assert due(chiara) is None


def test_once_a_week_it_waits_for_its_day(chiara, others):
    change_notice_settings(member=chiara, digest="weekly", weekday=2)

    assert due(chiara) == datetime(2026, 12, 2, 6, tzinfo=UTC)


def test_whoever_wants_none_any_more_gets_none(mail, chiara, others):
    change_notice_settings(member=chiara, digest="never")

    assert due(chiara) is None
    assert digests.send_due(MORNING) == 0


def test_whoever_wants_no_mail_at_once_any_more_finds_it_in_the_digest(mail, bashir, others):
    confirm(bashir)
    change_notice_settings(member=bashir, mail_at_once=False)
    digests.send_due(due(bashir))

    assert "With salt?" in mail[0].body


def test_a_long_one_says_how_many_more_there_are(mail, monkeypatch, chiara, others):
    monkeypatch.setattr(digests, "MOST", 1)
    digests.send_due(MORNING)

    assert mail[0].subject == "2 new posts for you"
    assert "And 1 more:" in mail[0].body
    assert "With salt" not in mail[0].body
    assert not Notice.objects.filter(member=chiara).to_be_mailed().exists()


def test_what_comes_after_it_waits_for_the_morning_after(mail, bashir, amara, chiara, others):
    digests.send_due(MORNING)
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        reply(member=amara, answers=others[1], source="A pity.")
        everyone_is_told()

    assert due(chiara) == MORNING + timedelta(days=1)


def test_it_tells_nothing_of_a_closed_circle_after_leaving_it(mail, amara, chiara, kitchen, wishes):
    join(member=chiara, circle=kitchen)
    confirm(chiara)
    wishes(chiara, all_of_joined=True)
    open_thread(member=amara, circle=kitchen, title="Broth", source="Who brings it?")
    everyone_is_told()
    Membership.objects.filter(member=chiara, circle=kitchen).update(left_at=SATURDAY)

    assert digests.send_due(MORNING) == 0


def test_no_address_is_written_to_that_nobody_confirmed(mail, chiara, others):
    chiara.emailaddress_set.update(verified=False)

    assert digests.send_due(MORNING) == 0


def test_a_mail_server_that_is_away_is_asked_again_later(mail, chiara, others, monkeypatch):
    def away(*_):
        raise OSError("Connection refused")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        assert digests.send_due(MORNING) == 0
    assert due(chiara) == MORNING + digests.AGAIN_AFTER
    assert digests.send_due(due(chiara)) == 1


def test_a_batch_is_read_in_the_same_statements_however_many_are_in_it(
    mail, commons, bashir, amara, chiara, others, django_assert_num_queries
):
    wish = [NoticeSettings.objects.select_related("member").get(member=chiara)]
    with django_assert_num_queries(1):
        digests._waiting_for([wish[0].member_id])
    members = [make_member(f"follower{number}") for number in range(10)]
    for member in members:
        Notice.objects.create(member=member, post=others[0], reason="followed", mail="digest")
    with django_assert_num_queries(1):
        assert len(digests._waiting_for([member.pk for member in members])) == 10
