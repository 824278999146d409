"""Who can be drawn, and what small circles do."""

from datetime import timedelta

import pytest

from forum.circles.models import Circle, Membership
from forum.debate.actions import open_thread, reply
from forum.debate.models import Post
from forum.members.blocking import block
from forum.moderation.eligibility import pool_for, stands, still_there
from forum.moderation.models import Case, Panel, Seat
from tests.forum.moderation.conftest import NOW, RUDE, decided, opened, seated

DAY = timedelta(days=1)


@pytest.fixture
def ten(settle):
    return settle(10)


def pool(rude, **details):
    return set(pool_for(circle=rude.thread.circle, about=rude.author, post=rude, now=NOW, **details))


def test_all_who_have_been_here_and_written_for_a_while_can_be_drawn(ten, rude, bashir):
    assert pool(rude) == {member.pk for member in ten}


def test_who_wrote_in_the_thread_cannot(ten, rude):
    reply(member=ten[0], answers=rude, source="No.")
    assert pool(rude) == {member.pk for member in ten[1:]}


def test_who_came_less_than_thirty_days_ago_cannot_unless_the_circle_has_decided_otherwise(
    ten, rude, commons
):
    Membership.objects.filter(member=ten[0]).update(joined_at=NOW - 29 * DAY)
    assert ten[0].pk not in pool(rude)
    commons.numbers = {"days_before_panels": 20}
    commons.save()
    rude.thread.circle.refresh_from_db()
    assert ten[0].pk in pool(rude)


def test_who_wrote_in_only_two_weeks_cannot_nor_who_has_not_lately(ten, rude):
    first, second = ten[:2]
    Post.objects.filter(author=first, written_at__lt=NOW - 10 * DAY).update(written_at=NOW - DAY)
    Post.objects.filter(author=second).update(written_at=NOW - 31 * DAY)
    assert not {first.pk, second.pk} & pool(rude)
    assert not stands(first, rude.thread.circle, NOW)


def test_whoever_brought_the_author_in_cannot_nor_whom_they_brought(ten, rude, amara, garden):
    Membership.objects.filter(member=amara, circle=garden).update(invited_by=ten[0])
    Membership.objects.create(member=ten[1], circle=garden, invited_by=amara)
    assert not {ten[0].pk, ten[1].pk} & pool(rude)


def test_who_has_blocked_the_author_cannot_and_whom_the_author_has_blocked_can(ten, rude, amara):
    block(member=ten[0], other=amara)
    block(member=amara, other=ten[1])
    assert pool(rude) == {member.pk for member in ten[1:]}


def test_who_had_a_seat_lately_rests(settle, rude):
    many = settle(30)
    panel = seated(opened(rude, *many[:2]))
    sat = {seat.member_id for seat in panel.seats.taken()}
    Seat.objects.filter(member=min(sat)).update(accepted_at=NOW - 31 * DAY)
    Panel.objects.update(ended_at=NOW, result="undecided")
    assert sat & pool(rude) == {min(sat)}


def test_who_is_a_party_cannot(ten, rude, amara):
    assert pool(rude, without=[ten[3].pk]) == {member.pk for member in ten if member != ten[3]}


def test_where_even_all_who_are_no_party_are_too_few_an_open_circle_asks_the_installation(
    settle, garden, commons, amara
):
    [own], others = settle(1, garden), settle(2)
    post = open_thread(member=amara, circle=garden, title="Peas", source=RUDE).opening
    assert pool(post) == {member.pk for member in (own, *others)}


def test_an_open_circle_borrows_where_it_is_too_small(settle, garden, amara):
    own, others = settle(3, garden), settle(8)
    post = open_thread(member=amara, circle=garden, title="Peas", source=RUDE).opening
    assert pool(post) == {member.pk for member in (*own, *others)}


