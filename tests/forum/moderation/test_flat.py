"""Seats on panels, as a measure of how flat a circle is."""

from datetime import timedelta

from forum.flatness.registry import Count
from forum.moderation.flat import SEATS, count_seats
from tests.forum.moderation.conftest import NOW, decided, opened, seated


def test_seats_are_counted_once_a_case_is_closed(settle, rude):
    members = settle(25)
    case = decided(opened(rude, *members[:2]), "keep")
    assert case.is_closed
    taken = set(case.panels.get().seats.taken().values_list("member", flat=True))
    later = case.closed_at + timedelta(days=1)

    found = count_seats(case.circle, None, later)[SEATS.name]
    assert {count.member for count in found} == taken
    assert all(count == Count.of(count.member, 1) for count in found)
    assert not count_seats(case.circle, later, later)[SEATS.name]
    assert not count_seats(case.circle, None, case.closed_at - timedelta(minutes=1))[SEATS.name]


def test_whoever_sits_on_a_panel_at_work_is_not_counted(settle, rude):
    members = settle(25)
    case = opened(rude, *members[:2])
    assert seated(case).seats.taken().exists()
    assert not count_seats(case.circle, None, NOW + timedelta(days=30))[SEATS.name]
