"""Which circles, and what belongs to them, a reader may see. Nowhere else decides this."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from forum.circles.models import Circle


class CircleQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "CircleQuerySet":
        """Open circles for everyone, closed ones for their members. `reader` may be a visitor."""
        return self.filter(seen_through("", reader))

    def joined_by(self, member: Any) -> "CircleQuerySet":
        """The circles a member is in now."""
        return self.filter(pk__in=ids_joined_by(member))

    def commons_first(self) -> "CircleQuerySet":
        """The circle everyone is in, then the others by name."""
        return self.order_by("-is_commons", "name", "pk")

    def commons(self) -> "Circle":
        """The circle everyone is in."""
        return self.get(is_commons=True)


def may_see(place: str, reader: Any) -> Q:
    """The condition that `reader` may see what is at the lookup `place` ("" for the row itself) and has a `circle`
    or is `private_to` a member: what is their own alone, and what is in a circle they see."""
    prefix = f"{place}__" if place else ""
    condition = seen_through(f"{prefix}circle", reader)
    if reader.is_authenticated:
        condition |= Q(**{f"{prefix}private_to": reader.pk})
    return condition


def ids_joined_by(member: Any) -> models.QuerySet:
    from forum.circles.models import Membership

    return Membership.objects.filter(member_id=member.pk, left_at=None).values("circle_id")


def seen_through(circle: str, reader: Any) -> Q:
    """The condition that `reader` may see the circle at the lookup `circle` ("" for the circle itself).

    Rows without a circle do not pass: what is private has a rule of its own.
    """
    prefix = f"{circle}__" if circle else ""
    open_to_all = Q(**{f"{prefix}access": "open"})
    if not reader.is_authenticated:
        return open_to_all
    return open_to_all | Q(**{f"{prefix}pk__in" if not circle else f"{circle}_id__in": ids_joined_by(reader)})
