"""Cases about conduct, legal holds and what was hidden; practice; and what each reader sees of a case."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.circles.models import Membership
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.debate.restraining.reading import words_of
from forum.members.models import Member
from forum.moderation import events
from forum.moderation.appealing import appeal
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag, flag_conduct
from forum.moderation.holds import open_hold_case
from forum.moderation.models import Ballot, Case, Flag, Seat
from forum.moderation.practice import open_practice, sit_in_practice
from forum.moderation.refusing import NotNow
from forum.moderation.roles import Role, Sitters, judged_by, standing_of, votes_shown, who_sat
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, RUDE, all_vote, decided, drawn, opened, seated

DAY = timedelta(days=1)


@pytest.fixture
def many(settle):
    return settle(30)


@pytest.fixture
def restricted(many, rude):
    """A post of Amara's was folded; she is a member of the Commons."""
    decided(opened(rude, *many[:2]), "fold")
    return Membership.objects.get(circle=rude.thread.circle, member=rude.author)


def ask(member, membership, at=NOW + DAY):
    return flag_conduct(member=member, membership=membership, guideline="", reason="It goes on.", at=at)


def test_conduct_is_asked_about_only_after_a_ruling(many, rude, restricted, bashir, commons):
    with pytest.raises(NotNow, match="after a panel"):
        ask(many[0], Membership.objects.get(circle=commons, member=many[9]))
    with pytest.raises(NotNow, match="after a panel"):
        ask(many[0], restricted, at=NOW + 91 * DAY)


@pytest.mark.parametrize(
    ("choices", "outcome", "days"),
    [
        (["pause"] * 3, "pause", 20),
        (["pause"] * 2 + ["keep"], "slow", 7),
        (["keep"] * 3, "keep", None),
    ],
)
def test_two_ask_and_a_panel_says_for_how_long(many, restricted, amara, choices, outcome, days):
    sat = set(Seat.objects.values_list("member", flat=True))
    rested = [one.pk for one in many[2:] if one.pk not in sat]
    Member.objects.filter(pk__in=rested[8:]).update(is_active=False)  # eight are left for a panel of three
    for one in many[:2]:
        flagged = ask(one, restricted)
    with time_machine.travel(NOW + DAY, tick=False):
        case = decided(flagged.case, *choices, at=NOW + DAY, days=20)

    ruling = case.rulings.get()
    assert (ruling.outcome, ruling.days) == (outcome, days)
    assert (ruling.until is not None) == (days is not None)


def test_whoever_leaves_the_circle_is_not_judged_in_it(settle, garden, amara):
    own = settle(8, garden)
    post = open_thread(member=amara, circle=garden, title="Tea", source=RUDE, at=NOW).opening
    decided(opened(post, *own[:2]), "fold")
    membership = Membership.objects.get(circle=garden, member=amara)
    for one in own[:2]:
        flagged = ask(one, membership)
    with time_machine.travel(NOW + 2 * DAY):
        leave(member=amara, circle=garden)
    flagged.case.refresh_from_db()
    assert flagged.case.closing == Case.Closing.LEFT


def test_whoever_leaves_a_circle_that_has_decided_about_them_still_has_their_appeal(settle, garden, amara):
    own = settle(20, garden)
    post = open_thread(member=amara, circle=garden, title="Tea", source=RUDE, at=NOW).opening
    decided(opened(post, *own[:2]), "fold")
    membership = Membership.objects.get(circle=garden, member=amara)
    Seat.objects.update(accepted_at=NOW - 40 * DAY)  # all can sit again
    for one in own[:2]:
        flagged = ask(one, membership)
    with time_machine.travel(NOW + DAY, tick=False):
        case = decided(flagged.case, "pause", at=NOW + DAY, days=20)
        leave(member=amara, circle=garden)
        case.refresh_from_db()
        assert case.stage == Case.Stage.DECIDED
        join(member=amara, circle=garden)
        appeal(member=amara, case=case, reason="I am quieter now.", at=NOW + 2 * DAY)
    case.refresh_from_db()
    assert case.stage != Case.Stage.CLOSED


def test_a_panel_says_whether_the_ground_of_a_hold_fits_and_no_more(many, rude):
    case = open_hold_case(post=rude, category="court order", ground="Order 12/2026 of a court.", at=NOW)
    assert case == open_hold_case(post=rude, category="court order", ground="Again.", at=NOW)
    assert case.panel.needs == {"affirm": 4}

    case = decided(case, "lapse")

    assert case.closing == Case.Closing.FOUND
    entry = Entry.objects.get(type="ruling")
    assert (entry.read("outcome"), entry.read("carried_out")) == ("lapse", False)


