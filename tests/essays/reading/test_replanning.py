"""Laying out anew what lies ahead: meetings are moved, called and cancelled, and what is past stays."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from essays.reading.asking import ask
from essays.reading.models import Stage
from essays.reading.refusals import ChangedMeanwhile
from essays.reading.replanning import Ahead, changes_by, course_of, end_plan, lay_out_anew
from essays.reading.schedule import Pause
from forum.meetings.actions import cancel_meeting
from forum.meetings.models import Meeting
from forum.notices.mail import of_meetings
from forum.notices.meetings.models import MeetingTelling
from forum.notices.meetings.telling import GRACE, tell_all
from tests.forum.notices.conftest import confirm


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def course(under_way, now):
    return course_of(under_way, now)


def ahead(plan, **said) -> Ahead:
    start = timezone.now().date() + timedelta(days=10)
    usual = {"meetings": 2, "start": start, "weekdays": (start.weekday(),), "every": 1, "at": time(19)}
    return Ahead(**(usual | said))


def as_read(plan) -> list[str]:
    return [
        "".join(section.label for section in run.sections) for run in course_of(plan, timezone.now()).runs
    ]


def rows_of(plan, past: int):
    meetings = Meeting.objects.filter(stage__plan=plan, stage__position__lte=past).order_by("stage__position")
    return list(meetings.values("pk", "title", "starts_at", "sequence", "cancelled_at"))


def test_a_plan_knows_what_is_past(course):
    assert course.past == 2
    assert course.behind == 4


def test_all_that_becomes_of_meetings_is_one_mail_to_each(amara, bashir, under_way, course, now, settings):
    settings.EMAIL_IS_SENT = True
    confirm(amara, bashir)
    MeetingTelling.objects.all().delete()
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way, meetings=3), seen=course.seen)
    for pk in MeetingTelling.objects.values_list("pk", flat=True):
        tell_all(pk)
    assert of_meetings.send_waiting(now + GRACE + timedelta(minutes=1)) == 1
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([bashir.email], "Meetings of Table: 3 changes")


def test_slower_is_one_meeting_more_and_what_is_past_stays(amara, under_way, course):
    before = rows_of(under_way, 2)
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way, meetings=3), seen=course.seen)
    assert as_read(under_way) == ["ab", "cd", "e", "fg", "h"] or sorted("".join(as_read(under_way))) == list(
        "abcdefgh"
    )
    assert as_read(under_way)[:2] == ["ab", "cd"]
    assert under_way.stages.count() == 5
    assert rows_of(under_way, 2) == before


def test_faster_cancels_a_meeting_and_keeps_what_was_asked_for_it(amara, bashir, under_way, course):
    last = under_way.stages.select_related("plan", "meeting").last()
    prompt = ask(member=bashir, stage=last, source="Who built the houses?")
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way, meetings=1), seen=course.seen)
    assert as_read(under_way) == ["ab", "cd", "efgh"]
    last.meeting.refresh_from_db()
    assert last.meeting.is_cancelled
    prompt.refresh_from_db()
    assert prompt.stage.position == 3


def test_meetings_ahead_are_moved_and_named_anew_not_called_again(amara, under_way, course):
    ahead_before = [run.meeting.pk for run in course.ahead]
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way), seen=course.seen)
    stages = under_way.stages.filter(position__gt=2).select_related("meeting")
    assert [stage.meeting_id for stage in stages] == ahead_before
    assert all(stage.meeting.sequence >= 1 for stage in stages)


def test_who_did_not_get_through_goes_on_where_they_stopped(amara, under_way, course):
    before = rows_of(under_way, 2)
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way, first=3), seen=course.seen)
    read = as_read(under_way)
    assert read[:2] == ["ab", "c"]
    assert "".join(read[2:]) == "defgh"
    assert rows_of(under_way, 2) == before
    assert under_way.stages.get(position=3).meeting.title.startswith("The Long Path: section")


def test_a_pause_is_kept_for_the_next_time_it_is_laid_out(amara, under_way, course):
    start = timezone.now().date() + timedelta(days=10)
    rest = Pause(start, start + timedelta(days=6))
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way, pause=rest), seen=course.seen)
    under_way.refresh_from_db()
    assert under_way.rests == [rest]
    first = under_way.stages.get(position=3).meeting
    assert first.starts_at.date() == start + timedelta(days=7)


def test_a_meeting_that_was_cancelled_is_called_again(amara, under_way, course):
    cancelled = course.ahead[0].meeting
    cancel_meeting(member=amara, meeting=cancelled, why="Snow.")
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way), seen=course.seen)
    stage = under_way.stages.get(position=3)
    assert stage.meeting_id != cancelled.pk
    assert not stage.meeting.is_cancelled


def test_what_would_change_is_what_changes(amara, under_way, course, now):
    wanted = ahead(under_way, meetings=3)
    told = [(one.words, one.slot.starts_at if one.slot else None) for one in changes_by(course, wanted, now)]
    lay_out_anew(member=amara, plan=under_way, ahead=wanted, seen=course.seen)
    done = [(run.words, run.meeting.starts_at) for run in course_of(under_way, now).ahead]
    assert done == told


def test_nobody_undoes_a_change_they_have_not_seen(amara, bashir, under_way, course):
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way, meetings=3), seen=course.seen)
    with pytest.raises(ChangedMeanwhile):
        lay_out_anew(member=bashir, plan=under_way, ahead=ahead(under_way, meetings=1), seen=course.seen)
    assert under_way.stages.count() == 5


def test_a_meeting_that_has_begun_meanwhile_is_not_moved(amara, under_way, course):
    Meeting.objects.filter(stage__plan=under_way, stage__position=3).update(opened_at=timezone.now())
    with pytest.raises(ChangedMeanwhile):
        lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way), seen=course.seen)


def test_whoever_made_it_has_no_more_say_than_others(bashir, chiara, under_way, course):
    with pytest.raises(PermissionDenied):
        lay_out_anew(member=chiara, plan=under_way, ahead=ahead(under_way), seen=course.seen)
    lay_out_anew(member=bashir, plan=under_way, ahead=ahead(under_way), seen=course.seen)


def test_ending_a_plan_cancels_what_lies_ahead_alone(bashir, under_way):
    end_plan(member=bashir, plan=under_way)
    end_plan(member=bashir, plan=under_way)
    under_way.refresh_from_db()
    assert under_way.ended_by == bashir
    cancelled = Stage.objects.filter(plan=under_way, meeting__cancelled_at__isnull=False)
    assert list(cancelled.values_list("position", flat=True)) == [3, 4]


def test_the_page_shows_what_would_change_and_does_it_once_asked(as_member, bashir, under_way):
    his, url = as_member(bashir), f"/plans/{under_way.pk}/ahead/"
    shown = his.get(url).content.decode()
    assert "Slower: one meeting more" in shown
    assert "As it stands" in shown
    asked = his.get(url, {"meetings": "3"})
    assert "a new meeting" in asked.content.decode()
    assert under_way.stages.count() == 4
    form = asked.context["form"]
    answer = his.post(url, dict(form.said_again))
    assert (answer.status_code, answer.url) == (302, under_way.get_absolute_url())
    assert under_way.stages.count() == 5


def test_who_is_too_late_sees_what_would_change_now(as_member, bashir, amara, under_way):
    his, url = as_member(bashir), f"/plans/{under_way.pk}/ahead/"
    said = dict(his.get(url, {"meetings": "3"}).context["form"].said_again)
    course = course_of(under_way, timezone.now())
    lay_out_anew(member=amara, plan=under_way, ahead=ahead(under_way, meetings=1), seen=course.seen)
    answer = his.post(url, said)
    assert answer.status_code == 422
    assert "has changed meanwhile" in answer.content.decode()
    again = dict(answer.context["form"].said_again)
    assert his.post(url, again).status_code == 302
