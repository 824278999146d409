"""Mail of meetings: in the reader's words and time, with the event for their calendar, once."""

from datetime import timedelta
from email import message_from_bytes, policy
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as django_mail
from django.test import Client

from forum.circles.leaving import leave
from forum.meetings.actions import cancel_meeting, change_meeting, put_off
from forum.meetings.models import Answer
from forum.members.models import Member
from forum.notices.mail import of_meetings, sending
from forum.notices.meetings.models import MeetingNotice
from forum.notices.meetings.reminding import remind_all
from forum.notices.meetings.telling import GRACE
from forum.notices.models import Mailing, Subscription
from forum.record.writing import append, head
from tests.called import cancel, change, meet
from tests.forum.meetings.calendar.reading import events, read, said
from tests.forum.notices.conftest import confirm
from tests.forum.notices.meetings.conftest import EVENING, NOW, everyone_is_told, send
from tests.forum.notices.meetings.conftest import told as told_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings) -> list:
    settings.EMAIL_IS_SENT = True
    settings.SITE_URL = "https://margin.example"
    settings.DEFAULT_FROM_EMAIL = "Wide Margin <margin@margin.example>"
    return django_mail.outbox


@pytest.fixture
def supper(amara, bashir, chiara, table, box):
    confirm(amara, bashir, chiara)
    supper = meet(
        amara,
        table,
        "Supper",
        starts_at=EVENING,
        time_zone="Europe/Rome",
        place="The long table",
        link="https://call.example/table",
        about="Bring a chair.",
    )
    supper.agenda.create(place=0, title="Salt", length=20, added_by=amara)
    return supper


def to(box: list, member: Member) -> list:
    return [letter for letter in box if letter.to == [member.email]]


def parts(letter) -> dict[str, bytes]:
    """The parts of a mail as it goes over the wire, by their kind."""
    sent = message_from_bytes(letter.message().as_bytes(linesep="\r\n"), policy=policy.default)
    found = {}
    for part in sent.walk():
        if not part.is_multipart():
            found[part.get_content_type()] = part.get_payload(decode=True)
    return found


def calendar(letter) -> bytes:
    return parts(letter)["application/ics"]


def test_a_meeting_is_told_in_ones_own_time_with_the_event_for_ones_calendar(supper, box, bashir, chiara):
    assert send(NOW, GRACE) == 2
    [letter] = to(box, bashir)
    assert letter.subject == "Round table meets Thursday 10 December, 23:30: Supper"
    for words in (letter.body, letter.alternatives[0][0]):
        for told in (
            "Thursday", "10 Dec 2026", "23:30–01:00", "on the clocks of Karachi", "The long table", "Bring a chair.",
            "https://call.example/table", "Salt", "20 minutes", f"https://margin.example/meetings/{supper.pk}/",
        ):  # fmt: skip
            assert told in words
    assert "19:30–21:00" in to(box, chiara)[0].body

    [told] = events(calendar(letter))
    assert said(read(calendar(letter)), "method") == "REQUEST"
    assert (said(told, "uid"), said(told, "sequence")) == (f"{supper.uid}@margin.example", "0")
    assert said(told, "organizer") == "mailto:margin@margin.example"
    [attendee] = told.attendee_list
    assert attendee.value == f"mailto:{bashir.email}"
    assert attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert told.dtstart.value.isoformat() == "2026-12-10T19:30:00+01:00"  # where it was planned


def test_a_mail_program_finds_the_event_as_an_alternative_and_as_a_file(supper, box, bashir):
    send(NOW, GRACE)
    [letter] = to(box, bashir)
    sent = message_from_bytes(letter.message().as_bytes(linesep="\r\n"), policy=policy.default)
    assert sent.get_content_type() == "multipart/mixed"
    alternatives, file = sent.iter_parts()
    kinds = [(part.get_content_type(), part.get_param("method")) for part in alternatives.iter_parts()]
    assert kinds == [("text/plain", None), ("text/html", None), ("text/calendar", "REQUEST")]
    assert file.get_filename() == "meeting.ics"
    inline = [*alternatives.iter_parts()][-1]
    assert inline.get_content_charset() == "utf-8"
    as_read = inline.get_payload(decode=True).replace(b"\r\n", b"\n")
    assert as_read.strip() == file.get_payload(decode=True).replace(b"\r\n", b"\n").strip()


