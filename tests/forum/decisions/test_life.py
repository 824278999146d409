"""The life of a proposal, from draft to outcome."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.decisions.amending import reword
from forum.decisions.changes import of_guidelines, plain
from forum.decisions.clock import move_all, put_to_vote
from forum.decisions.closing import withdraw
from forum.decisions.drafting import change_draft, discard, draft, put_forward
from forum.decisions.models import Elector, Position, Proposal, ProposalVote
from forum.decisions.refusals import CannotPropose, NotNow
from forum.decisions.reviewing import look_again_later
from forum.decisions.taking_positions import second, second_no_longer, take_position
from forum.decisions.voting import vote
from forum.record.hashing import leaf
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.decisions.conftest import (
    BEGIN,
    DAY,
    HOUR,
    POSITIONS_END,
    QUESTIONS_END,
    after,
    circle_of,
    propose,
    say,
    with_positions,
)


def body_of(entry: Entry) -> dict:
    return json.loads(entry.body)


def test_a_draft_is_its_authors_alone_until_it_is_put_forward(amara, bashir, table):
    made = draft(member=amara, circle=table, title="T", change=plain("We sing."), why="Why not.")
    assert not Proposal.objects.visible_to(bashir).exists()
    assert Proposal.objects.visible_to(amara).exists()
    assert not Entry.objects.filter(type="proposal").exists()
    with pytest.raises(PermissionDenied):
        put_forward(member=bashir, proposal=made)
    change_draft(member=amara, proposal=made, title="U", change=plain("We hum."), why="So.", review_months=3)
    opened = put_forward(member=amara, proposal=made)
    assert Proposal.objects.visible_to(bashir).get().text == "We hum."
    assert opened.thread.opening.source == "So."
    with pytest.raises(NotNow):
        discard(member=amara, proposal=opened)


def test_a_draft_is_thrown_away(amara, table):
    made = draft(member=amara, circle=table, title="T", change=plain("We sing."), why="Why not.")
    discard(member=amara, proposal=made)
    assert not Proposal.objects.exists()


def test_questions_two_days_then_positions_five_then_an_outcome(amara, bashir, table):
    proposal = propose(amara, table)
    assert (proposal.stage, proposal.ends_at) == ("questions", QUESTIONS_END)
    assert move_all(QUESTIONS_END - HOUR) == 0
    with_positions(proposal)
    assert (proposal.stage, proposal.ends_at) == ("positions", POSITIONS_END)
    say(proposal, "consent", bashir)
    after(proposal)
    assert (proposal.stage, proposal.outcome, proposal.decided_at) == ("closed", "adopted", POSITIONS_END)
    assert proposal.review_at == POSITIONS_END.replace(month=11)


def test_a_circles_own_numbers_say_how_long(amara, table):
    table.numbers = {"hours_for_questions": 12, "days_for_positions": 2}
    table.save()
    proposal = propose(amara, table)
    assert proposal.ends_at == BEGIN + 12 * HOUR
    assert after(proposal).ends_at == BEGIN + 12 * HOUR + 2 * DAY


def test_a_clock_that_comes_late_gives_everybody_their_time_and_twice_changes_nothing(amara, table):
    proposal = propose(amara, table)
    late = QUESTIONS_END + 9 * DAY
    assert [move_all(late), move_all(late)] == [1, 0]
    proposal.refresh_from_db()
    assert proposal.ends_at == late + 5 * DAY


def test_the_record_has_numbers_and_commitments_and_no_words(amara, bashir, chiara, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "consent", amara, bashir)
    say(proposal, "concern", chiara)
    after(proposal)
    proposed, decided = (body_of(Entry.objects.get(type=kind)) for kind in ("proposal", "decision"))
    assert (proposed["case"], proposed["kind"], proposed["wording"]) == (f"p{proposal.pk}", "plain", 1)
    words = f"{proposal.title}\n{proposal.text}"
    assert proposed["text"] == leaf(proposal.case, words, bytes.fromhex(proposal.salt)).hex()
    assert proposed["by"] == leaf(proposal.case, str(amara.pk), bytes.fromhex(proposal.proposer_salt)).hex()
    assert (decided["consent"], decided["concern"], decided["block"], decided["electors"]) == (2, 1, 0, 5)
    assert decided["outcome"] == "adopted"
    assert proposal.entry == Entry.objects.get(type="decision")
    for word in ("Tuesday", "Amara", "amara", "table"):
        assert word not in "".join(Entry.objects.values_list("body", flat=True))


def test_whoever_comes_in_after_positions_opened_has_no_say(amara, dmitri, table):
    proposal = with_positions(propose(amara, table))
    hana = make_member("hana")
    join(member=hana, circle=table)
    with pytest.raises(PermissionDenied):
        say(proposal, "consent", hana)
    assert Elector.objects.filter(proposal=proposal).count() == 5


def test_whoever_has_left_has_no_say_any_more(amara, bashir, chiara, dmitri, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "consent", bashir)
    block = say(proposal, "block", chiara)
    second(member=dmitri, position=block, at=QUESTIONS_END)
    leave(member=chiara, circle=table)
    with pytest.raises(PermissionDenied):
        say(proposal, "concern", chiara)
    assert after(proposal).outcome == "adopted"


def test_a_position_may_change_until_the_very_end_and_not_after(amara, bashir, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "concern", bashir)
    say(proposal, "consent", bashir, at=POSITIONS_END - HOUR / 3600)
    with pytest.raises(NotNow):  # though no worker has looked at the clock yet
        say(proposal, "block", bashir, at=POSITIONS_END)
    assert Position.objects.get().says == "consent"
    assert after(proposal).outcome == "adopted"


def test_no_position_is_taken_before_positions_open(amara, bashir, table):
    proposal = propose(amara, table)
    with pytest.raises(PermissionDenied):
        say(proposal, "consent", bashir)


def test_a_blocked_proposal_is_amended_and_passes_in_its_second_round(amara, bashir, chiara, dmitri, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "consent", bashir)
    block = say(proposal, "block", chiara)
    second(member=dmitri, position=block, at=QUESTIONS_END)
    after(proposal)
    assert proposal.stage == "amending"
    reword(
        member=amara,
        proposal=proposal,
        change=plain("We meet on Wednesdays."),
        because="Chiara bakes.",
        at=POSITIONS_END + DAY,
    )
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.rounds, proposal.wording) == ("positions", 1, 2)
    assert proposal.ends_at == POSITIONS_END + 6 * DAY
    after(proposal)
    assert proposal.stage == "amending"  # the block holds until it is lifted
    reword(member=amara, proposal=proposal, change=plain("We meet when we like."), at=proposal.ends_at - DAY)
    proposal.refresh_from_db()
    assert proposal.ends_at <= POSITIONS_END + 14 * DAY
    say(proposal, "consent", chiara, bashir)
    assert after(proposal).outcome == "adopted"
    assert [one.round for one in proposal.wordings.order_by("number")] == [0, 1, 2]
    assert Entry.objects.filter(type="proposal").count() == 3


def blocked(amara, bashir, chiara, table) -> Proposal:
    """A proposal whose positions have ended with a block that stands."""
    proposal = with_positions(propose(amara, table))
    block = say(proposal, "block", bashir)
    second(member=chiara, position=block, at=QUESTIONS_END)
    return after(proposal)


def test_a_block_that_no_amendment_lifts_leads_to_a_vote(amara, bashir, chiara, dmitri, esi, table):
    proposal = after(blocked(amara, bashir, chiara, table))
    assert proposal.stage == "vote"
    for member in (amara, dmitri, esi):
        vote(member=member, proposal=proposal, says="yes", at=proposal.ends_at - HOUR)
    vote(member=bashir, proposal=proposal, says="no", at=proposal.ends_at - HOUR)
    after(proposal)
    assert (proposal.outcome, proposal.yes, proposal.no, proposal.was_voted) == ("adopted", 3, 1, True)


def test_less_than_three_quarters_are_not_enough(amara, bashir, chiara, dmitri, esi, table):
    proposal = blocked(amara, bashir, chiara, table)
    put_to_vote(member=amara, proposal=proposal, at=POSITIONS_END + HOUR)
    proposal.refresh_from_db()
    for member, says in ((amara, "yes"), (dmitri, "yes"), (bashir, "no"), (chiara, "no")):
        vote(member=member, proposal=proposal, says=says, at=proposal.ends_at - HOUR)
    vote(member=chiara, proposal=proposal, says="yes", at=proposal.ends_at - HOUR)  # three of four
    vote(member=esi, proposal=proposal, says="no", at=proposal.ends_at - HOUR)
    assert after(proposal).outcome == "fallen"


def test_how_anybody_voted_is_forgotten_when_the_vote_ends(amara, bashir, chiara, table):
    proposal = after(blocked(amara, bashir, chiara, table))
    vote(member=amara, proposal=proposal, says="yes", at=proposal.ends_at - HOUR)
    with pytest.raises(NotNow):
        vote(member=bashir, proposal=proposal, says="yes", at=proposal.ends_at)
    after(proposal)
    assert ProposalVote.objects.values_list("member", "says").get() == (amara.pk, "")


def test_a_block_whose_words_change_is_another_block(amara, bashir, chiara, table):
    proposal = with_positions(propose(amara, table))
    block = say(proposal, "block", bashir)
    second(member=chiara, position=block, at=QUESTIONS_END)
    second(member=chiara, position=block, at=QUESTIONS_END)
    assert block.seconds.count() == 1
    take_position(
        member=bashir, proposal=proposal, says="block", reason="Other words.", harms=block.harms,
        lifts=block.lifts, at=QUESTIONS_END,
    )  # fmt: skip
    assert block.seconds.count() == 1
    say(proposal, "block", bashir, lifts="A cake.")
    assert block.seconds.count() == 0
    second(member=chiara, position=block, at=QUESTIONS_END)
    second_no_longer(member=chiara, position=block, at=QUESTIONS_END)
    assert block.seconds.count() == 0
    with pytest.raises(PermissionDenied):
        second(member=bashir, position=block, at=QUESTIONS_END)


def test_words_change_while_questions_are_asked_and_then_no_more(amara, bashir, table):
    proposal = propose(amara, table)
    with pytest.raises(PermissionDenied):
        reword(member=bashir, proposal=proposal, change=plain("We never meet."))
    reword(member=amara, proposal=proposal, change=plain("We meet on Fridays."), at=BEGIN + HOUR)
    with_positions(proposal)
    assert (proposal.text, proposal.wording, proposal.rounds) == ("We meet on Fridays.", 2, 0)
    with pytest.raises(NotNow):
        reword(member=amara, proposal=proposal, change=plain("We meet on Sundays."), at=QUESTIONS_END + HOUR)


def test_nobody_has_three_open_proposals(amara, table):
    first = propose(amara, table)
    propose(amara, table, title="Songs")
    with pytest.raises(CannotPropose):
        propose(amara, table, title="Dances")
    withdraw(member=amara, proposal=first)
    assert propose(amara, table, title="Dances").slot == 1


def test_no_two_open_proposals_change_the_same(amara, bashir, table):
    first = propose(amara, table, of_guidelines(table, "Be kind."))
    with pytest.raises(CannotPropose):
        propose(bashir, table, of_guidelines(table, "Be brief."))
    withdraw(member=amara, proposal=first)
    propose(bashir, table, of_guidelines(table, "Be brief."))


def test_what_was_refused_rests_for_its_proposer_and_not_for_others(amara, bashir, table):
    refused = propose(amara, table, of_guidelines(table, "Be kind."))
    move_all(refused.ends_at)  # nobody says anything
    refused.refresh_from_db()
    move_all(refused.ends_at)
    refused.refresh_from_db()
    assert refused.outcome == "fallen"
    later = refused.decided_at + timedelta(days=29)
    with pytest.raises(CannotPropose, match="Others can propose it"):
        propose(amara, table, of_guidelines(table, "Be kind, please."), at=later)
    withdraw(
        member=bashir, proposal=propose(bashir, table, of_guidelines(table, "Be brief."), at=later), at=later
    )
    assert propose(amara, table, of_guidelines(table, "Be kind, please."), at=later + timedelta(days=2))


def test_what_is_withdrawn_stays_readable_and_has_its_entry(amara, bashir, table):
    proposal = propose(amara, table)
    with pytest.raises(PermissionDenied):
        withdraw(member=bashir, proposal=proposal)
    proposal = withdraw(member=amara, proposal=proposal)
    assert withdraw(member=amara, proposal=proposal).outcome == "withdrawn"
    assert body_of(Entry.objects.get(type="decision"))["outcome"] == "withdrawn"
    assert Proposal.objects.visible_to(bashir).get().outcome == "withdrawn"


def test_a_decision_is_looked_at_again_when_its_day_comes(amara, bashir, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "consent", bashir)
    after(proposal)
    look_again_later(member=bashir, proposal=proposal, months=3, at=POSITIONS_END)  # not due yet
    day = proposal.review_at
    assert list(Proposal.objects.to_be_reviewed(day)) == [proposal]
    look_again_later(member=bashir, proposal=proposal, months=3, at=day)
    assert not Proposal.objects.to_be_reviewed(day).exists()
    proposal.refresh_from_db()
    assert proposal.reviewed_by == bashir
    [entry] = Entry.objects.filter(type="review")
    assert (body_of(entry)["case"], body_of(entry)["months"]) == (proposal.case, 3)


def test_a_proposer_who_has_left_amends_nothing_so_the_circle_votes(amara, bashir, chiara, dmitri, table):
    proposal = with_positions(propose(amara, table))
    block = say(proposal, "block", bashir)
    second(member=chiara, position=block, at=QUESTIONS_END)
    leave(member=amara, circle=table)
    assert after(proposal).stage == "vote"


def test_whoever_is_alone_decides_alone(amara):
    hermitage = circle_of(amara, slug="hermitage")
    proposal = with_positions(propose(amara, hermitage))
    say(proposal, "consent", amara)
    assert after(proposal).outcome == "adopted"