def test_the_review_of_what_was_hidden_can_find_otherwise(many, rude):
    case = decided(opened(rude, *many[:2]), "hide")
    Seat.objects.update(accepted_at=NOW - 60 * DAY)
    move_on(NOW + 15 * DAY)
    Post.objects.filter(author__in=many).update(written_at=NOW + 80 * DAY)
    for week in range(3):
        for one in many:
            Post.objects.filter(author=one, path__endswith=str(week)).update(
                written_at=NOW + (60 + 7 * week) * DAY
            )
    move_on(NOW + 90 * DAY)
    review = Case.objects.get(kind=Case.Kind.REVIEW)

    review = decided(review, "fold", at=NOW + 90 * DAY)

    assert review.rulings.get().outcome == "fold"
    earlier = case.rulings.get()
    assert (earlier.ending, earlier.ended_by) == ("reviewed", review.rulings.get().entry)


def test_a_review_without_a_ruling_gives_the_words_back(many, rude):
    case = decided(opened(rude, *many[:2]), "hide")
    move_on(NOW + 15 * DAY)
    at = NOW + 90 * DAY
    move_on(at)  # nobody was active lately, so there is nobody to ask
    review = Case.objects.get(kind=Case.Kind.REVIEW)
    assert review.is_closed
    assert not case.rulings.standing().exists()


def test_a_practice_case_counts_for_nothing(commons, amara, bashir, chiara):
    case = open_practice(
        member=amara, circle=commons, words="You *fool*.", guideline=commons.guideline_list[0], at=NOW
    )
    for one in (bashir, chiara):
        sit_in_practice(member=one, case=case, at=NOW)
    case.refresh_from_db()
    assert case.stage == Case.Stage.FIRST
    for _ in range(2):
        all_vote(case.panel, "hide")
    case.refresh_from_db()

    assert case.rulings.get().outcome == "hide"
    assert case.is_closed
    assert not Entry.objects.exists()


def test_a_practice_begins_with_whoever_has_come(commons, amara, bashir):
    case = open_practice(
        member=amara, circle=commons, words="You fool.", guideline=commons.guideline_list[0], at=NOW
    )
    move_on(NOW + timedelta(minutes=20))
    case.refresh_from_db()
    assert case.stage == Case.Stage.FIRST
    with pytest.raises(NotNow):
        sit_in_practice(member=bashir, case=case, at=NOW + timedelta(minutes=20))


# What each sees


def test_each_is_what_they_are(many, rude, amara, bashir):
    case = opened(rude, *many[:2])
    panel = seated(case)
    sitting = panel.seats.taken().first().member
    reserve = Member.objects.get(pk=panel.draw.leaves.order_by("-place").first().member_id)
    found = {
        reader: standing_of(reader, case).role
        for reader in (amara, many[0], sitting, reserve, bashir, AnonymousUser())
    }
    assert list(found.values()) == [
        Role.AUTHOR, Role.FLAGGER, Role.PANEL, Role.RESERVE, Role.BYSTANDER, Role.VISITOR,
    ]  # fmt: skip
    assert [reader for reader in found if standing_of(reader, case).reads_why_flagged] == [sitting]
    assert [reader for reader in found if standing_of(reader, case).reads_what_is_judged] == [amara, sitting]


def test_votes_are_blind_until_all_have_voted_and_everyones_once_counted(many, rude, amara):
    case = opened(rude, *many[:2])
    panel = seated(case)
    one, two = (seat.member for seat in panel.seats.taken()[:2])

    def shown(reader, round_):
        return len(votes_shown(standing_of(reader, case), panel, round_))

    all_vote(panel, "fold", "")
    assert (shown(one, 1), shown(two, 1), shown(amara, 1)) == (0, 0, 0)
    all_vote(panel, "fold")
    case.refresh_from_db()
    assert (shown(one, 1), shown(amara, 1), shown(AnonymousUser(), 1)) == (7, 0, 0)
    assert shown(one, 2) == 0
    all_vote(panel, "fold")
    assert (shown(one, 2), shown(amara, 2), shown(AnonymousUser(), 1)) == (7, 7, 7)


def test_the_record_tells_no_vote_before_the_last_has_been_counted(many, rude):
    panel = seated(opened(rude, *many[:2]))
    all_vote(panel, "hide", "keep")
    assert not Entry.objects.filter(type="tally").exists()

    all_vote(panel, "hide", "hide", "keep")
    told = Entry.objects.filter(type="tally").order_by("number")
    assert [entry.read("round") for entry in told] == [1, 2]
    assert [vote["choice"] for vote in told[0].read("votes")] == ["hide"] + ["keep"] * 6


def test_who_sat_is_shown_when_the_case_is_closed_and_not_before(many, rude):
    case = decided(opened(rude, *many[:2]), "fold")
    assert who_sat(case) == Sitters()
    move_on(case.due_at)
    case.refresh_from_db()
    sat = {seat.member for seat in case.panel.seats.taken()}
    assert set(who_sat(case).members) == sat
    assert who_sat(case).names == sorted(member.name for member in sat)


@pytest.mark.parametrize(("could_sit", "is_named"), [(11, True), (10, False)])
def test_who_sat_is_not_named_where_whoever_did_not_would_be_known_to_have_flagged(
    settle, rude, could_sit, is_named
):
    """Three flag and three sit: five others are left of eleven, and four of ten."""
    case = decided(opened(rude, *settle(could_sit)[:3]), "keep")
    assert who_sat(case).how_many == 3
    assert bool(who_sat(case).names) == is_named