def test_it_carries_what_mail_programs_go_by_and_the_head_of_the_record(supper, box, bashir):
    append("decision", {"proposal": 1})
    send(NOW, GRACE)
    [letter] = to(box, bashir)
    headers = letter.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Id"] == f"<meeting-{supper.pk}.margin.example>"
    assert headers["References"] == f"<meeting-{supper.pk}@margin.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert head() in letter.body


def test_one_click_stops_it_for_that_meeting(supper, box, bashir, amara, clock):
    send(NOW, GRACE)
    [letter] = to(box, bashir)
    stop = letter.message()["List-Unsubscribe"].strip("<>").removeprefix("https://margin.example")
    assert "the meeting “Supper”" in Client().get(stop).content.decode()
    assert Client().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.get().place == "meeting"
    clock.shift(timedelta(hours=1))
    change(amara, supper, place="The balcony")
    send(NOW, timedelta(hours=2))
    assert len(to(box, bashir)) == 1


def test_whoever_has_left_is_not_told_what_the_meeting_is_called(supper, box, bashir, table):
    send(NOW, GRACE)
    stop = to(box, bashir)[0].message()["List-Unsubscribe"].strip("<>").removeprefix("https://margin.example")
    leave(member=bashir, circle=table)
    page = Client().get(stop).content.decode()
    assert "this meeting" in page
    assert "Supper" not in page


def test_a_change_says_what_it_was_and_brings_the_event_under_a_higher_number(
    supper, box, bashir, amara, clock
):
    send(NOW, GRACE)
    clock.shift(timedelta(hours=1))
    change(amara, supper, starts_at=EVENING + timedelta(days=1))
    send(NOW, timedelta(hours=1) + GRACE)
    _first, letter = to(box, bashir)
    assert letter.subject == "Changed: Supper, Friday 11 December, 23:30"
    assert "Before: Thursday, 10 Dec 2026, 23:30" in letter.body
    assert said(events(calendar(letter))[0], "sequence") == "1"
    assert said(read(calendar(letter)), "method") == "REQUEST"


def test_a_cancelled_one_is_called_off_with_its_reason(supper, box, bashir, amara, clock):
    send(NOW, GRACE)
    clock.shift(timedelta(hours=1))
    cancel(amara, supper, "The stove is broken.")
    send(NOW, timedelta(hours=1) + GRACE)
    first, letter = to(box, bashir)
    assert letter.subject.startswith("Cancelled: Supper")
    assert "The stove is broken." in letter.body
    assert "https://call.example/table" not in letter.body
    assert "say whether you come" in first.body
    for words in (letter.body, letter.alternatives[0][0]):
        assert "say whether you come" not in words
        assert "What had been planned stays readable" in words
    [told] = events(calendar(letter))
    assert said(read(calendar(letter)), "method") == "CANCEL"
    assert (said(told, "status"), said(told, "sequence")) == ("CANCELLED", "1")
    assert said(told, "uid") == f"{supper.uid}@margin.example"


def test_one_that_is_put_off_is_taken_out_of_calendars(supper, box, amara, bashir, clock):
    send(NOW, GRACE)
    clock.shift(timedelta(hours=1))
    put_off(member=amara, meeting=supper)
    assert told_to(bashir) == ["put-off"]
    send(NOW, timedelta(hours=1) + GRACE)
    _first, letter = to(box, bashir)
    assert letter.subject == "No date any more: Supper"
    assert "Before: Thursday, 10 Dec 2026, 23:30" in letter.body
    assert "to say when you could come" in letter.body
    [event] = events(calendar(letter))
    assert said(read(calendar(letter)), "method") == "CANCEL"
    assert (said(event, "status"), said(event, "sequence")) == ("CANCELLED", "1")

    clock.shift(timedelta(hours=1))
    change_meeting(member=amara, meeting=supper, starts_at=EVENING + timedelta(days=7))
    assert told_to(bashir) == ["changed"]
    send(NOW, timedelta(hours=2) + GRACE)
    *_, letter = to(box, bashir)
    assert said(read(calendar(letter)), "method") == "REQUEST"
    assert said(events(calendar(letter))[0], "sequence") == "2"


def test_one_that_is_cancelled_before_anybody_heard_that_it_was_put_off_is_taken_out_too(
    supper, box, amara, bashir, clock
):
    send(NOW, GRACE)
    clock.shift(timedelta(hours=1))
    put_off(member=amara, meeting=supper)
    cancel_meeting(member=amara, meeting=supper, why="Nobody can.")
    send(NOW, timedelta(hours=1) + GRACE)
    _first, letter = to(box, bashir)
    assert letter.subject == "Cancelled: Supper"
    [event] = events(calendar(letter))
    assert (said(event, "status"), said(event, "sequence")) == ("CANCELLED", "2")


