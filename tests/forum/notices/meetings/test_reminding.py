"""The morning before a meeting, where one lives: a reminder to whoever has not said that they stay away, once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.meetings.models import Answer
from forum.notices.actions import subscribe
from forum.notices.meetings.models import MeetingNotice, MeetingTelling
from forum.notices.meetings.reminding import remind_all
from forum.notices.mornings import morning_before
from forum.notices.places import Place
from tests.called import cancel, change, meet
from tests.conftest import make_member
from tests.forum.notices.meetings.conftest import EVENING, everyone_is_told, told

pytestmark = pytest.mark.django_db

IN_KARACHI = datetime(2026, 12, 9, 2, tzinfo=UTC)  # seven in the morning, of the day before the evening
IN_ROME = datetime(2026, 12, 9, 6, tzinfo=UTC)
IN_LONDON = datetime(2026, 12, 9, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def supper(amara, table):
    """Called by Amara nine days before, of which everybody has heard."""
    supper = meet(amara, table, "Supper", starts_at=EVENING)
    everyone_is_told()
    return supper


@pytest.fixture
def remind(clock):
    """What the chore does at a moment; the clock goes there."""

    def remind(now: datetime) -> None:
        clock.move_to(now)
        remind_all(now)
        remind_all(now)  # several workers do it

    return remind


def test_each_is_reminded_at_seven_on_the_day_before_where_they_live(supper, remind, amara, bashir, chiara):
    reminded = {}
    for now in (IN_KARACHI - MINUTE, IN_KARACHI, IN_ROME - MINUTE, IN_ROME, IN_LONDON - MINUTE, IN_LONDON):
        remind(now)
        for member in (amara, bashir, chiara):
            if told(member) == ["reminder"]:
                reminded.setdefault(member, now)
    assert reminded == {bashir: IN_KARACHI, chiara: IN_ROME, amara: IN_LONDON}
    assert MeetingNotice.objects.count() == 3
    assert MeetingNotice.objects.get(member=bashir).mail_at == IN_KARACHI  # at once


@pytest.mark.parametrize(
    ("zone", "at", "morning"),
    [
        ("Europe/Rome", datetime(2026, 12, 10, 18, tzinfo=UTC), datetime(2026, 12, 9, 6, tzinfo=UTC)),
        # In Auckland that evening is the next day already.
        ("Pacific/Auckland", datetime(2026, 12, 10, 18, tzinfo=UTC), datetime(2026, 12, 9, 18, tzinfo=UTC)),
        # Between the two the clocks are put forward.
        ("Europe/Rome", datetime(2026, 3, 29, 18, tzinfo=UTC), datetime(2026, 3, 28, 6, tzinfo=UTC)),
    ],
)
def test_the_morning_before_is_that_of_the_readers_day(zone, at, morning):
    assert morning_before(at, ZoneInfo(zone)) == morning


def test_who_has_said_no_is_left_in_peace(supper, remind, bashir, chiara, clock):
    Answer.objects.create(meeting=supper, member=bashir, says="no")
    Answer.objects.create(meeting=supper, member=chiara, says="maybe")
    remind(IN_LONDON)
    assert (told(bashir), told(chiara)) == (["called"], ["reminder"])


def test_nobody_is_reminded_of_what_was_cancelled_or_has_begun(supper, remind, amara, bashir, clock):
    cancel(amara, supper)
    everyone_is_told()
    remind(IN_LONDON)
    assert told(bashir) == ["cancelled"]
    supper.refresh_from_db()
    supper.cancelled_at = supper.cancelled_by = None
    supper.opened_at = IN_LONDON
    supper.save()
    remind(IN_LONDON + MINUTE)
    assert told(bashir) == ["cancelled"]


def test_after_a_night_without_a_worker_it_comes_late_but_not_after_the_beginning(
    supper, remind, bashir, chiara
):
    Answer.objects.create(meeting=supper, member=chiara, says="no")
    remind(EVENING - MINUTE)
    assert told(bashir) == ["reminder"]
    Answer.objects.all().delete()
    remind(EVENING + MINUTE)
    assert told(chiara) == ["called"]


def test_who_was_told_that_same_morning_needs_no_reminder(amara, bashir, table, remind, clock):
    """Called at eight in the evening before: that says it all."""
    clock.move_to(IN_LONDON + timedelta(hours=13))
    meet(amara, table, "Supper", starts_at=EVENING)
    everyone_is_told()
    remind(IN_LONDON + timedelta(hours=14))
    assert (told(bashir), told(amara)) == (["called"], [])


def test_what_is_still_to_be_told_goes_before_a_reminder(supper, remind, amara, bashir, clock):
    clock.move_to(IN_KARACHI - MINUTE)
    change(amara, supper, place="The balcony")
    remind(IN_KARACHI)
    assert MeetingTelling.objects.exists()
    assert MeetingNotice.objects.get(member=bashir).what == "called"
    assert told(bashir) in (["called"], ["changed"])


def test_a_meeting_that_is_put_off_is_reminded_of_again(supper, remind, amara, bashir, clock):
    remind(IN_LONDON)
    clock.shift(MINUTE)
    change(amara, supper, starts_at=EVENING + timedelta(days=7))
    assert told(bashir) == ["changed"]
    remind(IN_LONDON + timedelta(days=1))
    assert told(bashir) == ["changed"]
    remind(IN_KARACHI + timedelta(days=7))
    assert told(bashir) == ["reminder"]


def test_who_muted_it_or_left_is_not_reminded_and_who_came_since_is(
    supper, remind, bashir, chiara, dmitri, table
):
    subscribe(member=bashir, place=Place("meeting", supper.pk), level="nothing")
    leave(member=chiara, circle=table)
    join(member=dmitri, circle=table)
    remind(IN_LONDON)
    assert (told(bashir), told(chiara), told(dmitri)) == (["called"], ["called"], ["reminder"])


def test_in_the_commons_only_who_comes_or_may_is_reminded(
    amara, bashir, chiara, dmitri, commons, remind, clock
):
    open_evening = meet(amara, commons, "Open evening", starts_at=EVENING)
    everyone_is_told()
    for member, says in ((bashir, "yes"), (chiara, "no")):
        Answer.objects.create(meeting=open_evening, member=member, says=says)
    remind(IN_LONDON)
    assert (told(bashir), told(chiara), told(dmitri), told(amara)) == (["reminder"], [], [], [])


def test_it_costs_the_same_however_many_there_are(supper, remind, table, clock, django_assert_num_queries):
    remind(IN_LONDON)
    for n in range(12):
        join(member=make_member(f"m{n}"), circle=table)
    remind(IN_LONDON + MINUTE)
    with django_assert_num_queries(5):  # the meeting, its zones, and who is left in each of three
        remind_all(IN_LONDON + 2 * MINUTE)
