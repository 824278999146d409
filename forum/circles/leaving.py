"""Leaving a circle: at any time and without asking anyone; or because the circle has decided it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum.circles.models import Circle, Invitation, Membership
from forum.circles.signals import circle_left
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def leave(*, member: Member, circle: Circle, at: datetime | None = None) -> Membership:
    """Leave a circle. What was written in it stays there; who brought whom in is remembered.

    The invitations one gave hold no longer: who is not in a circle lets nobody in, nor comes back in by their own.
    """
    at = at or timezone.now()
    present = _present(member, circle)
    require(member, Act.LEAVE_CIRCLE, circle)
    assert present is not None  # the Act is that of those who are in
    return _end(present, at)


@transaction.atomic
def send_away(*, member: Member, circle: Circle, decision: int, at: datetime) -> bool:
    """End a membership because the circle has decided so, by the decision of that number; False where the member has
    left already. They may come in again when somebody in it invites them, or lets them in."""
    present = _present(member, circle)
    if present is None:
        return False
    present.left_by_decision = decision
    _end(present, at)
    return True


def was_sent_away(member: Member, circle: Circle) -> bool:
    """Whether the last time that `member` was in `circle` ended by its decision."""
    last = Membership.objects.filter(member=member, circle=circle).order_by("-pk")
    return last.values_list("left_by_decision", flat=True).first() is not None


def _present(member: Member, circle: Circle) -> Membership | None:
    return Membership.objects.current().select_for_update().filter(circle=circle, member=member).first()


def _end(present: Membership, at: datetime) -> Membership:
    circle, member = present.circle, present.member
    present.left_at = at
    present.save(update_fields=["left_at", "left_by_decision"])
    Invitation.objects.good_at(at).filter(circle=circle, by=member).update(revoked_at=at, revoked_by=member)
    circle_left.send(sender=Circle, circle=circle, member=member)
    return present
