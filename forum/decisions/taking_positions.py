"""Saying where one stands, and finding another's block principled."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum.decisions.locking import Stage, locked_at
from forum.decisions.models import Position, Proposal, Second
from forum.decisions.signals import blocked
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def take_position(
    *,
    member: Member,
    proposal: Proposal,
    says: str,
    reason: str,
    harms: str = "",
    lifts: str = "",
    at: datetime | None = None,
) -> Position:
    """Say where `member` stands, or say it otherwise; a block also says what it guards and what would lift it.

    Other words of a block are another block: those who found the first principled are asked again. Raises NotNow
    before and after the time for positions, to the second.
    """
    require(member, Act.TAKE_POSITION, proposal)
    now = at or timezone.now()
    proposal = locked_at(proposal.pk, Stage.POSITIONS, now=now)
    said = {"says": says, "reason": reason, "harms": harms, "lifts": lifts, "wording": proposal.wording}
    found = Position.objects.filter(proposal=proposal, member=member).first()
    if found and all(getattr(found, name) == value for name, value in said.items()):
        return found
    if found and (found.says, found.harms, found.lifts) != (says, harms, lifts):
        found.seconds.all().delete()
    was_blocking = found is not None and found.says == Position.Says.BLOCK
    position = found or Position(proposal=proposal, member=member)
    for name, value in said.items():
        setattr(position, name, value)
    position.at = now
    position.save()
    if says == Position.Says.BLOCK and not was_blocking:
        blocked.send(sender=Position, position=position)
    return position


@transaction.atomic
def second(*, member: Member, position: Position, at: datetime | None = None) -> None:
    """Find another's block principled; twice changes nothing."""
    position = _held(member, position, at)
    Second.objects.get_or_create(position=position, member=member)


@transaction.atomic
def second_no_longer(*, member: Member, position: Position, at: datetime | None = None) -> None:
    """Take that back."""
    position = _held(member, position, at)
    Second.objects.filter(position=position, member=member).delete()


def _held(member: Member, position: Position, at: datetime | None) -> Position:
    require(member, Act.SECOND_BLOCK, position)
    locked_at(position.proposal_id, Stage.POSITIONS, now=at or timezone.now())
    # Looked at again: it may have been changed into something else while we waited.
    return Position.objects.get(pk=position.pk, says=Position.Says.BLOCK)
