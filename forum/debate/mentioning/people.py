"""Who can be mentioned where: those who may read what is written there."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from forum.circles.models import Circle, Membership
from forum.members.blocking import blocked_by
from forum.members.models import Member

MOST_SUGGESTED = 8


def mentionable(circle: Circle | None) -> QuerySet[Member]:
    """The members who may read what is written in `circle`; in private, nobody else does."""
    members = Member.objects.filter(is_active=True)
    if circle is None:
        return members.none()
    return members if circle.access == Circle.Access.OPEN else members.filter(pk__in=_ids_in(circle))


def suggested(circle: Circle, begun: str, reader: Any) -> QuerySet[Member]:
    """A few members of `circle` whose handle or name begins like `begun`, by handle; those whose handle does first.

    Without those whom `reader` has blocked. That somebody has blocked them is not told by leaving those out.
    """
    begins = Q(handle__startswith=begun.lower())
    found = mentionable(circle).filter(begins | Q(display_name__istartswith=begun), pk__in=_ids_in(circle))
    if blocked := blocked_by(reader).numbers:
        found = found.exclude(pk__in=blocked)
    by_handle: Any = Case(When(begins, then=Value(0)), default=Value(1))
    return found.only("handle", "display_name").order_by(by_handle, "handle")[:MOST_SUGGESTED]


def _ids_in(circle: Circle) -> QuerySet:
    return Membership.objects.filter(circle=circle, left_at=None).values("member_id")
