"""Giving a proposal other words: while questions are asked, and to lift a block."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from forum.circles.numbers import number_of
from forum.decisions.changes import Change
from forum.decisions.committing import tell_wording
from forum.decisions.locking import Stage, locked_at
from forum.decisions.models import Proposal, ProposalWording
from forum.decisions.rules import LEAST_OF_A_ROUND
from forum.decisions.signals import positions_opened
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing


@transaction.atomic
def reword(
    *,
    member: Member,
    proposal: Proposal,
    change: Change,
    title: str = "",
    because: str = "",
    at: datetime | None = None,
) -> Proposal:
    """Give an open proposal other words, and keep those before. Words that stand there already change nothing.

    While questions are asked its time goes on. To lift a block it opens positions again, for the last time in its
    second round: blocks hold until they are lifted, and all else has to be said again. Raises NotNow at other stages.
    """
    require(member, Act.CHANGE_PROPOSAL, proposal)
    now = at or timezone.now()
    proposal = locked_at(proposal.pk, Stage.QUESTIONS, Stage.AMENDING, now=now)
    title = title or proposal.title
    if (proposal.title, proposal.text) == (title, change.text):
        return proposal
    assert (change.kind, change.subject) == (proposal.kind, proposal.subject)
    proposal.title, proposal.text, proposal.change = title, change.text, dict(change.said or {})
    proposal.wording += 1
    amends = proposal.stage == Stage.AMENDING
    if amends:
        proposal.rounds += 1
        proposal.stage, proposal.ends_at = Stage.POSITIONS, _end_of_round(proposal, now)
        proposal.reminded_at = None
    proposal.save()
    indexing.update("proposal", [proposal.pk])
    ProposalWording.objects.create(
        proposal=proposal,
        number=proposal.wording,
        title=title,
        text=change.text,
        because=because,
        round=proposal.rounds,
        at=now,
        entry=tell_wording(proposal),
    )
    if amends:
        positions_opened.send(sender=Proposal, proposal=proposal)
    return proposal


def _end_of_round(proposal: Proposal, now: datetime) -> datetime:
    """As long as positions are open in the circle, and not beyond the time for all rounds together."""
    assert proposal.amend_until is not None
    usual = now + timedelta(days=number_of(proposal.circle, "days_for_positions"))
    return max(min(usual, proposal.amend_until), now + LEAST_OF_A_ROUND)
