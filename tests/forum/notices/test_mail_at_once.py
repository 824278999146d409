"""What addresses a member is mailed at once: once, with what mail programs go by, and only to who may read it."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.models import Membership
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.notices.actions import read_posts
from forum.notices.mail import at_once
from forum.notices.models import Mailing, Notice
from tests.forum.notices.conftest import confirm, everyone_is_told


def send(after: timedelta = at_once.GRACE + timedelta(seconds=1)) -> int:
    everyone_is_told()
    return at_once.send_waiting(timezone.now() + after)


@pytest.fixture
def answer(amara, bashir, opening):
    confirm(amara, bashir)
    return reply(member=bashir, answers=opening, source="Then I keep them *next*.")


def test_an_answer_is_mailed_to_whom_it_answers(mail, amara, answer):
    assert send() == 1

    [letter] = mail
    assert letter.to == ["amara@example.org"]
    assert letter.subject == "Who keeps the keys?"
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    for words in (letter.body, html):
        assert "Bashir answers you in “Who keeps the keys?”" in words
        assert "Then I keep them next." in words
        assert f"https://margin.example/posts/{answer.pk}/" in words


def test_mail_programs_find_what_they_go_by(mail, amara, bashir, opening, answer):
    reply(member=amara, answers=answer, source="Do.")
    send()
    first, second = (letter.message() for letter in mail)
    root, thread = f"<post-{opening.pk}@margin.example>", opening.thread_id

    assert first["Message-ID"] == f"<post-{answer.pk}@margin.example>"
    assert (first["In-Reply-To"], first["References"]) == (root, root)
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["References"] == f"{root} {first['Message-ID']}"
    for letter in (first, second):
        assert letter["List-Id"] == f"<thread-{thread}.margin.example>"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert letter["List-Unsubscribe"].startswith("<https://margin.example/unsubscribe/")


def test_it_is_mailed_once(mail, answer):
    assert [send(), send()] == [1, 0]
    assert len(mail) == Mailing.objects.filter(sent_at__isnull=False).count() == 1


def test_what_is_read_within_a_minute_is_not_mailed(mail, amara, answer):
    assert send(timedelta()) == 0
    amara.refresh_from_db()
    read_posts(member=amara, posts=[answer.pk])

    assert send() == 0


def test_nor_what_is_withdrawn_within_it(mail, bashir, answer):
    everyone_is_told()
    withdraw_post(member=bashir, post=answer)

    assert send() == 0


def test_what_does_not_address_a_member_waits_for_the_digest(mail, amara, bashir, chiara, answer):
    send()
    reply(member=chiara, answers=answer, source="Or I.")

    assert send() == 1
    assert mail[-1].to == ["bashir@example.org"]
    assert Notice.objects.get(member=amara, post__source="Or I.").mail == Notice.Mail.DIGEST


def test_whoever_wants_none_is_mailed_none(mail, amara, bashir, opening, wishes):
    confirm(amara)
    wishes(amara, mail_at_once=False, digest="never")
    reply(member=bashir, answers=opening, source="I do.")

    assert send() == 0
    assert Notice.objects.get().mail == ""


@pytest.mark.parametrize(
    "address", [{"verified": False, "primary": True}, {"verified": True, "primary": False}]
)
def test_no_address_is_written_to_that_nobody_confirmed(mail, amara, bashir, opening, address):
    EmailAddress.objects.create(user=amara, email=amara.email, **address)
    reply(member=bashir, answers=opening, source="I do.")

    assert send() == 0


def test_whoever_has_left_is_mailed_nothing_of_a_closed_circle(mail, amara, bashir, kitchen):
    join(member=bashir, circle=kitchen)
    confirm(bashir)
    thread = open_thread(member=bashir, circle=kitchen, title="Soup", source="Who brings it?")
    reply(member=amara, answers=thread.opening, source="I do.")
    everyone_is_told()
    Membership.objects.filter(member=bashir, circle=kitchen).update(left_at=timezone.now())

    assert send() == 0


def test_a_house_that_sends_no_mail_sends_none(mail, answer, settings):
    settings.EMAIL_IS_SENT = False

    assert send() == 0


def test_what_found_the_mail_server_away_is_sent_later(mail, answer, monkeypatch):
    def away(*_):
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", away)
        assert send() == 0
    assert not Mailing.objects.exists()
    assert send() == 1
    assert len(mail) == 1


def test_what_the_mail_server_refuses_is_not_sent_again(mail, answer, monkeypatch, caplog):
    def refuse(*_):
        raise SMTPRecipientsRefused({"amara@example.org": (550, b"No such user")})

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        send()
    assert "was refused" in caplog.text
    assert send() == 0
    assert Mailing.objects.get().sent_at is None


def test_a_worker_that_ends_while_sending_sends_nothing_twice(mail, answer, monkeypatch):
    def end(*_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", end)
        with pytest.raises(SystemExit):
            send()
    assert send() == 0


def test_a_title_cannot_add_headers(mail, amara, bashir, commons):
    confirm(amara)
    thread = open_thread(member=amara, circle=commons, title="Soup\nBcc: all@example.org", source="Who?")
    reply(member=bashir, answers=thread.opening, source="<script>I</script> do.")
    send()

    assert mail[0].message()["Subject"] == "Soup Bcc: all@example.org"
    assert "<script>" not in mail[0].alternatives[0][0]