def test_what_is_mended_within_the_first_minutes_is_one_mail(supper, box, bashir, amara, clock):
    assert send(NOW, GRACE / 2) == 0
    clock.shift(GRACE / 2)
    change(amara, supper, starts_at=EVENING + timedelta(days=1))
    assert send(NOW, GRACE) == 0
    assert send(NOW, 2 * GRACE) == 2
    [letter] = to(box, bashir)
    assert letter.subject == "Round table meets Friday 11 December, 23:30: Supper"
    assert said(events(calendar(letter))[0], "sequence") == "1"


def test_what_has_changed_and_was_not_told_yet_is_not_mailed_as_it_was(supper, box, amara, clock):
    everyone_is_told()
    clock.shift(GRACE)
    change(amara, supper, place="The balcony")
    assert of_meetings.send_waiting(NOW + GRACE) == 0  # its telling will say it


def test_a_late_change_is_mailed_at_once(supper, box, bashir, amara, clock):
    send(NOW, GRACE)
    clock.move_to(EVENING - timedelta(hours=3))
    change(amara, supper, place="The balcony")
    assert send(EVENING - timedelta(hours=3)) == 2
    assert "The balcony" in to(box, bashir)[1].body


def test_what_was_read_here_is_mailed_all_the_same_since_it_brings_the_date(supper, box, bashir):
    everyone_is_told()
    MeetingNotice.objects.update(read_at=NOW)
    assert send(NOW, GRACE) == 2


def test_a_reminder_says_tomorrow_and_what_one_has_said(supper, box, bashir, clock):
    Answer.objects.create(meeting=supper, member=bashir, says="yes")
    send(NOW, GRACE)
    del box[:]
    morning = EVENING.replace(day=9, hour=2, minute=0)  # in Karachi
    clock.move_to(morning)
    remind_all(morning)
    send(morning)
    [letter] = box
    assert letter.to == [bashir.email]
    assert letter.subject == "Tomorrow at 23:30: Supper"
    assert "You have said: Yes" in letter.body
    assert set(parts(letter)) == {"text/plain", "text/html"}  # nothing new for a calendar


def test_what_one_has_said_stands_in_ones_calendar(supper, box, bashir, amara, clock):
    Answer.objects.create(meeting=supper, member=bashir, says="maybe")
    send(NOW, GRACE)
    [told] = events(calendar(to(box, bashir)[0]))
    assert told.attendee_list[0].params["PARTSTAT"] == ["TENTATIVE"]


def test_each_is_mailed_once_and_nobody_who_has_left_or_has_no_address(supper, box, bashir, chiara, table):
    everyone_is_told()
    leave(member=bashir, circle=table)
    chiara.emailaddress_set.update(verified=False)
    assert send(NOW, GRACE) == 0
    assert MeetingNotice.objects.get(member=chiara).mail_at is None
    assert box == []


def test_it_is_mailed_once_however_often_it_is_asked(supper, box):
    assert [send(NOW, GRACE), send(NOW, GRACE), send(NOW, 2 * GRACE)] == [2, 0, 0]
    assert Mailing.objects.filter(sent_at__isnull=False).count() == 2


def test_where_the_server_is_away_it_is_tried_again(supper, box, monkeypatch):
    class AwayBox(sending.Postbox):
        def send(self, letter, mailing, *, take_back):
            take_back()
            mailing.delete()
            raise sending.Away from SMTPServerDisconnected()

    monkeypatch.setattr(of_meetings, "Postbox", AwayBox)
    assert send(NOW, GRACE) == 0
    monkeypatch.undo()
    assert send(NOW, GRACE) == 2


def test_nothing_is_sent_by_a_house_that_sends_no_mail(supper, settings, box):
    settings.EMAIL_IS_SENT = False
    assert send(NOW, GRACE) == 0


def test_a_batch_of_mails_asks_once_for_what_they_all_say(supper, box, django_assert_num_queries):
    """For all: notices, what goes along with them, addresses, answers, agendas. For each: marked, recorded, the head of
    the record, sent."""
    everyone_is_told()
    with django_assert_num_queries(5 + 2 * 4):
        of_meetings.send_waiting(NOW + GRACE)
