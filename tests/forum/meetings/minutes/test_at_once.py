"""Many at once: nobody's line is lost, minutes come to stand once, one takes an item."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.circles.models import Circle
from forum.meetings.minutes.clock import stand_all
from forum.meetings.minutes.consenting import object_to, offer
from forum.meetings.minutes.items import add_item, take
from forum.meetings.minutes.models import ActionItem, Minutes, MinutesVersion, Objection
from forum.meetings.minutes.refusals import NotNow
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.circles.test_at_once import tried
from tests.forum.debate.test_concurrency import at_once
from tests.forum.meetings.minutes.conftest import BEGIN, DAY, HOUR, circle_of, close, meet, minutes_of, says

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 6


@pytest.fixture
def people():
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"m{number}") for number in range(MANY)]


@pytest.fixture
def meeting(people):
    return meet(people[0], circle_of(*people))


def test_all_begin_the_minutes_at_once(people, meeting):
    at_once(
        lambda member: says(meeting, member, f"{member.handle} came.\n", base=0), *[(one,) for one in people]
    )
    assert Minutes.objects.count() == 1
    lines = minutes_of(meeting).source.splitlines()
    assert sorted(lines) == sorted(f"{one.handle} came." for one in people)


def test_writers_who_each_go_on_typing_lose_no_line(people, meeting):
    """Each saves again and again from what their own window knows, as the page does."""

    def type_on(member) -> None:
        base, text = 0, ""
        for number in range(5):
            text += f"{member.handle} said {number}.\n"
            written = says(meeting, member, text, base=base, window=member.handle)
            base, text = written.minutes.number, written.minutes.source

    writers = people[:4]
    at_once(type_on, *[(one,) for one in writers])
    minutes = minutes_of(meeting)
    lines = [line for line in minutes.source.splitlines() if line]
    assert sorted(lines) == sorted(f"{one.handle} said {number}." for one in writers for number in range(5))
    numbers = MinutesVersion.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, minutes.number + 1))


def test_two_workers_let_minutes_stand_once(people, meeting):
    says(meeting, people[0], "We bake.\n")
    close(meeting)
    assert sorted(at_once(stand_all, *[(BEGIN + 4 * DAY,)] * 3)) == [0, 0, 1]
    assert Entry.objects.filter(type="minutes").count() == 1


def test_an_objection_at_the_last_moment_counts_whole_or_not_at_all(people, meeting):
    says(meeting, people[0], "We bake.\n")
    close(meeting)
    minutes, end = minutes_of(meeting), BEGIN + HOUR + 3 * DAY

    def object_late() -> None:
        object_to(member=people[1], minutes=minutes, reason="No.", at=end - HOUR)

    objected, _stood = at_once(lambda act: act(), (tried(object_late, NotNow),), (lambda: stand_all(end),))
    assert minutes_of(meeting).stand is not objected


def test_a_change_at_the_last_moment_is_in_what_stands_or_refused(people, meeting):
    says(meeting, people[0], "We bake.\n")
    close(meeting)
    end = BEGIN + HOUR + 3 * DAY

    def change() -> None:
        says(meeting, people[1], "We do not.\n", base=1, at=end - HOUR)

    changed, _stood = at_once(lambda act: act(), (tried(change, NotNow),), (lambda: stand_all(end),))
    minutes = minutes_of(meeting)
    assert (minutes.source, minutes.stand) == (("We do not.\n", False) if changed else ("We bake.\n", True))


def test_who_objects_twice_at_once_objects_once(people, meeting):
    says(meeting, people[0], "We bake.\n")
    offer(member=people[0], meeting=meeting, at=BEGIN)
    minutes = minutes_of(meeting)
    at_once(lambda: object_to(member=people[1], minutes=minutes, reason="No.", at=BEGIN + DAY), *[()] * 3)
    assert Objection.objects.count() == 1


def test_of_all_who_take_an_item_one_has_it(people, meeting):
    item = add_item(member=people[0], meeting=meeting, text="Bring chairs")
    taken = at_once(
        tried(
            lambda one: take(member=one, item=ActionItem.objects.get(pk=item.pk)), (NotNow, PermissionDenied)
        ),
        *[(one,) for one in people],
    )
    assert sum(taken) == 1
    item.refresh_from_db()
    assert item.owner == people[taken.index(True)]
