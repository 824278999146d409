"""Drawing roles once a meeting, and what anybody can follow of it."""

import json
from collections import Counter

import pytest

from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.lots.models import Draw
from forum.meetings.actions import answer, cancel_meeting, change_meeting, open_meeting
from forum.meetings.models import Meeting
from forum.meetings.rota.drawing import draw_due, draw_roles
from forum.meetings.rota.models import Lift, Rota, Turn
from forum.meetings.rota.opting_out import opt_in, opt_out
from forum.meetings.rota.telling import recomputed, rotas_hold
from forum.members.leaving import close_account
from forum.record.lines import record_lines
from forum.record.models import Entry
from forum.record.verify import check
from forum.record.writing import append
from tests.conftest import make_member
from tests.forum.meetings.conftest import DAY, HOUR, THURSDAY, call, circle_of, held, roles_at

ROLES = {"facilitator", "minute-taker", "time-keeper"}


def test_roles_are_drawn_a_day_before_and_not_earlier(amara, table):
    meeting = call(amara, table)
    assert draw_due(THURSDAY - DAY - HOUR) == 0
    assert draw_due(THURSDAY - DAY) == 1
    assert draw_due(THURSDAY - DAY) == 0
    got = roles_at(meeting)
    assert set(got) == ROLES
    assert len(set(got.values())) == 3


