"""Many at once: roles are drawn once, a role goes to one, and an agenda loses nothing."""

import pytest

from forum.circles.models import Circle
from forum.meetings.agenda import add_item, move_item
from forum.meetings.finding_a_date import fix_date, propose_dates
from forum.meetings.models import Meeting
from forum.meetings.refusals import NotNow
from forum.meetings.rota.drawing import draw_due, draw_roles
from forum.meetings.rota.handing_on import take_up
from forum.meetings.rota.models import Rota, Turn
from forum.meetings.rota.turns import follow, turn_of
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.circles.test_at_once import tried
from tests.forum.debate.test_concurrency import at_once
from tests.forum.meetings.conftest import HOUR, THURSDAY, call, circle_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people():
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"m{number}") for number in range(6)]


@pytest.fixture
def circle(people):
    return circle_of(*people)


def test_two_workers_draw_once(people, circle):
    call(people[0], circle)
    assert sorted(at_once(draw_due, *[(THURSDAY - HOUR,)] * 3)) == [0, 0, 1]
    assert (Rota.objects.count(), Turn.objects.count()) == (1, 3)
    told = Entry.objects.filter(type__in=["open", "draw", "rota"]).order_by("number")
    assert list(told.values_list("type", flat=True)) == ["open", "draw", "rota"]


def test_two_meetings_of_one_evening_that_are_drawn_at_once_are_drawn_one_after_the_other(people):
    """Of three, nobody has the same role at both; tried in several circles, since lots may agree by chance."""
    for number in range(5):
        small = circle_of(*people[:3], slug=f"table-{number}")
        meetings = [call(people[0], small, THURSDAY + later * HOUR) for later in range(2)]
        at_once(lambda pk: draw_roles(pk, now=THURSDAY - HOUR) is not None, *[(one.pk,) for one in meetings])
        for role in ("facilitator", "minute-taker", "time-keeper"):
            turns = Turn.objects.filter(role=role, meeting__circle=small)
            assert turns.values("member").distinct().count() == 2


def test_a_free_role_goes_to_the_first(people, circle):
    meeting = call(people[0], circle)
    draw_roles(meeting.pk, now=THURSDAY - HOUR)
    follow(meeting=meeting, role="facilitator", ended_by="recalled", present=[])

    def take(member) -> bool:
        take_up(member=member, meeting=meeting, role="facilitator")
        return True

    assert sum(at_once(tried(take, NotNow), *[(member,) for member in people])) == 1
    assert turn_of(meeting, "facilitator") is not None


def test_two_recalls_at_once_end_two_turns_and_leave_one(people, circle):
    meeting = call(people[0], circle)
    draw_roles(meeting.pk, now=THURSDAY - HOUR)
    at_once(lambda: follow(meeting=meeting, role="facilitator", ended_by="recalled"), (), ())
    turns = Turn.objects.filter(meeting=meeting, role="facilitator")
    assert (turns.filter(until=None).count(), turns.filter(ended_by="recalled").count()) == (1, 2)


def test_items_are_added_and_moved_at_once_and_none_is_lost(people, circle):
    meeting = call(people[0], circle)
    first = add_item(member=people[0], meeting=meeting, title="First")
    at_once(
        lambda member: add_item(member=member, meeting=meeting, title=member.handle), *[(m,) for m in people]
    )
    at_once(lambda by: move_item(member=people[0], item=first, by=by), (1,), (1,), (-1,), (1,))
    assert meeting.agenda.count() == 7
    assert [item.place for item in meeting.agenda.all()] == list(range(1, 8))


def test_of_two_dates_one_is_fixed(people, circle):
    meeting = call(people[0], circle, None)
    propose_dates(member=people[0], meeting=meeting, moments=[THURSDAY, THURSDAY + HOUR])

    def fix(date) -> bool:
        fix_date(member=people[1], meeting=meeting, date=date)
        return True

    assert sum(at_once(tried(fix, NotNow), *[(date,) for date in meeting.dates.all()])) == 1
    assert Meeting.objects.get().starts_at in (THURSDAY, THURSDAY + HOUR)
