"""What one takes along of the meetings of one's circles."""

import json
from datetime import UTC, datetime

import pytest

from forum.circles.actions import join, open_circle
from forum.circles.leaving import leave
from forum.circles.models import Circle
from forum.meetings.live.counting import count
from forum.meetings.live.models import Speaking
from forum.meetings.minutes.consenting import object_to, offer
from forum.meetings.minutes.writing import write
from forum.meetings.models import Answer, Meeting
from forum.meetings.rota.models import Turn
from forum.meetings.rota.opting_out import opt_out
from forum.members.models import Member
from forum.profiles.exporting import export

THURSDAY = datetime(2026, 5, 7, 18, tzinfo=UTC)
NAMES = (
    "answers_to_meetings", "roles_in_meetings", "speaking_time", "objections_to_minutes", "roles_not_taken",
    "speaking_time_not_counted",
)  # fmt: skip


def taken_along(member: Member) -> dict[str, list]:
    found = json.loads("".join(export(member, site="https://margin.example")))
    return {name: found[name] for name in NAMES}


@pytest.fixture
def met(amara, bashir) -> Meeting:
    """In a closed circle of the two; each has said and done something."""
    circle = open_circle(member=amara, slug="mill", name="Mill", access=Circle.Access.CLOSED)
    join(member=bashir, circle=circle)
    meeting = Meeting.objects.create(
        circle=circle, title="Flour", starts_at=THURSDAY, opened_at=THURSDAY, time_zone="UTC", called_by=amara
    )
    for member, role, seconds in ((amara, "minute-taker", 30), (bashir, "facilitator", 60)):
        Answer.objects.create(meeting=meeting, member=member, says="maybe")
        Turn.objects.create(meeting=meeting, role=role, member=member, came_by="drawn", since=THURSDAY)
        Speaking.objects.create(
            meeting=meeting, member=member, turns=1, seconds=seconds, squares=seconds * seconds
        )
    write(member=amara, meeting=meeting, source="We milled.\n", base=0)
    object_to(member=bashir, minutes=offer(member=amara, meeting=meeting), reason="We did not.")
    opt_out(member=bashir, circle=circle, role="time-keeper")
    return meeting


def test_ones_own_part_in_meetings_goes_along_and_nobody_elses(met, bashir):
    told = {"meeting": "Flour", "circle": "Mill", "begins": "2026-05-07T18:00:00+00:00"}
    found = taken_along(bashir)
    assert found["answers_to_meetings"] == [told | {"says": "maybe"}]
    since = {"since": THURSDAY.isoformat(), "until": None}
    assert found["roles_in_meetings"] == [told | {"role": "facilitator"} | since]
    assert found["speaking_time"] == [told | {"turns": 1, "seconds": 60}]
    assert [one["reason"] for one in found["objections_to_minutes"]] == ["We did not."]
    assert found["roles_not_taken"] == [{"circle": "Mill", "role": "time-keeper"}]
    assert found["speaking_time_not_counted"] == []


def test_whoever_is_not_counted_takes_that_along(met, bashir):
    count(member=bashir, circle=met.circle, counted=False)
    found = taken_along(bashir)
    assert (found["speaking_time"], found["speaking_time_not_counted"]) == ([], [{"circle": "Mill"}])


def test_nothing_of_a_closed_circle_goes_along_once_one_has_left_it(met, bashir):
    leave(member=bashir, circle=met.circle)
    assert not any(taken_along(bashir).values())
