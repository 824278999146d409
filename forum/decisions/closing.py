"""Ending a proposal: what was decided is carried out and written into the record in one transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum.decisions.changes import carry_out
from forum.decisions.committing import tell_decision
from forum.decisions.consent import Says
from forum.decisions.counting import Count
from forum.decisions.locking import locked
from forum.decisions.models import Proposal, ProposalVote
from forum.decisions.months import months_after
from forum.decisions.refusals import NotNow
from forum.decisions.signals import proposal_decided
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing

Outcome = Proposal.Outcome


@transaction.atomic
def withdraw(*, member: Member, proposal: Proposal, at: datetime | None = None) -> Proposal:
    """Take an open proposal back. What was said of it stays. Withdrawing twice changes nothing."""
    require(member, Act.WITHDRAW_PROPOSAL, proposal)
    proposal = locked(proposal.pk)
    if proposal.is_open:
        close(proposal, Outcome.WITHDRAWN, now=at or timezone.now())
    elif proposal.outcome != Outcome.WITHDRAWN:
        raise NotNow
    return proposal


def close(
    proposal: Proposal,
    outcome: Outcome,
    *,
    now: datetime,
    positions: Mapping[Says, int] | None = None,
    standing: int = 0,
    electors: int = 0,
    count: Count | None = None,
) -> None:
    """End `proposal`, whose row is held, and carry out what was adopted.

    The numbers are those it was decided by, and go into the record. How anybody voted is forgotten here.
    """
    proposal.stage, proposal.outcome = Proposal.Stage.CLOSED, outcome
    proposal.decided_at, proposal.ends_at, proposal.slot = now, None, None
    if count:
        proposal.was_voted = True
        proposal.yes, proposal.no, proposal.active = count.yes, count.no, count.active
    if outcome == Outcome.ADOPTED:
        proposal.review_at = months_after(now, proposal.review_months)
        proposal.carried_out = carry_out(proposal)
    ProposalVote.objects.filter(proposal=proposal).update(says="")
    indexing.update("proposal", [proposal.pk])
    numbers = {says.value: (positions or {}).get(says, 0) for says in Says}
    numbers |= {"standing": standing, "electors": electors}
    if count:
        numbers |= {"yes": count.yes, "no": count.no, "active": count.active}
    proposal.entry = tell_decision(proposal, numbers)
    proposal.save()
    proposal_decided.send(sender=Proposal, proposal=proposal)
