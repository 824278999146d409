"""One mail for whatever waits for a member from one circle: all of it, with all events, and one click that stops it."""

from datetime import timedelta

import pytest
from django.test import Client

from forum.circles.actions import join, open_circle
from forum.notices.mail import of_meetings
from forum.notices.meetings.models import MeetingNotice
from forum.notices.meetings.reminding import remind_all
from forum.notices.meetings.telling import GRACE
from forum.notices.models import Mailing, Subscription
from forum.record.writing import head
from tests.called import cancel, change, meet
from tests.forum.meetings.calendar.reading import events, read, said
from tests.forum.notices.conftest import confirm, mail
from tests.forum.notices.meetings.conftest import EVENING, NOW, everyone_is_told, send
from tests.forum.notices.meetings.test_mail import calendar, to

__all__ = ["mail"]

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def evenings(amara, bashir, chiara, table, mail, clock):
    """Four evenings a week apart, of which everybody has been told and mailed."""
    confirm(amara, bashir, chiara)
    found = [
        meet(amara, table, f"Section {label}", starts_at=EVENING + nth * WEEK, place="The long table")
        for nth, label in enumerate("abcd")
    ]
    send(NOW, GRACE)
    del mail[:]
    clock.shift(timedelta(hours=1))
    return found


def replan(amara, evenings) -> None:
    """Two are moved, one stays, and one is too many."""
    first, second, _third, last = evenings
    change(amara, first, starts_at=EVENING + timedelta(days=1))
    change(amara, second, starts_at=EVENING + WEEK + timedelta(days=1))
    cancel(amara, last, "The reading plan needs it no more.")


def test_a_plan_is_called_in_one_mail(amara, bashir, chiara, table, mail, clock):
    confirm(bashir, chiara)
    for label in "ab":
        meet(amara, table, f"Section {label}", starts_at=EVENING)
    assert send(NOW, GRACE) == 2
    [letter] = to(mail, bashir)
    assert letter.subject == "Meetings of Round table: 2 changes"
    assert letter.body.count("A new meeting: Thursday") == 2


def test_what_one_act_has_moved_is_one_mail_with_all_that_calendars_have_to_hear(
    amara, bashir, evenings, mail
):
    replan(amara, evenings)
    assert send(NOW, timedelta(hours=1) + GRACE) == 2
    [letter] = to(mail, bashir)
    assert letter.subject == "Meetings of Round table: 3 changes"
    for words in (letter.body, letter.alternatives[0][0]):
        for told in (
            "Section a", "Section b", "Section d", "Before: Thursday, 10 Dec 2026, 23:30", "on the clocks of Karachi",
            "The reading plan needs it no more.", f"https://margin.example{evenings[0].get_absolute_url()}",
        ):  # fmt: skip
            assert told in words
        assert "Section c" not in words
        assert words.index("Section a") < words.index("Section b") < words.index("Section d")
    assert head() in letter.body
    assert said(read(calendar(letter)), "method") == "PUBLISH"
    told = {said(one, "summary"): one for one in events(calendar(letter))}
    assert {name: (said(one, "status"), said(one, "sequence")) for name, one in told.items()} == {
        "Section a": ("CONFIRMED", "1"),
        "Section b": ("CONFIRMED", "1"),
        "Cancelled: Section d": ("CANCELLED", "1"),
    }
    assert Mailing.objects.filter(member=bashir).count() == 2  # and the one that called them
    assert send(NOW, timedelta(hours=1) + GRACE) == 0


def test_where_one_is_near_the_others_go_along_and_wait_no_longer(amara, bashir, evenings, mail, clock):
    clock.move_to(EVENING - timedelta(hours=5))
    replan(amara, evenings)
    assert send(EVENING, timedelta(hours=-5)) == 2
    [letter] = to(mail, bashir)
    assert letter.subject == "Meetings of Round table: 3 changes"
    assert send(EVENING, timedelta(hours=-5) + GRACE) == 0


def test_it_waits_until_all_that_the_act_has_done_is_told(amara, bashir, evenings, mail, clock):
    clock.move_to(EVENING - timedelta(hours=5))
    change(amara, evenings[0], place="The balcony")
    everyone_is_told()
    change(amara, evenings[1], place="The balcony")  # whose worker is not through yet
    now = EVENING - timedelta(hours=5)
    assert of_meetings.send_waiting(now) == 0
    assert of_meetings.send_waiting(now + 2 * of_meetings.WAITED_FOR) == 2  # nor waits for ever


def test_what_other_circles_do_is_another_mail(amara, bashir, evenings, mail):
    garden = open_circle(member=amara, slug="garden", name="Garden")
    join(member=bashir, circle=garden)
    meet(amara, garden, "Weeding", starts_at=EVENING)
    replan(amara, evenings)
    send(NOW, timedelta(hours=1) + GRACE)
    assert sorted(letter.subject for letter in to(mail, bashir)) == [
        "Garden meets Thursday 10 December, 23:30: Weeding",
        "Meetings of Round table: 3 changes",
    ]


def test_a_reminder_comes_for_itself(amara, bashir, evenings, mail, clock):
    morning = EVENING.replace(day=9, hour=2, minute=0)  # in Karachi
    clock.move_to(morning)
    remind_all(morning)
    change(amara, evenings[2], place="The balcony")
    change(amara, evenings[3], place="The balcony")
    send(morning, GRACE)
    assert [letter.subject for letter in to(mail, bashir)] == [
        "Tomorrow at 23:30: Section a",
        "Meetings of Round table: 2 changes",
    ]


def test_one_click_stops_what_comes_of_these_meetings(amara, bashir, evenings, mail):
    replan(amara, evenings)
    send(NOW, timedelta(hours=1) + GRACE)
    [letter] = to(mail, bashir)
    stop = letter.message()["List-Unsubscribe"].strip("<>").removeprefix("https://margin.example")
    page = Client().get(stop).content.decode()
    assert "the meetings in that mail" in page
    assert "Section" not in page
    assert Client().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    muted = {evenings[0].pk, evenings[1].pk, evenings[3].pk}
    assert set(Subscription.objects.filter(member=bashir).values_list("place_id", flat=True)) == muted


def test_of_two_workers_each_mails_what_it_was_the_first_to_mark(amara, bashir, evenings, mail):
    replan(amara, evenings)
    everyone_is_told()
    taken = MeetingNotice.objects.get(member=bashir, meeting=evenings[3])
    notices = list(MeetingNotice.objects.filter(member=bashir, mailed_at=None).for_lists())
    MeetingNotice.objects.filter(pk=taken.pk).update(mailed_at=NOW)
    with of_meetings.Postbox() as postbox:
        of_meetings._send(postbox, notices, bashir.email, of_meetings.told_of(notices))
    [letter] = to(mail, bashir)
    assert letter.subject == "Meetings of Round table: 2 changes"
