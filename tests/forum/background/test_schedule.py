"""When chores are due."""

from datetime import UTC, datetime, timedelta

from forum.background.schedule import Chore, Schedule

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
SWEEP = Chore("sweep", timedelta(hours=1), lambda: None)
WASH = Chore("wash", timedelta(days=1), lambda: None)


def test_every_chore_is_due_at_the_start():
    assert Schedule([SWEEP, WASH]).take_due(NOON) == [SWEEP, WASH]


def test_a_chore_begun_waits_until_its_time_has_passed():
    schedule = Schedule([SWEEP, WASH])
    schedule.take_due(NOON)

    assert schedule.take_due(NOON + timedelta(minutes=59)) == []
    assert schedule.take_due(NOON + timedelta(minutes=60)) == [SWEEP]
    assert schedule.take_due(NOON + timedelta(days=1)) == [SWEEP, WASH]
