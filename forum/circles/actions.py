"""Opening circles, and coming into them. Every way in (freely, by asking, by invitation) ends in `join`."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.circles.models import Asking, Circle, Invitation, Membership
from forum.circles.restraining import carried_along
from forum.circles.signals import circle_joined
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def open_circle(
    *,
    member: Member,
    slug: str,
    name: str,
    purpose: str = "",
    guidelines: str = "",
    access: str = Circle.Access.OPEN,
    joining: str = Circle.Joining.INVITATION,
    at: datetime | None = None,
) -> Circle:
    """Open a circle; whoever opens it is a member of it like the others, and nothing more.

    Where no `guidelines` are given the house's own hold; `at` is when, now if not said. Raises IntegrityError where the
    slug is taken.
    """
    require(member, Act.START_CIRCLE)
    at = at or timezone.now()
    circle = Circle.objects.create(
        slug=slug,
        name=name,
        purpose=purpose,
        guidelines=guidelines,
        access=access,
        joining=joining,
        opened_at=at,
    )
    join(member=member, circle=circle, at=at)
    return circle


@transaction.atomic
def join(
    *,
    member: Member,
    circle: Circle,
    invited_by: Member | None = None,
    invitation: Invitation | None = None,
    at: datetime | None = None,
) -> Membership:
    """Bring a member into a circle, and remember who brought them; joining twice changes nothing.

    Whether they may come in is asked by what calls this. Whoever was still waiting for an answer waits no longer.
    """
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                circle=circle,
                member=member,
                invited_by=invited_by,
                invitation=invitation,
                joined_at=at or timezone.now(),
                **carried_along(member, circle),
            )
    except IntegrityError:
        return Membership.objects.current().get(circle=circle, member=member)
    Asking.objects.waiting().filter(circle=circle, member=member).update(withdrawn_at=timezone.now())
    circle_joined.send(sender=Circle, circle=circle, member=member)
    return membership
