"""Voting, where a block could not be lifted. How one votes is told to nobody, and forgotten when the vote ends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum.decisions.locking import Stage, locked_at
from forum.decisions.models import Proposal, ProposalVote
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def vote(*, member: Member, proposal: Proposal, says: str, at: datetime | None = None) -> None:
    """Vote "yes" or "no", or otherwise than before. Raises NotNow before and after the vote."""
    require(member, Act.VOTE_ON_PROPOSAL, proposal)
    now = at or timezone.now()
    proposal = locked_at(proposal.pk, Stage.VOTE, now=now)
    ProposalVote.objects.update_or_create(
        proposal=proposal, member=member, defaults={"says": ProposalVote.Says(says), "at": now}
    )
