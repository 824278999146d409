"""A second look at what was found: appeals, reviews, and what may be judged anew."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forum.debate.actions import edit_post
from forum.moderation.appealing import appeal
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag
from forum.moderation.models import Case
from forum.moderation.refusing import NotNow
from forum.record.models import Entry
from forum.record.verify import check
from tests.forum.moderation.conftest import NOW, all_vote, decided, opened, seated

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def many(settle):
    """Thirty who can be drawn; the first two flag."""
    return settle(30)


def test_a_ruling_that_nobody_appeals_stands(many, rude):
    case = decided(opened(rude, *many[:2]), "fold")

    move_on(NOW + 14 * DAY - HOUR)
    case.refresh_from_db()
    assert case.stage == Case.Stage.DECIDED
    move_on(case.due_at)

    case.refresh_from_db()
    assert case.closing == Case.Closing.STANDS
    assert case.rulings.standing().exists()


@pytest.mark.parametrize(
    ("choices", "closing"),
    [
        (["affirm"] * 8 + ["lapse"] * 7, Case.Closing.STANDS),
        (["affirm"] * 7 + ["lapse"] * 8, Case.Closing.LAPSED),
        (["affirm"] * 8 + [""], Case.Closing.LAPSED),
    ],
)
def test_a_restriction_outlives_its_appeal_only_if_a_fresh_and_larger_panel_affirms_it(
    many, rude, amara, choices, closing
):
    case = decided(opened(rude, *many[:2]), "hide")
    first = {seat.member_id for seat in case.panel.seats.taken()}

    appeal(member=amara, case=case, reason="It was a joke.", at=NOW + DAY)
    panel = seated(case, NOW + DAY)
    assert panel.draw.opened_id < panel.draw.nonce_entry_id

    assert (panel.name, panel.n) == (f"{case.name}.a", 15)
    assert not first & {seat.member_id for seat in panel.seats.all()}
    for _ in range(2):
        all_vote(panel, *choices)
        case.refresh_from_db()
        if "" in choices and not case.is_closed:
            move_on(case.due_at)
    case.refresh_from_db()
    assert case.closing == closing
    assert case.rulings.get(panel__kind="first").stands_at(NOW + 9 * DAY) == (closing == "stands")


def test_an_appeal_comes_once_and_in_time_and_from_the_author(many, rude, amara):
    case = decided(opened(rude, *many[:2]), "hide")
    with pytest.raises(PermissionDenied):
        appeal(member=many[0], case=case, reason="Not strict enough.", at=NOW)
    with pytest.raises(NotNow):
        appeal(member=amara, case=case, reason="Late.", at=case.rulings.get().appeal_until)
    first = appeal(member=amara, case=case, reason="It was a joke.", at=NOW + DAY)
    assert appeal(member=amara, case=case, reason="It was a joke.", at=NOW + DAY) == first


def test_an_appeal_that_an_outage_has_outlived_lapses_and_the_record_of_it_holds(many, rude, amara):
    case = decided(opened(rude, *many[:2]), "hide")
    appeal(member=amara, case=case, reason="It was a joke.", at=NOW + DAY)
    for _ in range(2):  # nobody was drawn in time, so there is no panel of which seats could be told
        move_on(NOW + 21 * DAY)
    case.refresh_from_db()
    assert case.closing == Case.Closing.LAPSED

    entries = Entry.objects.order_by("number")
    lines = [json.dumps({"n": one.number, "hash": one.hash, "body": json.loads(one.body)}) for one in entries]
    assert len(list(check(lines))) == len(lines)


def test_what_was_kept_is_judged_again_only_on_new_grounds(many, rude, commons):
    first, second = commons.guideline_list[:2]
    decided(opened(rude, *many[:2], guideline=first), "keep")

    with pytest.raises(NotNow, match="ground of its own"):
        flag(member=many[2], post=rude, guideline=first, at=NOW)
    assert flag(member=many[2], post=rude, guideline=second, at=NOW)


def test_another_guideline_is_no_new_ground_for_whoever_said_that_it_harasses_them(many, rude, commons):
    said = {"grounds": "harassment", "guideline": commons.guideline_list[0]}
    decided(opened(rude, many[0], **said), "keep")

    said["guideline"] = commons.guideline_list[1]
    with pytest.raises(NotNow, match="ground of its own"):
        flag(member=many[0], post=rude, at=NOW, **said)
    assert opened(rude, many[1], **said).stage == Case.Stage.NONCE  # it may be aimed at them as well


def test_other_words_can_be_flagged_anew(many, rude, amara):
    decided(opened(rude, *many[:2]), "keep")
    edit_post(member=amara, post=rude, source="You should be more ashamed.", kind="comment")
    rude.refresh_from_db()
    assert flag(member=many[2], post=rude, at=NOW)


def test_what_was_hidden_is_looked_at_again_after_ninety_days(many, rude):
    case = decided(opened(rude, *many[:2]), "hide")
    move_on(NOW + 20 * DAY)
    case.refresh_from_db()
    assert case.closing == Case.Closing.STANDS

    for _ in range(2):  # a chore may run twice
        move_on(NOW + 91 * DAY)

    review = Case.objects.get(kind=Case.Kind.REVIEW)
    assert review.reviews == case.rulings.get()
    assert review.stage in (Case.Stage.NONCE, Case.Stage.CLOSED)
