"""Speaking time among the measures of how flat a circle is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.flatness.counting import count_now
from forum.flatness.pages import flatness_page
from forum.meetings.live.counting import count
from forum.meetings.live.models import Speaking
from forum.meetings.models import Meeting
from tests.forum.meetings.live.conftest import open_meeting


@pytest.fixture
def held(table, amara, bashir, chiara) -> Meeting:
    """A meeting of today in which three spoke, of whom Amara the longest."""
    now = timezone.now()
    meeting = open_meeting(table, amara, at=now - timedelta(hours=2))
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=now - timedelta(hours=1))
    for member, turns, seconds in ((amara, 10, 3000), (bashir, 5, 300), (chiara, 5, 300)):
        Speaking.objects.create(
            meeting=meeting, member=member, turns=turns, seconds=seconds, squares=seconds**2 // turns
        )
    return meeting


def spread_of(circle, reader):
    page = flatness_page(circle, reader, window="months")
    [found] = [spread for spread in page.spreads if spread.measure.name == "speaking"]
    return found


def test_it_is_spread_over_everyone_in_the_circle(held, table, amara, bashir):
    spread = spread_of(table, bashir)
    assert (spread.people, spread.events) == (5, 20)
    assert spread.sentence == "Half of the time was spoken by 1 of 5 people."
    assert spread.own == "You spoke 5 of 60 minutes. 1 person has more."


def test_whoever_is_not_counted_is_left_out_and_not_taken_for_silent(held, table, chiara, dmitri):
    count(member=chiara, circle=table, counted=False)
    spread = spread_of(table, dmitri)
    assert (spread.people, spread.events, spread.uncounted) == (4, 15, 1)


def test_the_page_says_how_many_are_not_counted(client, held, table, chiara):
    count(member=chiara, circle=table, counted=False)
    page = client.get(f"{table.get_absolute_url()}flat/")
    assert "1 person here has asked not to be counted." in page.content.decode()


def test_what_was_before_the_window_does_not_count(held, table):
    counted = count_now(table, "weeks", timezone.now() + timedelta(days=60))
    assert counted.counts["speaking"] == []
