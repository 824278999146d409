"""Flags: what they open, who may give them, and when they are let go."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forum.debate.actions import reply
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag, withdraw_flag
from forum.moderation.models import Case, Flag
from forum.moderation.refusing import NotNow
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, decided, entries, opened

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def many(settle):
    """Thirty who can be drawn; the first two flag."""
    return settle(30)


def test_one_flag_is_seen_by_nobody_and_opens_nothing(many, rude, amara):
    flagged = flag(member=many[0], post=rude, at=NOW)

    assert flagged.case.stage == Case.Stage.FLAGGED
    assert not Entry.objects.exists()
    assert not Case.objects.visible_to(amara).exists()
    assert list(Case.objects.visible_to(many[0])) == [flagged.case]


def test_two_flags_open_a_case_that_everyone_sees(many, rude, amara):
    case = opened(rude, *many[:2])

    assert case.stage == Case.Stage.NONCE
    assert entries(case.name) == ["open"]
    assert list(Case.objects.visible_to(amara)) == [case]
    assert case.panel.n == 7
    assert case.panel.needs == {"note": 4, "fold": 4, "hide": 5}
    pool = set(case.panel.draw.leaves.values_list("member", flat=True))
    assert pool == {member.pk for member in many[2:]}


def test_flagging_twice_is_flagging_once(many, rude):
    assert flag(member=many[0], post=rude, at=NOW) == flag(member=many[0], post=rude, at=NOW)
    assert Flag.objects.count() == 1


def test_a_flag_without_a_second_is_let_go_after_a_while(many, rude):
    flagged = flag(member=many[0], post=rude, at=NOW)

    move_on(NOW + 14 * DAY)

    flagged.case.refresh_from_db()
    assert flagged.case.closing == Case.Closing.DROPPED
    assert not Entry.objects.exists()


def test_a_flag_can_be_taken_back_until_it_has_opened_a_case(many, rude):
    flagged = flag(member=many[0], post=rude, at=NOW)
    withdraw_flag(member=many[0], flag=flagged, at=NOW)
    flagged.case.refresh_from_db()
    assert flagged.case.is_closed

    case = opened(rude, *many[1:3])
    with pytest.raises(NotNow):
        withdraw_flag(member=many[1], flag=case.flags.get(member=many[1]), at=NOW)


def test_nobody_has_more_than_three_flags_open(many, amara, rude):
    for _ in range(3):
        flag(member=many[0], post=reply(member=amara, answers=rude, source="And another thing."), at=NOW)

    with pytest.raises(NotNow, match="three flags"):
        flag(member=many[0], post=rude, at=NOW)


def test_a_flag_that_is_decided_makes_room_for_another_though_it_may_be_appealed(many, amara, rude):
    for other in many[1:4]:
        post = reply(member=amara, answers=rude, source="And another thing.")
        case = opened(post, many[0], other)
    decided(case, "fold")

    flag(member=many[0], post=rude, at=NOW)
    with pytest.raises(NotNow, match="three flags"):
        flag(member=many[0], post=reply(member=amara, answers=rude, source="One more."), at=NOW)


def test_nobody_flags_what_is_their_own(amara, rude):
    with pytest.raises(PermissionDenied):
        flag(member=amara, post=rude)


def test_flags_of_those_who_cannot_be_drawn_join_a_case_but_open_none(many, rude, bashir, chiara):
    for newcomer in (bashir, chiara):
        flagged = flag(member=newcomer, post=rude, at=NOW)
    assert flagged.case.stage == Case.Stage.FLAGGED

    opened(rude, *many[:2])
    assert flagged.case.flags.count() == 4


def test_harassment_of_whoever_flags_needs_no_second_flag(many, rude):
    case = opened(rude, many[0], grounds="harassment")

    assert case.stage == Case.Stage.NONCE
    assert entries(case.name) == ["open", "meanwhile"]
