"""Handing roles on, swapping them, taking them up, and who follows."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.meetings.actions import answer
from forum.meetings.refusals import NotNow
from forum.meetings.rota.drawing import draw_roles
from forum.meetings.rota.handing_on import ask_to_swap, decline, hand_over, keep, take_up
from forum.meetings.rota.models import Turn
from forum.meetings.rota.turns import facilitator_of, follow, hand_on_of_absent, turn_of
from forum.members.models import Member
from tests.forum.meetings.conftest import HOUR, call, roles_at


@pytest.fixture
def meeting(amara, table, soon):
    made = call(amara, table, soon)
    draw_roles(made.pk, now=soon - HOUR)
    return made


def without_a_role(meeting) -> list[Member]:
    return list(Member.objects.exclude(turns__meeting=meeting).filter(memberships__circle=meeting.circle))


def test_a_role_that_is_offered_to_somebody_is_theirs_when_they_take_it(meeting):
    turn, to = turn_of(meeting, "facilitator"), without_a_role(meeting)[0]
    other = without_a_role(meeting)[1]
    hand_over(member=turn.member, turn=turn, to=to)
    assert facilitator_of(meeting) == turn.member
    with pytest.raises(NotNow):
        take_up(member=other, meeting=meeting, role="facilitator")
    taken = take_up(member=to, meeting=meeting, role="facilitator")
    assert take_up(member=to, meeting=meeting, role="facilitator") == taken
    assert (facilitator_of(meeting), taken.came_by) == (to, "handed")
    turn.refresh_from_db()
    assert turn.ended_by == "handed"


def test_what_is_offered_to_all_is_taken_by_the_first(meeting):
    turn = turn_of(meeting, "time-keeper")
    first, second = without_a_role(meeting)
    hand_over(member=turn.member, turn=turn, to=None)
    take_up(member=first, meeting=meeting, role="time-keeper")
    with pytest.raises(NotNow):
        take_up(member=second, meeting=meeting, role="time-keeper")


def test_two_swap_when_the_other_says_yes(meeting):
    mine, theirs = turn_of(meeting, "facilitator"), turn_of(meeting, "minute-taker")
    ask_to_swap(member=mine.member, turn=mine, other=theirs)
    assert roles_at(meeting)["facilitator"] == mine.member.handle
    take_up(member=theirs.member, meeting=meeting, role="facilitator")
    assert roles_at(meeting)["facilitator"] == theirs.member.handle
    assert roles_at(meeting)["minute-taker"] == mine.member.handle
    assert Turn.objects.filter(ended_by="swapped").count() == 2


def test_an_offer_is_declined_or_taken_back(meeting):
    turn, to = turn_of(meeting, "facilitator"), without_a_role(meeting)[0]
    for undo in (lambda: decline(member=to, turn=turn), lambda: keep(member=turn.member, turn=turn)):
        hand_over(member=turn.member, turn=turn, to=to)
        undo()
        with pytest.raises(NotNow):
            take_up(member=to, meeting=meeting, role="facilitator")


def test_nobody_hands_on_what_another_has(meeting):
    turn, other = turn_of(meeting, "facilitator"), without_a_role(meeting)[0]
    with pytest.raises(PermissionDenied):
        hand_over(member=other, turn=turn, to=None)


def test_a_role_goes_to_nobody_outside_the_circle(meeting, kitchen, commons):
    from tests.conftest import make_member

    turn, outsider = turn_of(meeting, "facilitator"), make_member("fatou")
    with pytest.raises(NotNow):
        hand_over(member=turn.member, turn=turn, to=outsider)
    with pytest.raises(PermissionDenied):
        take_up(member=outsider, meeting=meeting, role="facilitator")


def test_who_says_that_they_do_not_come_has_no_role_any_more(meeting):
    turn = turn_of(meeting, "facilitator")
    answer(member=turn.member, meeting=meeting, says="no")
    after = turn_of(meeting, "facilitator")
    assert after.came_by == "followed"
    assert after.member not in (turn.member,)
    turn.refresh_from_db()
    assert turn.ended_by == "away"


def test_the_next_on_the_rota_is_one_who_is_there_and_has_no_other_role(meeting):
    free = [one.pk for one in without_a_role(meeting)]
    present = [free[1], turn_of(meeting, "minute-taker").member_id]
    after = follow(meeting=meeting, role="facilitator", ended_by="recalled", present=present)
    assert after.member_id == free[1]
    again = follow(meeting=meeting, role="facilitator", ended_by="recalled", present=present)
    assert again.member_id == present[1]  # nobody else is left
    assert follow(meeting=meeting, role="facilitator", ended_by="recalled", present=present) is None
    assert turn_of(meeting, "facilitator") is None


def test_a_role_that_is_free_is_taken_by_one_click(meeting):
    follow(meeting=meeting, role="facilitator", ended_by="recalled", present=[])
    one = without_a_role(meeting)[0]
    taken = take_up(member=one, meeting=meeting, role="facilitator")
    assert facilitator_of(meeting) == one
    assert taken.came_by == "handed"


def test_whoever_was_recalled_does_not_take_the_role_back(meeting):
    first = facilitator_of(meeting)
    follow(meeting=meeting, role="facilitator", ended_by="recalled", present=[])
    with pytest.raises(NotNow):
        take_up(member=first, meeting=meeting, role="facilitator")
    second = take_up(member=without_a_role(meeting)[0], meeting=meeting, role="facilitator")
    hand_over(member=second.member, turn=second, to=first)
    with pytest.raises(NotNow):
        take_up(member=first, meeting=meeting, role="facilitator")
    assert facilitator_of(meeting) == second.member


def test_no_role_is_taken_before_roles_are_drawn(amara, table, soon):
    with pytest.raises(NotNow):
        take_up(member=amara, meeting=call(amara, table, soon), role="facilitator")


def test_a_turn_of_somebody_who_is_gone_all_the_same_is_mended(meeting):
    turn = turn_of(meeting, "facilitator")
    turn.member.memberships.filter(circle=meeting.circle).update(left_at=meeting.starts_at)
    assert hand_on_of_absent() == 1
    assert hand_on_of_absent() == 0
    assert facilitator_of(meeting) != turn.member
