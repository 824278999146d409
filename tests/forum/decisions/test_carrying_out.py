"""What was decided carries itself out, with its entry, in one transaction."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.doors import door_of
from forum.circles.inviting import accept, invite
from forum.circles.joining import join_freely
from forum.circles.leaving import leave
from forum.circles.models import Circle, Membership
from forum.circles.numbers import number_of
from forum.decisions.answering import answer
from forum.decisions.changes import of_guidelines, of_leaving, of_number, of_settings
from forum.decisions.clock import end_if_left
from forum.decisions.forgetting import forget
from forum.decisions.models import Elector
from forum.decisions.refusals import CannotPropose
from forum.decisions.voting import vote
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.decisions.conftest import (
    BEGIN,
    DAY,
    HOUR,
    QUESTIONS_END,
    after,
    circle_of,
    is_in,
    propose,
    say,
    with_positions,
)


def adopt(member, circle, change, *others):
    proposal = with_positions(propose(member, circle, change))
    say(proposal, "consent", member, *others)
    return after(proposal)


def test_guidelines(amara, bashir, chiara, table):
    proposal = adopt(amara, table, of_guidelines(table, "Be kind.\nBe brief."), bashir, chiara)
    table.refresh_from_db()
    assert list(table.guideline_list) == ["Be kind.", "Be brief."]
    assert table.guidelines_decision == proposal.pk
    assert table.guidelines_decided_at == proposal.decided_at == QUESTIONS_END + 14 * DAY
    assert proposal.carried_out
    assert "Answer what was said" in proposal.before


def test_guidelines_fall_where_fewer_than_half_speak(amara, bashir, chiara, dmitri, esi, table):
    adopt(chiara, table, None, dmitri, esi)  # a plain decision, by which three are active
    proposal = adopt(amara, table, of_guidelines(table, "Be kind."), bashir)
    assert proposal.outcome == "fallen"
    assert Circle.objects.get(pk=table.pk).guidelines == ""


def test_a_number(amara, bashir, chiara, table):
    adopt(amara, table, of_number(table, "days_for_positions", 7), bashir, chiara)
    assert number_of(Circle.objects.get(pk=table.pk), "days_for_positions") == 7
    proposal = with_positions(propose(bashir, table, at=QUESTIONS_END))
    assert after(proposal).ends_at - proposal.opened_at == 2 * DAY + 7 * DAY


def test_an_open_circle_closes_and_does_not_exist_for_others(client, amara, bashir, chiara, table):
    change = of_settings(table, name="Cellar", purpose="Cheese.", way="closed")
    assert client.get(table.get_absolute_url()).status_code == 200
    proposal = adopt(amara, table, change, bashir)
    table.refresh_from_db()
    assert (table.name, table.purpose, table.access, table.joining) == (
        "Cellar", "Cheese.", "closed", "invitation",
    )  # fmt: skip
    outsider = make_member("outsider")
    for reader in (None, outsider):
        client.logout()
        if reader:
            client.force_login(reader)
        for thing in (table, proposal):
            assert client.get(thing.get_absolute_url()).status_code == 404


def leaving(proposer, member, table):
    """A proposal that asks `member` to leave, come to its vote."""
    proposal = after(with_positions(propose(proposer, table, of_leaving(member))))
    assert proposal.stage == "vote"
    return proposal


def test_a_member_is_sent_away_and_may_be_invited_again(amara, bashir, chiara, dmitri, esi, table):
    proposal = leaving(amara, esi, table)
    for member in (amara, bashir, chiara, dmitri):
        vote(member=member, proposal=proposal, says="yes", at=proposal.ends_at - HOUR)
    after(proposal)
    assert (proposal.outcome, proposal.carried_out) == ("adopted", True)
    assert not is_in(esi, table)
    assert Membership.objects.get(member=esi, circle=table).left_by_decision == proposal.pk
    entry = Entry.objects.get(type="decision")
    assert entry.read("carried_out") is True

    accept(member=esi, invitation=invite(member=bashir, circle=table))
    assert is_in(esi, table)


def test_whoever_was_sent_away_does_not_simply_join_again(amara, bashir, chiara, dmitri, esi):
    plaza = circle_of(amara, bashir, chiara, dmitri, esi, slug="plaza", joining="freely")
    proposal = leaving(amara, esi, plaza)
    for member in (amara, bashir, chiara, dmitri):
        vote(member=member, proposal=proposal, says="yes", at=proposal.ends_at - HOUR)
    after(proposal)
    with pytest.raises(PermissionDenied):
        join_freely(member=esi, circle=plaza)
    assert door_of(plaza, esi, is_in=False, now=timezone.now()).was_sent_away
    assert not door_of(plaza, esi, is_in=False, now=timezone.now()).may_join
    leave(member=dmitri, circle=plaza)
    join_freely(member=dmitri, circle=plaza)


def test_four_fifths_have_to_say_so(amara, bashir, chiara, dmitri, esi, table):
    proposal = leaving(amara, esi, table)
    for member, says in ((amara, "yes"), (bashir, "yes"), (chiara, "yes"), (dmitri, "no")):
        vote(member=member, proposal=proposal, says=says, at=proposal.ends_at - HOUR)
    assert after(proposal).outcome == "fallen"
    assert is_in(esi, table)


def test_whoever_is_asked_to_leave_is_heard_and_does_not_judge(amara, esi, table):
    proposal = leaving(amara, esi, table)
    with pytest.raises(PermissionDenied):
        vote(member=esi, proposal=proposal, says="no", at=proposal.ends_at - HOUR)
    with pytest.raises(PermissionDenied):
        answer(member=amara, proposal=proposal, source="They agree.")
    answer(member=esi, proposal=proposal, source="I was **ill**.", at=BEGIN + DAY)
    proposal.refresh_from_db()
    assert "<strong>ill</strong>" in proposal.answer


def test_nobody_brought_in_for_it_has_a_say(amara, bashir, chiara, dmitri, esi, table):
    for number in range(6):
        join(member=make_member(f"new{number}"), circle=table, invited_by=amara, at=BEGIN - 20 * DAY)
    proposal = leaving(amara, esi, table)
    electors = set(Elector.objects.filter(proposal=proposal).values_list("member__handle", flat=True))
    assert electors == {"amara", "bashir", "chiara", "dmitri"}


def test_in_a_circle_of_two_neither_sends_the_other_away(amara, bashir):
    pair = circle_of(amara, bashir, slug="pair")
    with pytest.raises(CannotPropose):
        propose(amara, pair, of_leaving(bashir))


def test_whoever_leaves_by_themselves_ends_it(amara, esi, table):
    proposal = propose(amara, table, of_leaving(esi))
    leave(member=esi, circle=table)
    end_if_left(proposal.pk)  # as it is when the transaction has ended
    proposal.refresh_from_db()
    assert proposal.outcome == "overtaken"
    assert Membership.objects.get(member=esi, circle=table).left_by_decision is None


def test_what_is_known_of_a_member_goes_with_their_account(amara, esi, table):
    proposal = propose(amara, table, of_leaving(esi))
    assert "Esi" in proposal.text
    forget(member=esi)
    forget(member=amara)
    leave(member=esi, circle=table)
    end_if_left(proposal.pk)
    proposal.refresh_from_db()
    assert "Esi" not in f"{proposal.title}{proposal.text}{proposal.thread.title}"
    assert (proposal.salt, proposal.about_salt, proposal.proposer_salt) == ("", "", "")
    assert Entry.objects.get(type="decision").read("text") == ""
