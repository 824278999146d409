"""A case from the first flag to the end, as those in it live through it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forum.debate.actions import edit_post, withdraw_post
from forum.members.models import Member
from forum.moderation.appealing import ask_redraw
from forum.moderation.deadlines import move_on
from forum.moderation.models import Ballot, Case, Panel, Ruling
from forum.moderation.opening import give_nonce
from forum.moderation.refusing import NotNow
from forum.moderation.seating import recuse, take_seat
from forum.moderation.voting import vote
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, all_vote, decided, drawn, entries, opened, seated

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def many(settle):
    """Thirty who can be drawn; the first two flag."""
    return settle(30)


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


def test_an_author_who_looked_in_and_gave_no_number_was_not_away(many, rude, amara):
    case = opened(rude, *many[:2])
    seated(case, nonce=None)
    for visit_ended, is_refused in ((NOW + HOUR, True), (NOW - HOUR, False)):
        Member.objects.filter(pk=amara.pk).update(last_visit_ended_at=visit_ended)
        case = Case.objects.get(pk=case.pk)
        if is_refused:
            with pytest.raises(NotNow, match="who was away"):
                ask_redraw(member=amara, case=case, at=NOW + 2 * DAY)
        else:
            assert ask_redraw(member=amara, case=case, at=NOW + 2 * DAY)


def test_an_author_who_gave_a_number_has_no_redraw(many, rude, amara):
    case = opened(rude, *many[:2])
    seated(case)
    with pytest.raises(NotNow):
        ask_redraw(member=amara, case=case, at=NOW + HOUR)


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
