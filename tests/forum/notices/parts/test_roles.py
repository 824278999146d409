"""Who is told of a role: whoever has got one, or is asked to take one, and of a free one those who come."""

import pytest
from django.urls import reverse

from forum.circles.leaving import leave
from forum.meetings.actions import cancel_meeting, open_meeting
from forum.meetings.rota.drawing import draw_roles
from forum.meetings.rota.handing_on import ask_to_swap, decline, hand_over, keep, take_up
from forum.meetings.rota.models import Role, Turn
from forum.meetings.rota.opting_out import opt_out
from forum.meetings.rota.turns import follow, turn_of
from forum.members.blocking import block
from forum.members.leaving import close_account
from forum.members.models import Member
from forum.notices.actions import change_notice_settings, read_all, recount, subscribe
from forum.notices.parts import concerned
from forum.notices.parts.models import PartNotice
from forum.notices.places import Place
from tests.conftest import make_member
from tests.forum.meetings.conftest import call, circle_of
from tests.forum.notices.conftest import unread
from tests.forum.notices.parts.conftest import comes, holder, told, without_a_role

pytestmark = pytest.mark.django_db


def test_each_who_is_drawn_is_told_and_nobody_else(drawn):
    for role in Role.values:
        assert told(holder(drawn, role)) == ["drawn"]
        assert unread(holder(drawn, role)) == 1
    assert [told(member) for member in without_a_role(drawn)] == [[], []]


def test_a_task_that_runs_twice_tells_once(drawn):
    concerned.tell_who_was_drawn(drawn.pk)
    assert told(holder(drawn)) == ["drawn"]
    assert unread(holder(drawn)) == 1


def test_whoever_is_asked_to_take_a_role_is_told_while_they_are_asked(drawn):
    turn, to = turn_of(drawn, "facilitator"), without_a_role(drawn)[0]
    hand_over(member=turn.member, turn=turn, to=to)
    assert told(to) == ["offered"]
    assert PartNotice.objects.get(member=to).by == turn.member
    keep(member=turn.member, turn=turn)
    assert told(to) == []
    assert recount(member=to) == 0


def test_an_offer_that_was_taken_back_before_the_worker_came_is_not_told(drawn):
    turn, to = turn_of(drawn, "facilitator"), without_a_role(drawn)[0]
    hand_over(member=turn.member, turn=turn, to=to)
    offered_at = turn_of(drawn, "facilitator").offered_at
    PartNotice.objects.all().delete()
    decline(member=to, turn=turn)
    concerned.tell_of_offer(turn.pk, offered_at)
    assert not PartNotice.objects.exists()


def test_whoever_handed_a_role_on_is_told_that_it_was_taken(drawn):
    turn, to = turn_of(drawn, "facilitator"), without_a_role(drawn)[0]
    hand_over(member=turn.member, turn=turn, to=to)
    take_up(member=to, meeting=drawn, role="facilitator")
    assert told(turn.member) == ["taken"]
    assert told(to) == []  # they did it themselves, and are asked no more


def test_of_a_swap_each_is_told_what_the_other_did(drawn):
    mine, theirs = turn_of(drawn, "facilitator"), turn_of(drawn, "minute-taker")
    ask_to_swap(member=mine.member, turn=mine, other=theirs)
    assert told(theirs.member) == ["drawn", "swap"]
    take_up(member=theirs.member, meeting=drawn, role="facilitator")
    assert told(mine.member) == ["swapped"]
    assert told(theirs.member) == []


def test_what_is_offered_to_anybody_is_told_to_nobody(drawn):
    turn = turn_of(drawn, "facilitator")
    before = PartNotice.objects.count()
    hand_over(member=turn.member, turn=turn, to=None)
    assert PartNotice.objects.count() == before


def test_the_next_on_the_rota_is_told_and_whoever_opted_out_is_not(drawn):
    one = holder(drawn)
    opt_out(member=one, circle=drawn.circle, role="facilitator")
    assert told(one) == []
    assert holder(drawn) != one
    assert "follows" in told(holder(drawn))


def test_a_vacant_role_is_told_once_to_those_who_come_and_take_it(amara, bashir, tomorrow):
    """The two alternate, Chiara and Dmitri came after the draw; Dmitri does not facilitate, Esi stays away."""
    chiara, dmitri, esi = (make_member(name) for name in ("chiara", "dmitri", "esi"))
    pair = circle_of(amara, bashir)
    meeting = call(amara, pair, tomorrow)
    draw_roles(meeting.pk)
    for member, says in ((chiara, "maybe"), (dmitri, "yes"), (esi, "no")):
        pair.memberships.create(member=member)
        comes(member, meeting, says)
    opt_out(member=dmitri, circle=pair, role="facilitator")
    for member in (amara, bashir):
        opt_out(member=member, circle=pair, role="facilitator")
    assert turn_of(meeting, "facilitator") is None
    assert told(chiara) == ["vacant"]
    assert "vacant" not in [*told(dmitri), *told(esi), *told(amara), *told(bashir)]
    assert PartNotice.objects.get(member=chiara).mail_at is None

    chiara.refresh_from_db()
    read_all(member=chiara, until=0, until_of_parts=PartNotice.objects.get(member=chiara).pk)
    concerned.tell_of_vacancy(meeting.pk, "facilitator", tomorrow)
    assert (told(chiara), unread(chiara)) == (["vacant"], 0)
    take_up(member=chiara, meeting=meeting, role="facilitator")
    assert told(chiara) == []