def test_a_meeting_that_is_near_is_drawn_as_soon_as_it_is_called(
    amara, table, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to(THURSDAY - 2 * HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        meeting = call(amara, table)
    assert set(roles_at(meeting)) == ROLES


def test_one_that_is_put_nearer_is_drawn_then(amara, table, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to(THURSDAY - 3 * DAY)
    meeting = call(amara, table)
    with django_capture_on_commit_callbacks(execute=True):
        change_meeting(member=amara, meeting=meeting, starts_at=THURSDAY - 3 * DAY + HOUR)
    assert set(roles_at(meeting)) == ROLES


def test_whoever_opens_it_finds_roles(amara, table, soon):
    meeting = call(amara, table, soon)
    open_meeting(member=amara, meeting=meeting, at=soon)
    assert set(roles_at(meeting)) == ROLES


def test_who_said_no_or_has_left_is_not_drawn(amara, bashir, chiara, table, time_machine):
    time_machine.move_to(THURSDAY - 2 * DAY)
    meeting = call(amara, table)
    answer(member=bashir, meeting=meeting, says="no")
    leave(member=chiara, circle=table)
    draw_roles(meeting.pk, now=THURSDAY - HOUR)
    assert set(roles_at(meeting).values()) == {"amara", "dmitri", "esi"}
    assert len(meeting.rota.draw.opened.read("leaves")) == 3


def test_a_cancelled_meeting_and_one_without_a_date_are_not_drawn(amara, table):
    for starts_at in (THURSDAY, None):
        meeting = call(amara, table, starts_at)
        if starts_at:
            cancel_meeting(member=amara, meeting=meeting, why="Snow.")
        assert draw_roles(meeting.pk, now=THURSDAY - HOUR) is None
    assert not Rota.objects.exists()


def test_two_share_the_first_two_roles_and_one_alone_has_none(amara, bashir):
    two, one = circle_of(amara, bashir), circle_of(amara, slug="alone")
    first = held(amara, two, THURSDAY)
    second = held(amara, two, THURSDAY + 7 * DAY)
    assert set(first) == {"facilitator", "minute-taker"}
    assert second == {"facilitator": first["minute-taker"], "minute-taker": first["facilitator"]}
    assert held(amara, one, THURSDAY) == {}
    assert Rota.objects.get(meeting__circle=one).draw is None


def test_within_five_meetings_of_five_everybody_has_had_every_role(amara, table):
    meetings = [held(amara, table, THURSDAY + 7 * week * DAY) for week in range(5)]
    for role in ROLES:
        assert len({got[role] for got in meetings}) == 5
    assert Counter(name for got in meetings for name in got.values()) == dict.fromkeys(
        ("amara", "bashir", "chiara", "dmitri", "esi"), 3
    )


def test_who_comes_late_need_not_make_up_for_it(amara, bashir, chiara, table):
    for week in range(10):
        held(amara, table, THURSDAY + 7 * week * DAY)
    join(member=make_member("fatou"), circle=table)
    weeks = [held(amara, table, THURSDAY + 7 * week * DAY) for week in range(10, 16)]
    assert all(sum(got[role] == "fatou" for got in weeks) == 1 for role in ROLES)
    assert set(Lift.objects.values_list("member__handle", "by")) == {("fatou", 2)}


def test_the_roles_follow_from_the_draw_and_what_stands_in_the_entry(amara, bashir, table):
    opt_out(member=bashir, circle=table, role="facilitator")
    held(amara, table, THURSDAY)
    held(amara, table, THURSDAY + 7 * DAY)
    for rota in Rota.objects.select_related("entry", "draw"):
        body, order = rota.entry.read_all(), rota.draw.drawn.read("order")
        assert recomputed(body, order) == body["roles"]
        marks = dict(rota.draw.leaves.values_list("commitment", "member__handle"))
        assert {role: marks[mark] for role, mark in body["roles"].items()} == roles_at(rota.meeting)
        assert [marks[mark] for mark in body["out"]["facilitator"]] == ["bashir"]
    assert rota.entry.read("last") != {}
    assert list(rotas_hold()) == []
    said = "".join(Entry.objects.filter(type="rota").values_list("body", flat=True))
    assert not any(name in said for name in ("amara", "bashir", "Table", "Section"))


def test_a_role_that_the_lot_did_not_give_is_found(amara, bashir, table):
    held(amara, table, THURSDAY)
    turn = Turn.objects.exclude(member=bashir).first()
    Turn.objects.filter(pk=turn.pk).update(member=bashir)
    assert "did not give" in next(rotas_hold())
    Turn.objects.filter(pk=turn.pk).update(member=turn.member_id)
    entry = Entry.objects.get(type="rota")
    body = entry.read_all()
    place = Rota.objects.get().draw.drawn.read("order").index(body["roles"]["facilitator"])
    body["served"]["facilitator"][place] += 5
    Entry.objects.filter(pk=entry.pk).update(body=json.dumps(body))
    assert "do not follow" in next(rotas_hold())


def test_the_checker_that_everybody_is_served_takes_the_record_and_refuses_a_role_for_a_stranger(
    amara, table
):
    held(amara, table, THURSDAY)
    lines = "".join(record_lines(before=10_000)).splitlines()
    assert len(list(check(iter(lines)))) == len(lines)
    append("rota", {"case": Rota.objects.get().draw.case, "roles": {"facilitator": "00" * 32}})
    lines = "".join(record_lines(before=10_000)).splitlines()
    with pytest.raises(ValueError, match="roles go to those who were drawn"):
        list(check(iter(lines)))


def test_a_cancelled_meeting_counts_for_nobody(amara, table):
    meeting = call(amara, table)
    draw_roles(meeting.pk, now=THURSDAY - HOUR)
    cancel_meeting(member=amara, meeting=meeting, why="Snow.")
    held(amara, table, THURSDAY + 7 * DAY)
    assert set(Entry.objects.filter(type="rota").last().read("served")["facilitator"]) == {0}


def test_opting_out_hands_a_role_on_and_opting_in_brings_one_back(amara, table):
    meeting = call(amara, table)
    draw_roles(meeting.pk, now=THURSDAY - HOUR)
    turn = Turn.objects.select_related("member").get(meeting=meeting, role="facilitator")
    opt_out(member=turn.member, circle=table, role="facilitator")
    opt_out(member=turn.member, circle=table, role="facilitator")
    turn.refresh_from_db()
    assert turn.ended_by == "opted-out"
    follower = Turn.objects.current().get(meeting=meeting, role="facilitator")
    assert follower.came_by == "followed"
    assert follower.member_id not in Turn.objects.exclude(pk=follower.pk).values_list("member", flat=True)
    opt_in(member=turn.member, circle=table, role="facilitator")
    weeks = [held(amara, table, THURSDAY + 7 * week * DAY)["facilitator"] for week in (1, 2, 3, 4)]
    assert turn.member.handle in weeks


def test_leaving_and_closing_an_account_hand_roles_on(amara, bashir, table, soon):
    meeting = call(amara, table, soon)
    draw_roles(meeting.pk, now=soon - HOUR)
    first = Turn.objects.select_related("member").get(meeting=meeting, role="facilitator").member
    leave(member=first, circle=table)
    second = Turn.objects.current().select_related("member").get(meeting=meeting, role="facilitator").member
    assert second != first
    close_account(member=second)
    third = Turn.objects.current().get(meeting=meeting, role="facilitator")
    assert third.member_id not in (first.pk, second.pk)
    assert Turn.objects.filter(meeting=meeting, ended_by="away").count() >= 2
    assert list(rotas_hold()) == []


def test_the_draw_belongs_to_its_circle(client, amara, bashir, kitchen):
    meeting = call(amara, kitchen)
    join(member=bashir, circle=kitchen)
    draw_roles(meeting.pk, now=THURSDAY - HOUR)
    assert Draw.objects.get(case=meeting.case).circle == kitchen
    for path in (f"/record/draws/{meeting.case}/", f"/meetings/{meeting.pk}/roles/"):
        assert client.get(path).status_code == 404
    assert Meeting.objects.get(pk=meeting.pk).rota.entry.circle == kitchen
