"""Each mail tells the head of the record, so that two readers can notice being shown two records."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.circles.inviting import invite_by_mail
from forum.circles.tasks import message_of
from forum.debate.actions import reply
from forum.members.models import Member
from forum.notices.mail import at_once
from forum.notices.mail.letters import Letter, write
from forum.record.writing import append, head
from tests.forum.notices.conftest import confirm, everyone_is_told

HERE = "https://margin.example/"


@pytest.fixture(autouse=True)
def _a_record(db):
    append("decision", {"proposal": 1})


def words_of(mail) -> list[str]:
    return [mail.body, *(html for html, _kind in mail.alternatives)]


def test_an_answer_mailed_at_once_tells_it(mail, amara, bashir, opening):
    confirm(amara, bashir)
    reply(member=bashir, answers=opening, source="Then I keep them.")
    everyone_is_told()
    at_once.send_waiting(timezone.now() + at_once.GRACE + timedelta(seconds=1))
    [letter] = mail
    assert [words.count(head()) for words in words_of(letter)] == [1, 1]


def digest_for(member: Member) -> Letter:
    said = {"threads": [], "others": 0, "notices_link": HERE}
    return Letter(
        to=member, address=member.email, subject="News", template="digest", context=said, identity="digest-1",
        list_name="digests", stops="digest",
    )  # fmt: skip


def test_a_digest_tells_it_and_asks_for_it_once(amara, django_assert_num_queries):
    with django_assert_num_queries(1):
        letter = write(digest_for(amara))
    assert [words.count(head()) for words in words_of(letter)] == [1, 1]


def test_an_invitation_tells_it(amara, kitchen):
    [invitation] = invite_by_mail(member=amara, circle=kitchen, addresses=["esi@example.org"], here=HERE)
    assert [words.count(head()) for words in words_of(message_of(invitation, HERE))] == [1, 1]


def test_a_mail_of_ones_account_tells_it(client, amara, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "amara@example.org"})
    assert head() in mailoutbox[0].body
