"""Opening and joining circles."""

from django.db import IntegrityError, transaction

from forum.circles.models import Circle, Membership
from forum.members.models import Member


@transaction.atomic
def open_circle(
    *, member: Member, slug: str, name: str, purpose: str = "", access: str = Circle.Access.OPEN
) -> Circle:
    """Open a circle; whoever opens it is a member of it like the others, and nothing more."""
    circle = Circle.objects.create(slug=slug, name=name, purpose=purpose, access=access)
    join(member=member, circle=circle)
    return circle


def join(*, member: Member, circle: Circle) -> Membership:
    """Bring a member into a circle; joining twice changes nothing."""
    try:
        with transaction.atomic():
            return Membership.objects.create(circle=circle, member=member)
    except IntegrityError:
        return Membership.objects.get(circle=circle, member=member, left_at=None)
