"""Mail of roles, minutes and action items: once, while it is so, to who has not read it here."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from forum.meetings.minutes.consenting import object_to, offer
from forum.meetings.minutes.items import add_item, hand_on, refuse
from forum.meetings.rota.handing_on import decline, hand_over, take_up
from forum.meetings.rota.turns import turn_of
from forum.members.models import Member
from forum.members.zones import zone_of
from forum.notices.mail import of_parts
from forum.notices.models import Subscription
from forum.notices.parts.models import PartNotice
from forum.notices.parts.telling import GRACE, SOON
from forum.record.writing import head
from tests.forum.meetings.minutes.conftest import meet, says
from tests.forum.notices.conftest import confirm, mail
from tests.forum.notices.parts.conftest import comes, holder, without_a_role

__all__ = ["mail"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(mail, table) -> list:
    confirm(*Member.objects.all())
    return mail


def send(after: timedelta = timedelta(0)) -> int:
    return of_parts.send_waiting(timezone.now() + after)


def to(box: list, member: Member) -> list:
    return [letter for letter in box if letter.to == [member.email]]


def test_who_is_drawn_is_mailed_at_once_with_the_date_and_the_ways_out(box, drawn):
    assert send() == 3
    assert send() == 0
    one = holder(drawn)
    [letter] = to(box, one)
    assert letter.subject == f"You facilitate “{drawn.title}”."
    turn = turn_of(drawn, "facilitator")
    for words in (letter.body, letter.alternatives[0][0]):
        for told in (
            "The lot has fallen on you.", f"{drawn.starts_at.astimezone(zone_of(one.time_zone)):%H:%M}",
            f"https://margin.example/meetings/{drawn.pk}/#roles",
            f"https://margin.example/turns/{turn.pk}/hand-on/",
            f"https://margin.example/circles/{drawn.circle.slug}/roles/",
        ):  # fmt: skip
            assert told in words
    assert head() in letter.body
    assert letter.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_stops_it_for_that_meeting(box, drawn):
    send()
    [letter] = to(box, holder(drawn))
    stop = letter.message()["List-Unsubscribe"].strip("<>").removeprefix("https://margin.example")
    assert Client().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (Subscription.objects.get().place, Subscription.objects.get().level) == ("meeting", "nothing")


def test_an_offer_is_mailed_after_a_minute_unless_it_is_answered(box, drawn):
    send()
    turn = turn_of(drawn, "facilitator")
    first, second = without_a_role(drawn)
    hand_over(member=turn.member, turn=turn, to=first)
    assert send() == 0
    assert send(SOON) == 1
    [letter] = to(box, first)
    assert letter.subject.startswith(f"{turn.member.name} asks you to take over a role")
    assert "Say yes or no" in letter.body
    decline(member=first, turn=turn)
    hand_over(member=turn.member, turn=turn, to=second)
    take_up(member=second, meeting=drawn, role="facilitator")
    assert send(SOON) == 1
    assert to(box, second) == []
    assert to(box, turn.member)[1].subject.startswith(f"{second.name} has taken over your role")


def test_what_was_read_here_is_not_mailed(box, drawn):
    PartNotice.objects.filter(member=holder(drawn)).update(read_at=timezone.now())
    assert send() == 2
    assert to(box, holder(drawn)) == []


def test_whoever_offers_and_takes_back_and_offers_again_sends_one_mail_a_day(box, drawn):
    send()
    turn, asked = turn_of(drawn, "facilitator"), without_a_role(drawn)[0]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _time in range(3):
            clock.shift(timedelta(minutes=10))
            hand_over(member=turn.member, turn=turn, to=asked)
            send(SOON)
            decline(member=asked, turn=turn)
    assert len(to(box, asked)) == 1


def test_minutes_say_until_when_one_may_object_and_an_objection_its_reason(
    box, table, amara, bashir, chiara, soon
):
    meeting = meet(amara, table, at=soon)
    says(meeting, amara, "We spoke of bread.")
    for member in (bashir, chiara):
        comes(member, meeting)
    minutes = offer(member=amara, meeting=meeting)
    assert send(GRACE) == 2
    assert "One may object until" in to(box, bashir)[0].body
    assert f"https://margin.example/meetings/{meeting.pk}/minutes/" in to(box, bashir)[0].body
    object_to(member=chiara, minutes=minutes, reason="It was salt.")
    assert send(GRACE) == 1
    [letter] = to(box, amara)
    assert letter.subject == "Chiara objects to the minutes of “Of bread”."
    assert "It was salt." in letter.body
    assert "It was salt." in letter.alternatives[0][0]


def test_an_item_says_what_it_is_and_by_when(box, table, amara, bashir, chiara, soon):
    meeting = meet(amara, table, at=soon)
    item = add_item(member=amara, meeting=meeting, text="Buy salt", to=bashir, due=soon.date())
    assert send(SOON) == 1
    [letter] = to(box, bashir)
    assert letter.subject == "Amara asks you to take this on: Buy salt"
    assert "Due:" in letter.body
    assert f"https://margin.example{item.get_absolute_url()}" in letter.body
    hand_on(member=chiara, item=refuse(member=bashir, item=item), to=bashir)
    assert send(SOON) == 0  # the same item, on the same day


def test_a_house_that_sends_no_mail_sends_none(box, drawn, settings):
    settings.EMAIL_IS_SENT = False
    assert send() == 0
    assert PartNotice.objects.filter(mailed_at=None).count() == 3
