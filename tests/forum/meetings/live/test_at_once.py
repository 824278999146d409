"""Many at once: events are numbered without gaps, the queue is what a replay gives, one is recalled once."""

import pytest

from forum.circles.models import Circle, Membership
from forum.meetings.live.log import events_of
from forum.meetings.live.models import LiveState, Sounding, Speaking
from forum.meetings.live.presence import arrive, sweep
from forum.meetings.live.queue import replay
from forum.meetings.live.refusals import NotNow
from forum.meetings.live.standing import order
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Turn
from forum.meetings.signals import meeting_closed
from forum.members.models import Member
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.circles.test_at_once import tried
from tests.forum.debate.test_concurrency import at_once
from tests.forum.meetings.live.conftest import (
    BEGIN,
    SECOND,
    draw_rota,
    facilitates,
    open_meeting,
    press,
    state_of,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 30


@pytest.fixture
def held() -> Meeting:
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    amara = make_member("amara")
    circle = Circle.objects.create(slug="table", name="Table")
    people = [amara, *Member.objects.bulk_create(
        Member(handle=f"p{n}", email=f"p{n}@example.org") for n in range(MANY - 1)
    )]  # fmt: skip
    Membership.objects.bulk_create(Membership(circle=circle, member=one) for one in people)
    meeting = open_meeting(circle, amara)
    draw_rota(meeting, *people[:6])
    facilitates(amara, meeting)
    return meeting


def people() -> list[Member]:
    return list(Member.objects.order_by("pk"))


def assert_log_holds(meeting: Meeting) -> None:
    events = list(events_of(meeting))
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert LiveState.objects.get(meeting=meeting).version == len(events)
    assert state_of(meeting) == replay(events)


def test_thirty_raise_and_withdraw_their_hands_at_once(held):
    everyone = people()

    def up_and_down(member: Member) -> None:
        press(held, member, "raise", "lower", "raise")

    at_once(up_and_down, *[(member,) for member in everyone])
    assert_log_holds(held)
    raised = [event.member for event in events_of(held) if event.kind == "raised"]
    last = {member: nth for nth, member in enumerate(raised)}
    assert [place.member for place in order(state_of(held))] == sorted(last, key=last.__getitem__)
    assert len(last) == MANY


def test_a_recall_that_is_carried_by_two_at_once_is_carried_once(held):
    everyone = people()[:6]
    for member in everyone:
        arrive(member=member, meeting=held, at=BEGIN)
    press(held, everyone[1], "recall")
    press(held, everyone[2], "answer-recall:yes")
    at_once(
        tried(lambda member: press(held, member, "answer-recall:yes"), NotNow),
        *[(member,) for member in everyone[3:]],
    )
    assert Turn.objects.current().filter(meeting=held, role="facilitator").count() == 1
    assert Turn.objects.filter(meeting=held, ended_by="recalled").count() == 1
    assert Entry.objects.filter(type="recall").count() == 1
    assert not Sounding.objects.exists()
    assert_log_holds(held)


def test_two_recalls_that_are_asked_for_at_once_are_one(held):
    everyone = people()[:6]
    for member in everyone:
        arrive(member=member, meeting=held, at=BEGIN)
    at_once(lambda member: press(held, member, "recall"), *[(member,) for member in everyone[1:4]])
    assert [event.kind for event in events_of(held)].count("recall-asked") == 1
    assert_log_holds(held)


def test_whoever_is_being_recalled_moves_nothing_more_or_moves_it_before(held):
    """Either the old facilitator's move stands before the recall in the log, or it was refused."""
    from django.core.exceptions import PermissionDenied

    everyone = people()[:3]
    for member in everyone:
        arrive(member=member, meeting=held, at=BEGIN)
    press(held, everyone[1], "recall")

    def close() -> bool:
        press(held, everyone[0], "close")
        return True

    def carry() -> bool:
        press(held, everyone[2], "answer-recall:yes")
        return True

    moved, _ = at_once(lambda act: act(), (tried(close, PermissionDenied),), (carry,))
    told = [event.kind for event in events_of(held)]
    assert bool(moved) == ("closed" in told)
    if moved:
        assert told.index("closed") < told.index("recall-ended")
    assert_log_holds(held)


def test_everyone_answers_a_check_at_once(held):
    everyone = people()[:12]
    for member in everyone:
        arrive(member=member, meeting=held, at=BEGIN)
    press(held, everyone[0], "ask")
    at_once(lambda member: press(held, member, "check:up"), *[(member,) for member in everyone])
    assert state_of(held).found.sums == {"up": 12, "middle": 0, "down": 0}
    assert_log_holds(held)


def test_a_meeting_that_is_closed_while_all_speak_ends_once_and_whole(held):
    everyone = people()[:10]

    def close() -> None:
        from django.db import transaction

        with transaction.atomic():
            row = Meeting.objects.select_for_update(no_key=True).get(pk=held.pk)
            if row.closed_at is None:
                row.closed_at = BEGIN + 3600 * SECOND
                row.save(update_fields=["closed_at"])
                meeting_closed.send(sender=Meeting, meeting=row, by=everyone[0])

    def speak(member: Member) -> None:
        press(held, member, "raise")

    at_once(
        lambda act, *said: act(*said),
        (close,), (close,),
        *[(tried(speak, NotNow), member) for member in everyone],
    )  # fmt: skip
    told = [event.kind for event in events_of(held)]
    assert told.count("over") == 1 or not told
    assert "over" not in told[:-1]
    assert_log_holds(held) if told else None
    assert not Speaking.objects.exists()


def test_many_polls_let_somebody_go_once(held):
    gone, *others = people()[:4]
    arrive(member=gone, meeting=held, at=BEGIN)
    for member in others:
        arrive(member=member, meeting=held, at=BEGIN + 90 * SECOND)
    at_once(lambda _n: sweep(held, BEGIN + 100 * SECOND), *[(n,) for n in range(6)])
    assert [event.kind for event in events_of(held)].count("left") == 1
    assert_log_holds(held)