def test_after_an_appeal_that_nearly_everyone_sat_on_nobody_is_named(settle, rude, amara):
    many = settle(26)  # two flag, and of 24 who can be drawn 22 will have sat
    case = decided(opened(rude, *many[:2]), "fold")
    appeal(member=amara, case=case, reason="No.", at=NOW + timedelta(hours=3))
    case = decided(case, "affirm", at=NOW + timedelta(hours=3))
    assert case.is_closed
    assert who_sat(case) == Sitters(how_many=22)


def test_the_panel_still_reads_what_it_judges(many, rude):
    case = opened(rude, *many[:2])
    panel = seated(case)
    sitting = panel.seats.taken().first().member
    assert rude.pk in judged_by(sitting).values_list("panel__case__post", flat=True)
    assert not judged_by(many[0]).exists()
    for _ in range(2):
        all_vote(panel, "keep")
    assert not judged_by(sitting).exists()


def test_a_case_of_a_closed_circle_does_not_exist_for_others(settle, kitchen, amara, bashir):
    own = settle(8, kitchen)
    post = open_thread(member=amara, circle=kitchen, title="Tea", source=RUDE, at=NOW).opening
    case = opened(post, *own[:2])
    assert list(Case.objects.visible_to(amara)) == [case]
    assert not Case.objects.visible_to(bashir).exists()
    assert not Case.objects.visible_to(AnonymousUser()).exists()


# Who goes


def test_a_closed_account_leaves_seats_to_others_and_nothing_that_says_who_it_was(many, rude):
    case = opened(rude, *many[:2])
    panel = drawn(case)
    gone = panel.seats.order_by("place").first().member
    with time_machine.travel(NOW):
        for one in (gone, many[0]):
            events.forget(sender=Member, member=one)
    assert not Seat.objects.filter(member=gone).exists()
    assert not Flag.objects.filter(member=many[0]).exists()
    assert panel.seats.live().count() == 7


def test_the_vote_of_whoever_leaves_a_closed_circle_is_not_counted(settle, kitchen, amara):
    own = settle(30, kitchen)
    post = open_thread(member=amara, circle=kitchen, title="Tea", source=RUDE, at=NOW).opening
    panel = seated(opened(post, *own[:2]))
    all_vote(panel, "hide", "hide", "hide", "hide", "hide", "keep")
    voted = Ballot.objects.filter(choice="hide").first().seat.member
    with time_machine.travel(NOW + DAY):
        leave(member=voted, circle=kitchen)
    case = panel.case
    case.refresh_from_db()
    move_on(case.due_at)
    case.refresh_from_db()
    assert case.rulings.get().outcome == "fold"


def test_only_those_in_the_circle_practise(kitchen, amara, bashir):
    case = open_practice(
        member=amara, circle=kitchen, words="You fool.", guideline=kitchen.guideline_list[0], at=NOW
    )
    with pytest.raises(PermissionDenied):
        sit_in_practice(member=bashir, case=case, at=NOW)


def test_spam_of_a_new_account_that_two_have_flagged_is_folded_meanwhile(many, commons, amara):
    Member.objects.filter(pk=amara.pk).update(joined_at=NOW - timedelta(hours=3))
    post = open_thread(
        member=amara, circle=commons, title="Tea", source="Buy at https://tea.example/now", at=NOW
    ).opening
    case = opened(post, *many[:2], grounds="spam")
    assert case.meanwhile is not None
    old = open_thread(
        member=amara, circle=commons, title="Tea", source="Buy at https://tea.example/now", at=NOW + 2 * DAY
    ).opening
    assert opened(old, *many[:2], grounds="spam", at=NOW + 2 * DAY).meanwhile is None


def test_a_newcomers_flag_of_harassment_folds_nothing_for_others(many, rude, bashir):
    flagged = flag(member=bashir, post=rude, grounds="harassment", at=NOW)
    assert flagged.case.stage == Case.Stage.FLAGGED


def test_whoever_is_to_judge_a_folded_post_reads_it_and_whom_it_harasses_does_not(many, rude):
    case = opened(rude, many[0], grounds="harassment")
    sitting = seated(case).seats.taken().first().member
    rude.refresh_from_db()
    assert rude.restraint == "fold"
    assert rude.restrained_by == case.meanwhile_id
    assert words_of([rude], sitting)
    assert words_of([rude], many[20])
    assert not words_of([rude], many[0])


def test_a_hidden_post_is_read_by_its_author_and_the_panel_and_nobody_else(many, rude, amara):
    case = decided(opened(rude, *many[:2]), "hide")
    sat = case.panel.seats.taken().first().member
    others = [one for one in many if not case.panel.seats.filter(member=one).exists()]
    rude.refresh_from_db()
    assert (rude.restraint, rude.restrained_by) == ("hide", case.rulings.get().entry_id)
    assert words_of([rude], amara)
    assert words_of([rude], sat)
    assert not words_of([rude], others[0])
    assert not words_of([rude], AnonymousUser())
