"""Inviting others into a circle: by a link that some may use for a while, or by mail to one person each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from forum.circles import tasks
from forum.circles.actions import join
from forum.circles.models import Circle, Invitation, Membership
from forum.members.models import Member
from forum.permissions import Act, require


class InvitationOver(Exception):
    """It was revoked, has expired, or has been used as often as it might be."""


@transaction.atomic
def invite(
    *,
    member: Member,
    circle: Circle,
    limit: int = Invitation.USES,
    days: int = Invitation.DAYS,
    note: str = "",
    email: str = "",
    at: datetime | None = None,
) -> Invitation:
    """Invite into `circle` as many as `limit`, for `days` from `at` (now, if not said)."""
    # Who is just leaving cannot leave an invitation behind: leaving waits for this row, or this waits for it.
    list(Membership.objects.current().select_for_update().filter(circle=circle, member=member))
    require(member, Act.INVITE, circle)
    at = at or timezone.now()
    return Invitation.objects.create(
        circle=circle,
        by=member,
        limit=limit,
        note=note,
        email=email,
        at=at,
        expires_at=at + timedelta(days=days),
    )


@transaction.atomic
def invite_by_mail(
    *,
    member: Member,
    circle: Circle,
    addresses: Sequence[str],
    here: str,
    days: int = Invitation.DAYS,
    note: str = "",
) -> list[Invitation]:
    """Invite those at `addresses`, each by an invitation that one may use. The mails are sent in the background.

    `here` is where the installation is reached, such as "https://margin.example".
    """
    given = [
        invite(member=member, circle=circle, limit=1, days=days, note=note, email=address)
        for address in addresses
    ]
    for invitation in given:
        transaction.on_commit(partial(tasks.mail_invitation.enqueue, invitation.pk, here))
    return given


@transaction.atomic
def accept(*, member: Member, invitation: Invitation, at: datetime | None = None) -> Membership:
    """Come into the circle of an invitation. Who is in it already uses nothing up.

    The invitation's row is locked while its uses are counted, so that of many who come at once no more come in than
    it allows. Raises InvitationOver.
    """
    require(member, Act.ACCEPT_INVITATION, invitation)
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("circle", "by")
        .get(pk=invitation.pk)
    )
    present = Membership.objects.current().filter(circle=invitation.circle, member=member).first()
    if present:
        return present
    if not is_good(invitation, at or timezone.now()):
        raise InvitationOver
    membership = join(
        member=member, circle=invitation.circle, invited_by=invitation.by, invitation=invitation
    )
    if membership.invitation_id == invitation.pk:  # and not in by another way at the same moment
        Invitation.objects.filter(pk=invitation.pk).update(uses=F("uses") + 1)
    return membership


@transaction.atomic
def revoke(*, member: Member, invitation: Invitation, at: datetime | None = None) -> Invitation:
    """Let an invitation hold no longer; whoever came in by it stays. Revoking twice changes nothing."""
    require(member, Act.REVOKE_INVITATION, invitation)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.revoked_at is None:
        invitation.revoked_at, invitation.revoked_by = at or timezone.now(), member
        invitation.save(update_fields=["revoked_at", "revoked_by"])
    return invitation


def is_good(invitation: Invitation, now: datetime) -> bool:
    """Whether somebody may still come in by it."""
    return Invitation.objects.good_at(now).filter(pk=invitation.pk).exists()
