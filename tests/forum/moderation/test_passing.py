"""Whom seats go past, and what the record tells of it."""

from datetime import timedelta

import pytest

from forum.debate.actions import reply
from forum.members.models import Member
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag
from forum.moderation.models import Case
from forum.moderation.seating import recuse, take_seat
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, all_vote, drawn, opened

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def many(settle) -> list[Member]:
    return settle(14)


def test_the_record_tells_which_places_had_seats_and_why_others_had_not(many, rude):
    case = opened(rude, *many[:2])
    case.refresh_from_db()
    first = case.panel.draw
    barred = many[13]  # by the operator, before the draw: whoever does it cannot know what comes out
    Member.objects.filter(pk=barred.pk).update(is_active=False)
    panel = drawn(case)
    seats = list(panel.seats.order_by("place"))
    recuse(member=seats[0].member, seat=seats[0], at=panel.drawn_at)
    for seat in panel.seats.live():
        take_seat(member=seat.member, seat=seat, at=panel.drawn_at)
    panel.refresh_from_db()
    all_vote(panel, "keep")
    all_vote(panel, "keep")

    said = Entry.objects.get(type="seats").read_all()

    place = first.leaves.get(member=barred).place
    taken = sorted(panel.seats.taken().values_list("place", flat=True))
    assert said["taken"] == taken
    assert seats[0].place in said["passed"]["declined"]
    assert (place in said["passed"].get("barred", [])) == (place < max(taken))
    assert (
        Entry.objects.filter(type="tally").earliest("number").number > Entry.objects.get(type="seats").number
    )


def test_whoever_had_a_seat_or_wrote_there_since_the_pool_was_frozen_is_asked_last(many, rude):
    case = opened(rude, *many[:2])
    case.refresh_from_db()
    writer = Member.objects.get(pk=case.panel.draw.leaves.exclude(member=None).first().member_id)
    reply(member=writer, answers=rude, source="I was here.", at=NOW + HOUR)

    panel = drawn(case)

    assert writer.pk not in panel.seats.values_list("member", flat=True)


def test_a_flag_that_does_not_count_does_not_freeze_the_pool(many, rude, bashir):
    flag(member=bashir, post=rude, at=NOW)  # who has just come
    assert Case.objects.get().pool == []

    flag(member=many[0], post=rude, at=NOW + DAY)

    case = Case.objects.get()
    assert (len(case.pool), case.at) == (13, NOW + DAY)


def test_a_draw_is_made_though_its_case_is_over(many, rude):
    from forum.debate.actions import withdraw_post
    from forum.lots.drawing import draw_due

    case = opened(rude, *many[:2])
    withdraw_post(member=rude.author, post=rude, at=NOW + HOUR)
    case.refresh_from_db()
    assert case.is_closed
    move_on(NOW + DAY)
    assert draw_due(NOW + DAY) == 1
    assert not case.panels.get().seats.exists()