def test_a_closed_circle_never_borrows(settle, kitchen, amara):
    own = settle(4, kitchen)
    settle(8)
    post = open_thread(member=amara, circle=kitchen, title="Peas", source=RUDE).opening
    assert pool(post) == {member.pk for member in own}


def test_in_a_small_circle_those_who_took_part_are_asked_as_well(settle, kitchen, amara):
    own = settle(4, kitchen)
    post = open_thread(member=amara, circle=kitchen, title="Peas", source=RUDE).opening
    reply(member=own[0], answers=post, source="No.")
    assert own[0].pk in pool(post)


def test_whoever_left_a_closed_circle_is_not_asked(settle, kitchen):
    own = settle(4, kitchen)
    Membership.objects.filter(member=own[0], circle=kitchen).update(left_at=NOW)
    assert still_there([one.pk for one in own], kitchen) == {one.pk for one in own[1:]}


@pytest.mark.parametrize(
    ("others", "seats", "needs"),
    [
        (7, 3, {"note": 2, "fold": 2, "hide": 3}),
        (5, 4, {"note": 3, "fold": 3, "hide": 4}),
        (3, 2, {"note": 2, "fold": 2, "hide": 2}),
    ],
)
def test_all_who_are_no_party_are_the_panel_of_a_small_circle(settle, kitchen, amara, others, seats, needs):
    own = settle(others, kitchen)
    post = open_thread(member=amara, circle=kitchen, title="Peas", source=RUDE, at=NOW).opening

    case = opened(post, own[0], grounds="harassment")

    assert (case.panel.n, case.panel.needs) == (seats, needs)


@pytest.mark.parametrize("others", [1, 2])
def test_where_nobody_or_one_is_left_it_becomes_a_matter_for_the_circle_and_the_words_stay(
    settle, kitchen, amara, others
):
    own = settle(others, kitchen)
    post = open_thread(member=amara, circle=kitchen, title="Peas", source=RUDE, at=NOW).opening

    case = opened(post, own[0], grounds="harassment")

    assert case.closing == Case.Closing.PROPOSAL


def test_one_of_those_who_joined_in_one_week_sits(settle, rude):
    many = settle(30)
    type(many[0]).objects.filter(pk__in=[one.pk for one in many[2:20]]).update(joined_at=NOW - 200 * DAY)
    panel = seated(opened(rude, *many[:2]))
    crowd = {one.pk for one in many[2:20]}
    assert len([seat for seat in panel.seats.all() if seat.member_id in crowd]) <= 1
    assert panel.seats.count() == 7


def test_two_of_one_lineage_open_no_case(settle, kitchen, amara):
    own = settle(12, kitchen)
    Membership.objects.filter(circle=kitchen, member=own[2]).update(invited_by=own[1])
    Circle.objects.filter(pk=kitchen.pk)
    post = open_thread(member=amara, circle=kitchen, title="Peas", source=RUDE, at=NOW).opening

    case = opened(post, own[1], own[2])
    assert case.stage == Case.Stage.FLAGGED

    assert opened(post, own[5]).stage == Case.Stage.NONCE


def test_the_pool_is_that_of_the_first_flag(settle, rude):
    many = settle(30)
    case = opened(rude, many[0])
    late = settle(3)
    opened(rude, many[1])
    pool = set(case.panel.draw.leaves.values_list("member", flat=True))
    assert not pool & {one.pk for one in late}


def test_an_appeal_for_which_too_few_are_left_frees_the_post_and_asks_the_circle(settle, kitchen, amara):
    from forum.moderation.appealing import appeal

    own = settle(4, kitchen)
    post = open_thread(member=amara, circle=kitchen, title="Peas", source=RUDE, at=NOW).opening
    case = decided(opened(post, own[0], grounds="harassment"), "hide")
    assert case.stage == Case.Stage.DECIDED

    appeal(member=amara, case=case, reason="No.", at=NOW + DAY)

    case.refresh_from_db()
    assert case.closing == Case.Closing.LAPSED
