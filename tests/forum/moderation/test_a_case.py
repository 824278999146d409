"""A case from the first flag to the end, as those in it live through it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forum.debate.actions import edit_post, reply, withdraw_post
from forum.moderation.appealing import appeal, ask_redraw
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag, withdraw_flag
from forum.moderation.models import Ballot, Case, Flag, Panel, Ruling
from forum.moderation.opening import give_nonce
from forum.moderation.refusing import NotNow
from forum.moderation.seating import recuse, take_seat
from forum.moderation.voting import vote
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, all_vote, decided, drawn, opened, seated

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def many(settle):
    """Thirty who can be drawn; the first two flag."""
    return settle(30)


def entries(case: str) -> list[str]:
    """The kinds of the entries about a case, in order."""
    told = Entry.objects.filter(body__contains=f'"case":"{case}"').order_by("number")
    return [entry.type for entry in told]


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


def test_the_author_has_a_day_to_add_a_number_and_gets_a_receipt(many, rude, amara):
    case = opened(rude, *many[:2])

    receipt = give_nonce(member=amara, case=case, nonce=b"\x07", at=NOW + HOUR)
    again = give_nonce(member=amara, case=case, nonce=b"\x08", at=NOW + HOUR)

    assert receipt == again
    assert receipt.read("nonce") == "07"
    move_on(NOW + HOUR)
    case.refresh_from_db()
    assert case.stage == Case.Stage.SEATING
    assert entries(case.name) == ["open", "nonce", "draw"]


def test_nobody_else_adds_a_number_and_nobody_does_too_late(many, rude, amara):
    case = opened(rude, *many[:2])
    with pytest.raises(PermissionDenied):
        give_nonce(member=many[0], case=case, at=NOW)
    with pytest.raises(NotNow):
        give_nonce(member=amara, case=case, at=NOW + DAY)
    move_on(NOW + DAY)
    with pytest.raises(NotNow):
        give_nonce(member=amara, case=case, at=NOW + DAY)


def test_the_first_in_the_order_drawn_are_offered_the_seats(many, rude):
    panel = drawn(opened(rude, *many[:2]))

    first = list(panel.draw.leaves.filter(place__lt=7).values_list("member", flat=True))
    assert set(panel.seats.values_list("member", flat=True)) == set(first)
    assert sorted(panel.seats.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


def test_a_seat_that_is_not_taken_in_a_day_goes_to_the_next_and_then_stays_empty(many, rude):
    case = opened(rude, *many[:2])
    panel = drawn(case)
    late, *others = panel.seats.order_by("place")
    for seat in others:
        take_seat(member=seat.member, seat=seat, at=NOW)

    move_on(NOW + DAY)

    reserve = panel.seats.get(wave=2)
    assert (reserve.place, reserve.number) == (7, late.number)
    with pytest.raises(NotNow):
        take_seat(member=late.member, seat=late, at=NOW + DAY)
    move_on(NOW + 2 * DAY)
    case.refresh_from_db()
    assert case.stage == Case.Stage.FIRST
    assert panel.seats.taken().count() == 6


def test_a_seat_given_back_is_offered_to_the_next_and_no_reason_is_asked(many, rude):
    panel = seated(opened(rude, *many[:2]))
    seat = panel.seats.order_by("place").first()

    recuse(member=seat.member, seat=seat, at=NOW + HOUR)

    reserve = panel.seats.get(place=7)
    assert reserve.number == seat.number
    take_seat(member=reserve.member, seat=reserve, at=NOW + HOUR)
    assert panel.seats.taken().count() == 7


def test_whoever_has_voted_does_not_give_the_seat_back(many, rude):
    panel = seated(opened(rude, *many[:2]))
    seat = panel.seats.first()
    vote(member=seat.member, seat=seat, choice="keep", reason="Harsh, but said of what was said.", at=NOW)

    with pytest.raises(NotNow):
        recuse(member=seat.member, seat=seat, at=NOW)


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        (["hide"] * 5 + ["keep"] * 2, "hide"),
        (["hide"] * 4 + ["keep"] * 3, "fold"),
        (["hide"] + ["fold"] * 3 + ["keep"] * 3, "fold"),
        (["fold"] * 3 + ["note"] + ["keep"] * 3, "note"),
        (["fold"] * 3 + ["keep"] * 4, "keep"),
    ],
)
def test_the_panel_decides_by_seats_and_whoever_wants_more_wants_what_is_milder(many, rude, choices, outcome):
    case = decided(opened(rude, *many[:2]), *choices)

    ruling = case.rulings.get()
    assert ruling.outcome == outcome
    assert entries(case.name) == ["open", "nonce", "draw", "seats", "tally", "tally", "ruling"]
    assert case.stage == (Case.Stage.CLOSED if outcome == "keep" else Case.Stage.DECIDED)


def test_a_first_vote_stands_where_no_final_one_follows(many, rude):
    case = opened(rude, *many[:2])
    panel = seated(case)
    all_vote(panel, "fold")
    seat = panel.seats.first()
    vote(member=seat.member, seat=seat, choice="keep", reason="Convinced by seat 3.", at=NOW + HOUR)

    case.refresh_from_db()
    move_on(case.due_at)

    case.refresh_from_db()
    assert case.rulings.get().outcome == "fold"
    assert sorted(vote["choice"] for vote in _tally(case, 2)) == ["fold"] * 6 + ["keep"]


def _tally(case: Case, round_: int) -> list[dict]:
    return next(
        tally.read("votes") for tally in Entry.objects.filter(type="tally") if tally.read("round") == round_
    )


@pytest.mark.parametrize("choices", [["keep", "keep", "fold", "fold", ""], ["fold", "keep", ""], [""]])
def test_a_tie_and_too_few_votes_are_drawn_once_more_and_then_the_words_stay(many, rude, choices):
    case = opened(rude, *many[:2])
    for name in (case.name, f"{case.name}.2"):
        case.refresh_from_db()
        panel = seated(case, case.due_at)
        assert panel.name == name
        all_vote(panel, *choices)
        for _ in range(2):
            case.refresh_from_db()
            move_on(case.due_at)

    case.refresh_from_db()
    assert case.closing == Case.Closing.UNDECIDED
    assert not Ruling.objects.exists()
    assert entries(case.name)[-1] == "close"


def test_nobody_who_sat_is_drawn_again_for_the_same_case(many, rude):
    case = opened(rude, *many[:2])
    first = {seat.member_id for seat in seated(case).seats.all()}
    for _ in range(2):
        case.refresh_from_db()
        move_on(case.due_at)
    case.refresh_from_db()

    again = drawn(case, case.due_at)

    assert again.name == f"{case.name}.2"
    assert not first & set(again.draw.leaves.values_list("member", flat=True))


def test_an_author_who_was_away_has_one_redraw_with_a_number_of_their_own(many, rude, amara):
    case = opened(rude, *many[:2])
    panel = seated(case, nonce=None)

    again = ask_redraw(member=amara, case=case, at=NOW + 2 * DAY)
    receipt = give_nonce(member=amara, case=case, nonce=b"here", at=NOW + 2 * DAY + HOUR)

    panel.refresh_from_db()
    assert panel.result == Panel.DISMISSED
    assert again.draw.opened_id < receipt.number  # nobody knew it when the pool's marks were made
    case = decided(case, "hide", at=NOW + 2 * DAY + HOUR)
    assert case.rulings.get().panel == again
    with pytest.raises(NotNow):
        ask_redraw(member=amara, case=case, at=NOW + 3 * DAY)


def test_an_author_who_gave_a_number_has_no_redraw(many, rude, amara):
    case = opened(rude, *many[:2])
    seated(case)
    with pytest.raises(NotNow):
        ask_redraw(member=amara, case=case, at=NOW + HOUR)


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


def test_whoever_takes_the_words_back_ends_the_case(many, rude, amara):
    case = opened(rude, *many[:2])
    panel = seated(case)

    withdraw_post(member=amara, post=rude)

    case.refresh_from_db()
    panel.refresh_from_db()
    assert case.closing == Case.Closing.WITHDRAWN
    assert panel.result == Panel.DISMISSED
    assert case.words == ""
    assert entries(case.name)[-1] == "close"


def test_the_panel_judges_the_words_that_were_flagged_whatever_becomes_of_them(many, rude, amara):
    case = opened(rude, *many[:2])
    before = rude.source
    edit_post(member=amara, post=rude, source="I am sorry.", kind="comment")
    case.refresh_from_db()
    assert case.words == before


def test_a_vote_changed_before_the_round_ends_counts_once(many, rude):
    panel = seated(opened(rude, *many[:2]))
    seat = panel.seats.first()
    for choice in ("keep", "hide"):
        vote(member=seat.member, seat=seat, choice=choice, reason="On second thought.", at=NOW)
    assert Ballot.objects.get().choice == "hide"


def test_nobody_votes_after_the_time_even_before_the_chore_has_come(many, rude):
    panel = seated(opened(rude, *many[:2]))
    seat = panel.seats.first()
    with pytest.raises(NotNow):
        vote(member=seat.member, seat=seat, choice="keep", reason="Late.", at=panel.first_until)


@pytest.mark.parametrize(
    "said",
    [
        {"choice": "slow", "reason": "Too much.", "days": 3},
        {"choice": "keep", "reason": " "},
        {"choice": "banish", "reason": "Too much."},
    ],
)
def test_a_vote_that_the_panel_cannot_give_is_refused(many, rude, said):
    panel = seated(opened(rude, *many[:2]))
    seat = panel.seats.first()
    with pytest.raises(ValueError, match=r"not a choice|has a reason"):
        vote(member=seat.member, seat=seat, at=NOW, **said)
