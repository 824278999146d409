"""Who facilitated and who took minutes, as measures of how flat a circle is."""

from django.utils import timezone

from forum.flatness.measuring import coverage
from forum.flatness.registry import measures
from forum.meetings.minutes.flat import count_turns, latest_in_turn
from forum.meetings.rota.models import Turn
from tests.forum.meetings.minutes.conftest import BEGIN, DAY, HOUR, MINUTE, close, meet


def turn(meeting, role: str, member, *, until=None, ended_by: str = "") -> Turn:
    return Turn.objects.create(
        meeting=meeting,
        role=role,
        member=member,
        came_by="drawn",
        since=meeting.starts_at,
        until=until,
        ended_by=ended_by,
    )


def counted(table, *, since=None, until=None) -> dict:
    found = count_turns(table, since, until or timezone.now())
    return {name: {one.member: one.events for one in counts} for name, counts in found.items()}


def test_turns_of_meetings_that_were_held_are_counted(amara, bashir, chiara, table):
    for day, facilitator in enumerate((amara, amara, bashir)):
        held = close(meet(amara, table, at=BEGIN + day * DAY), at=BEGIN + day * DAY + HOUR)
        turn(held, "facilitator", facilitator)
        turn(held, "minute-taker", chiara)
    under_way = meet(amara, table)
    turn(under_way, "facilitator", chiara)
    assert counted(table) == {"facilitating": {amara.pk: 2, bashir.pk: 1}, "minutes": {chiara.pk: 3}}
    assert counted(table, since=BEGIN + 2 * DAY)["facilitating"] == {bashir.pk: 1}
    assert counted(table, until=BEGIN)["facilitating"] == {}


def test_whoever_gave_a_role_away_before_the_meeting_had_it_in_name_alone(amara, bashir, chiara, table):
    held = close(meet(amara, table))
    turn(held, "facilitator", amara, until=BEGIN - DAY, ended_by="opted-out")
    turn(held, "facilitator", bashir, until=BEGIN + 5 * MINUTE, ended_by="recalled")
    turn(held, "facilitator", chiara)
    assert counted(table)["facilitating"] == {bashir.pk: 1, chiara.pk: 1}


def test_both_are_measures_of_roles():
    roles = {measure.name for measure in measures() if measure.is_role}
    assert {"facilitating", "minutes"} <= roles


def test_of_the_last_meetings_it_is_told_who_had_the_role_whatever_the_window(amara, bashir, chiara, table):
    for day, facilitator in enumerate((chiara, amara, amara, bashir)):
        turn(
            close(meet(amara, table, at=BEGIN + day * DAY), at=BEGIN + day * DAY + HOUR),
            "facilitator",
            facilitator,
        )
    people = {amara.pk, bashir.pk, chiara.pk}
    latest = latest_in_turn(table, timezone.now(), len(people))["facilitating"]
    assert latest == [bashir.pk, amara.pk, amara.pk]
    assert coverage(latest, people) == 2 / 3
    assert latest_in_turn(table, BEGIN + DAY, len(people))["facilitating"] == [chiara.pk]
