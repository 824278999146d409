"""Looking at a decision again when its day has come. Whoever would have it otherwise proposes that; if nobody does, it
stays, and the circle looks at it again on another day."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum.decisions.committing import tell_review
from forum.decisions.locking import locked
from forum.decisions.models import Proposal
from forum.decisions.months import months_after
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def look_again_later(
    *, member: Member, proposal: Proposal, months: int, at: datetime | None = None
) -> Proposal:
    """Say that a decision which is due for review stays as it is until another day, `months` from now.

    What is not due, or not any more, stays as it is: the first of several who say so is heard.
    """
    require(member, Act.REVIEW_DECISION, proposal)
    now = at or timezone.now()
    proposal = locked(proposal.pk)
    if proposal.review_at and proposal.review_at <= now:
        proposal.review_at, proposal.review_told_at = months_after(now, months), None
        proposal.reviewed_by, proposal.reviewed_at = member, now
        proposal.save(update_fields=["review_at", "review_told_at", "reviewed_by", "reviewed_at"])
        tell_review(proposal, months)
    return proposal
