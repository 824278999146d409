"""From a text to a plan: what is proposed, how it is adjusted, and what publishing does."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from essays.library.publishing import publish
from essays.reading import proposing
from essays.reading.models import Plan
from essays.reading.planning import make_plan
from essays.reading.refusals import CannotPlan
from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.meetings.models import Meeting
from tests.essays.reading.conftest import outline_of, wanted_for

URL = "/circles/table/plans/new/"


def fields_in(html: str) -> dict[str, str]:
    """What a browser would send of the form, but for the buttons."""
    found: dict[str, str] = {}
    form = html[html.index('<form class="planning"') :]
    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") == "checkbox" and " checked" not in tag:
            continue
        found[said["name"]] = said.get("value", "")
    for name, options in re.findall(r'<select name="([\w-]+)"(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)"\s+selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


@pytest.fixture
def hers(as_member, amara, path):
    return as_member(amara)


@pytest.fixture
def found(hers):
    """The form as Amara finds it."""
    return fields_in(hers.get(URL).content.decode())


def test_who_likes_the_defaults_only_publishes(hers, found, path):
    answer = hers.post(URL, found | {"do": "publish"})
    plan = Plan.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/plans/{plan.pk}/")
    meetings = [stage.meeting for stage in plan.stages.all()]
    assert len(meetings) == 5
    in_a_week = timezone.now().date() + timedelta(days=7)
    assert [meeting.starts_at.date() for meeting in meetings] == [
        in_a_week + n * timedelta(days=7) for n in range(5)
    ]
    assert {(meeting.starts_at.hour, meeting.length) for meeting in meetings} == {(19, 90)}
    assert meetings[0].title == "The Long Path: section a"


def test_it_is_published_once_however_often_it_is_sent(hers, found):
    for _ in range(2):
        assert hers.post(URL, found | {"do": "publish"}).url == f"/plans/{Plan.objects.get().pk}/"
    assert Meeting.objects.count() == 5


def test_seven_is_seven_by_ones_own_clock(as_member, bashir, path):
    found = fields_in(as_member(bashir).get(URL).content.decode())
    as_member(bashir).post(URL, found | {"do": "publish"})
    starts = Plan.objects.get().stages.first().meeting.starts_at
    assert starts.astimezone(ZoneInfo("Asia/Karachi")).hour == 19


def test_looking_and_adjusting_write_nothing(hers, found):
    hers.post(URL, found | {"do": "take:0"})
    hers.post(URL, found | {"do": "propose", "meetings": "3"})
    assert not Plan.objects.exists()
    assert not Meeting.objects.exists()


def test_a_section_is_moved_from_one_stage_to_the_next_and_back(hers, found):
    assert found["sizes"] == "1,1,2,1,3"
    given = fields_in(hers.post(URL, found | {"do": "give:2"}).content.decode())
    assert given["sizes"] == "1,1,1,2,3"
    taken = fields_in(hers.post(URL, given | {"do": "take:2"}).content.decode())
    assert taken["sizes"] == found["sizes"]


def test_days_that_were_changed_stay_when_a_section_is_moved(hers, found):
    later = f"{found['when-4'][:10]}T20:30"
    adjusted = fields_in(hers.post(URL, found | {"when-4": later, "do": "give:0"}).content.decode())
    assert adjusted["when-4"] == later
    hers.post(URL, adjusted | {"do": "publish"})
    last = Plan.objects.get().stages.last().meeting
    assert (last.starts_at.hour, last.starts_at.minute) == (20, 30)


def test_who_changed_an_option_sees_the_schedule_for_it_before_it_is_published(hers, found):
    answer = hers.post(URL, found | {"meetings": "3", "do": "publish"})
    assert answer.status_code == 422
    assert "You changed something" in answer.content.decode()
    assert not Plan.objects.exists()
    again = fields_in(answer.content.decode())
    assert hers.post(URL, again | {"do": "publish"}).status_code == 302
    assert Plan.objects.get().stages.count() == 3


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"when-0": "tomorrow"}, "needs a day and a time"),
        ({"when-0": "2019-01-01T19:00"}, "is past already"),
        ({"when-0": "2099-01-01T19:00"}, "one after the other"),
        ({"when-4": "2099-01-01T19:00"}, "more than five years ahead"),
        ({"when-4": "9999-12-31T19:00"}, "more than five years ahead"),
    ],
)
def test_days_that_make_no_sense_are_told_of(hers, found, changed, says):
    answer = hers.post(URL, found | changed | {"do": "publish"})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert (
        not Meeting.objects.exists()
    )  # a calendar tells each change of the clocks in the years of its meetings


def test_a_form_that_asks_for_more_meetings_than_a_plan_has_is_proposed_anew(hers, found, monkeypatch):
    monkeypatch.setattr(proposing, "MOST_STAGES", 4)
    again = fields_in(hers.post(URL, found | {"sizes": "1,1,1,1,4", "do": "take:0"}).content.decode())
    assert again["sizes"] == found["sizes"]


@pytest.mark.parametrize(
    "changed",
    [
        {"sizes": "9,9"}, {"sizes": "1,x"}, {"sizes": "8,0"}, {"sizes": ""}, {"do": "take:99999999"},
        {"do": "give:-1"}, {"start": "9999-12-31"}, {"meetings": "0"}, {"time_zone": "Mars/Base"},
        {"weekdays": "9"}, {"essay": "no-such"}, {"link": "javascript:alert(1)"}, {"at": "25:00"},
        {"pause_first": "2030-01-02", "pause_last": "2030-01-01"},
        {"pause_first": "2020-01-01", "pause_last": "9000-01-01"},
    ],
)  # fmt: skip
def test_a_form_that_was_tampered_with_writes_nothing_but_a_whole_plan(hers, found, changed):
    answer = hers.post(URL, {"do": "publish"} | found | changed)
    assert answer.status_code in (200, 302, 422)
    for plan in Plan.objects.all():
        assert plan.stages.count() > 0


def test_pauses_are_left_out_and_kept(hers, found):
    first = timezone.now().date() + timedelta(days=8)
    said = {"pause_first": first.isoformat(), "pause_last": (first + timedelta(days=13)).isoformat()}
    again = fields_in(hers.post(URL, found | said | {"do": "propose"}).content.decode())
    hers.post(URL, again | {"do": "publish"})
    plan = Plan.objects.get()
    assert plan.pauses == [list(said.values())]
    days = [stage.meeting.starts_at.date() for stage in plan.stages.all()]
    assert days[1] - days[0] == timedelta(days=21)


def test_a_text_of_another_closed_circle_is_not_offered_nor_planned(hers, amara, table, kitchen, first_day):
    secret = publish(member=amara, circle=kitchen, outline=outline_of(title="Secret Path"))
    assert "Secret Path" not in hers.get(URL).content.decode()
    with pytest.raises(CannotPlan):
        make_plan(member=amara, circle=table, essay=secret, wanted=wanted_for(secret, first=first_day))


def test_a_text_of_an_open_circle_may_be_read_in_a_closed_one(amara, kitchen, path, first_day):
    plan = make_plan(member=amara, circle=kitchen, essay=path, wanted=wanted_for(path, first=first_day))
    assert {stage.meeting.circle for stage in plan.stages.all()} == {kitchen}


def test_a_circle_reads_a_text_by_one_plan_at_a_time(hers, found, plan):
    answer = hers.post(URL, found | {"do": "publish"})
    assert answer.status_code == 422
    assert "reads that text already" in answer.content.decode()
    assert Plan.objects.count() == 1


def test_only_those_in_a_circle_plan_in_it(as_member, chiara, table, path, first_day):
    assert as_member(chiara).get(URL).status_code == 403
    with pytest.raises(PermissionDenied):
        make_plan(member=chiara, circle=table, essay=path, wanted=wanted_for(path, first=first_day))


def test_a_closed_circles_plans_are_not_there_for_others(as_member, amara, bashir, kitchen, path, first_day):
    plan = make_plan(member=amara, circle=kitchen, essay=path, wanted=wanted_for(path, first=first_day))
    his = as_member(bashir)
    for name, args in (
        ("plans", [kitchen.slug]),
        ("new_plan", [kitchen.slug]),
        ("plan", [plan.pk]),
        ("plan_ahead", [plan.pk]),
        ("end_plan", [plan.pk]),
        ("join_here", [plan.pk]),
        ("ask_for_stage", [plan.pk, 1]),
    ):
        assert his.get(reverse(name, args=args)).status_code == 404


def test_without_a_text_one_is_led_to_putting_one_up(as_member, amara):
    open_circle(member=amara, slug="bare", name="Bare", access=Circle.Access.CLOSED)
    assert "no text yet" in as_member(amara).get("/circles/bare/plans/new/").content.decode()
