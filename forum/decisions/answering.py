"""Whoever a circle asks to leave is heard: their answer stands beside the proposal, as long as it is open."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum.decisions.locking import locked_at
from forum.decisions.models import Proposal
from forum.decisions.querysets import OPEN
from forum.members.models import Member
from forum.permissions import Act, require
from forum.text import render


@transaction.atomic
def answer(*, member: Member, proposal: Proposal, source: str, at: datetime | None = None) -> Proposal:
    """Say, or say otherwise, what the member answers. Raises TextRefused, and NotNow once it is decided."""
    require(member, Act.ANSWER_PROPOSAL, proposal)
    html = render(source)
    proposal = locked_at(proposal.pk, *OPEN, now=at or timezone.now())
    proposal.answer_source, proposal.answer = source, html
    proposal.save(update_fields=["answer_source", "answer"])
    return proposal
