"""What the rooms above may want to know of circles, and what circles want to know: whoever joins the installation is
in the Commons.

`circle_joined` and `circle_left` are sent with `circle` and `member`, inside the transaction that did it; so are
`membership_restrained`, with `membership`, when a ruling slows or pauses a member in a circle, and `membership_freed`,
also with the `entry` that says so, when that ends before its time.
"""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import Signal, receiver
from django.utils import timezone

from forum.circles.models import Asking, Circle, Invitation, Membership
from forum.members.models import Member
from forum.members.signals import account_closed

circle_joined = Signal()
circle_left = Signal()
membership_restrained = Signal()
membership_freed = Signal()


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="forum.circles.commons")
def bring_into_the_commons(sender, instance, created: bool, raw: bool, **_) -> None:
    """Give a new member a membership of the Commons; loading fixtures (`raw`) brings its own."""
    if created and not raw:
        commons = Circle.objects.commons()
        Membership.objects.create(circle=commons, member=instance)
        circle_joined.send(sender=Circle, circle=commons, member=instance)


@receiver(account_closed, dispatch_uid="forum.circles.closed")
def leave_all(sender: Any, member: Member, **_: Any) -> None:
    """Whoever closes their account leaves every circle, the one of everybody too; their invitations hold no longer."""
    now = timezone.now()
    Invitation.objects.filter(by=member, revoked_at=None, expires_at__gt=now).update(
        revoked_at=now, revoked_by=member
    )
    Asking.objects.waiting().filter(member=member).update(withdrawn_at=now)
    Asking.objects.filter(member=member).update(words="")
    for present in Membership.objects.current().filter(member=member).select_related("circle"):
        present.left_at = now
        present.save(update_fields=["left_at"])
        circle_left.send(sender=Circle, circle=present.circle, member=member)
