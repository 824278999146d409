"""The chore that keeps the deadlines of cases, when there is more to do than one run has time for."""

from datetime import timedelta

import pytest

from forum.debate.actions import open_thread
from forum.moderation import deadlines
from forum.moderation.deadlines import move_on
from forum.moderation.grouping import groups_of, lineages_read_once
from forum.moderation.models import Case
from tests.forum.moderation.conftest import NOW, RUDE, opened

DAY = timedelta(days=1)


@pytest.fixture
def two_cases(settle, commons, amara, bashir):
    """Opened an hour apart, the older one second by number."""
    many = settle(8)
    posts = [
        open_thread(member=one, circle=commons, title="Tea", source=RUDE, at=NOW) for one in (amara, bashir)
    ]
    later = opened(posts[0].opening, *many[:2], at=NOW + timedelta(hours=1))
    earlier = opened(posts[1].opening, *many[2:4], at=NOW)
    return earlier, later


def test_a_run_without_time_leaves_everything_to_the_next_one(two_cases):
    assert move_on(NOW + 2 * DAY, within=timedelta(0)) == 0
    assert Case.objects.filter(stage=Case.Stage.NONCE).count() == 2
    assert move_on(NOW + 2 * DAY) == 2


def test_the_longest_waiting_comes_first_where_there_is_time_for_one(two_cases, monkeypatch):
    ticking = iter([0.0, 1.0, 100.0])
    monkeypatch.setattr(deadlines, "monotonic", lambda: next(ticking))

    assert move_on(NOW + 2 * DAY) == 1

    earlier, later = two_cases
    earlier.refresh_from_db()
    later.refresh_from_db()
    assert (earlier.stage, later.stage) == (Case.Stage.SEATING, Case.Stage.NONCE)


def test_within_a_run_the_lineages_of_a_circle_are_read_once(settle, commons, django_assert_num_queries):
    some = [one.pk for one in settle(3)]
    with lineages_read_once():
        first = groups_of(some, commons)
        with django_assert_num_queries(1):
            assert groups_of(some, commons) == first
    with django_assert_num_queries(3):
        groups_of(some, commons)