def test_of_a_meeting_that_is_called_off_no_role_is_told(meeting, drawn, amara):
    cancel_meeting(member=amara, meeting=drawn, why="Snow.")
    PartNotice.objects.all().delete()
    concerned.tell_who_was_drawn(drawn.pk)
    assert not PartNotice.objects.exists()


def test_whoever_has_left_is_told_nothing(drawn):
    one = holder(drawn)
    leave(member=one, circle=drawn.circle)
    assert told(one) == []
    assert unread(one) == 0
    assert not PartNotice.objects.filter(member=one).visible_to_their_members().exists()


def test_who_leaves_before_the_worker_comes_is_told_nothing(drawn):
    one = holder(drawn)
    PartNotice.objects.all().delete()
    drawn.circle.memberships.filter(member=one).update(left_at=drawn.called_at)
    concerned.tell_who_was_drawn(drawn.pk)
    assert not PartNotice.objects.filter(member=one).exists()


@pytest.mark.parametrize("place", ["meeting", "circle"])
def test_whoever_wants_to_hear_nothing_hears_nothing(meeting, place):
    number = {"meeting": meeting.pk, "circle": meeting.circle_id}[place]
    for member in Member.objects.all():
        subscribe(member=member, place=Place(place, number), level="nothing")
    draw_roles(meeting.pk)
    assert not PartNotice.objects.exists()


def test_what_addresses_one_is_told_to_whoever_wants_no_more_than_that(meeting):
    for member in Member.objects.all():
        subscribe(member=member, place=Place("circle", meeting.circle_id), level="addressed")
    draw_roles(meeting.pk)
    assert told(holder(meeting)) == ["drawn"]


def test_nobody_is_asked_by_whom_they_have_blocked(drawn):
    turn, to = turn_of(drawn, "facilitator"), without_a_role(drawn)[0]
    hand_over(member=turn.member, turn=turn, to=to)
    block(member=to, other=turn.member)
    assert (told(to), unread(to)) == ([], 0)
    keep(member=turn.member, turn=turn)
    hand_over(member=turn.member, turn=turn, to=to)
    assert told(to) == []


def test_a_closed_account_keeps_nothing_of_it(drawn):
    one = holder(drawn)
    close_account(member=one)
    assert not PartNotice.objects.filter(member=one).exists()


def test_it_is_mailed_at_once_but_for_who_wants_no_mail_and_for_who_sits_there(drawn, amara):
    notice = PartNotice.objects.get(member=holder(drawn))
    assert notice.mail_at == notice.at
    change_notice_settings(member=holder(drawn), mail_at_once=False)  # what waits goes the new way
    assert PartNotice.objects.get(member=holder(drawn)).mail_at is None
    open_meeting(member=amara, meeting=drawn, at=drawn.starts_at)
    follow(meeting=drawn, role="time-keeper", ended_by=Turn.EndedBy.RECALLED)
    assert PartNotice.objects.get(what="follows").mail_at is None


def test_it_is_read_with_one_click_and_with_the_meetings_page(drawn, as_member):
    one, other = holder(drawn), holder(drawn, "minute-taker")
    notice = PartNotice.objects.get(member=one)
    client = as_member(one)
    page = client.get(reverse("notices")).content.decode()
    assert f"You facilitate “{drawn.title}”." in page
    assert reverse("part_notice", args=[notice.pk]) in page
    answer = client.get(reverse("part_notice", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, f"{drawn.get_absolute_url()}#roles")
    assert unread(one) == 0
    theirs = PartNotice.objects.get(member=other)
    assert client.get(reverse("part_notice", args=[theirs.pk])).status_code == 404

    as_member(other).get(drawn.get_absolute_url())
    assert unread(other) == 0


def test_all_are_read_by_whoever_says_so(drawn, as_member):
    one = holder(drawn)
    number = PartNotice.objects.get(member=one).pk
    as_member(one).post(reverse("read_notices"), {"until": 0, "until_of_parts": number})
    assert unread(one) == 0


def test_telling_many_takes_a_constant_number_of_statements(drawn, django_assert_num_queries):
    turn = turn_of(drawn, "facilitator")
    turn.end(Turn.EndedBy.AWAY, turn.since)
    for n in range(20):
        member = make_member(f"m{n}")
        drawn.circle.memberships.create(member=member)
        comes(member, drawn)
    with django_assert_num_queries(12):
        concerned.tell_of_vacancy(drawn.pk, "facilitator", turn.since)
    assert PartNotice.objects.filter(what="vacant").count() == 20
