"""Which circles, and what belongs to them, a reader may see. Nowhere else decides this."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from forum.circles.readers import Alone, MembersOf

if TYPE_CHECKING:
    from forum.circles.models import Circle


class CircleQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "CircleQuerySet":
        """Open circles for everyone, closed ones for their members. `reader` may be a visitor."""
        return self.filter(seen_through("", reader))

    def open_to_all(self) -> "CircleQuerySet":
        """Those that everyone sees, visitors too."""
        return self.filter(access="open")

    def joined_by(self, member: Any) -> "CircleQuerySet":
        """The circles a member is in now, all of which they see."""
        return self.filter(pk__in=ids_joined_by(member))

    def not_joined_by(self, reader: Any) -> "CircleQuerySet":
        """Those a reader is not in; for a visitor, all but the one that everyone here is in."""
        others = self.filter(is_commons=False)
        return others.exclude(pk__in=ids_joined_by(reader)) if reader.is_authenticated else others

    def commons_first(self) -> "CircleQuerySet":
        """The circle everyone is in, then the others by name."""
        return self.order_by("-is_commons", "name", "pk")

    def commons(self) -> "Circle":
        """The circle everyone is in."""
        return self.get(is_commons=True)

    def with_askings_waiting(self) -> "CircleQuerySet":
        """With `askings_waiting`, how many ask to be let in and have had no answer."""
        from forum.circles.models import Asking

        waiting = Asking.objects.waiting().filter(circle=OuterRef("pk")).order_by().values("circle")
        return self.annotate(
            askings_waiting=Coalesce(Subquery(waiting.annotate(total=Count("pk")).values("total")), 0)
        )


class MembershipQuerySet(models.QuerySet):
    def current(self) -> "MembershipQuerySet":
        """Those of members who have not left."""
        return self.filter(left_at=None)


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "InvitationQuerySet":
        """An invitation is seen by those who are in the circle; who holds its link comes in by that."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(circle_id__in=ids_joined_by(reader))

    def good_at(self, now: datetime) -> "InvitationQuerySet":
        """Those by which somebody may still come in."""
        return self.filter(revoked_at=None, expires_at__gt=now, uses__lt=F("limit"), by__is_active=True)


class AskingQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "AskingQuerySet":
        """Seen by whoever asks, and by those who are in the circle."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(Q(member=reader.pk) | Q(circle_id__in=ids_joined_by(reader)))

    def waiting(self) -> "AskingQuerySet":
        """Those that have had no answer and were not taken back."""
        return self.filter(answered_at=None, withdrawn_at=None)


def may_see(place: str, reader: Any) -> Q:
    """The condition that `reader` may see what is at the lookup `place` ("" for the row itself) and has a `circle`
    or is `private_to` a member: what is their own alone, and what is in a circle they see."""
    prefix = f"{place}__" if place else ""
    condition = seen_through(f"{prefix}circle", reader)
    if reader.is_authenticated:
        condition |= Q(**{f"{prefix}private_to": reader.pk})
    return condition


def may_see_as(place: str, reader: str) -> Q:
    """The condition of `may_see` for rows that have a reader each, at the lookup `reader`: for many readers at once."""
    from forum.circles.models import Membership

    is_in_it = Membership.objects.filter(
        circle=OuterRef(f"{place}__circle"), member=OuterRef(reader), left_at=None
    )
    return (
        Q(**{f"{place}__circle__access": "open"})
        | Q(Exists(is_in_it))
        | Q(**{f"{place}__private_to": F(reader)})
    )


def readers_of(thing: Any) -> Q:
    """The condition that a member, as a row, may see `thing`, which has a `circle` or is `private_to` a member: of one
    thing what `may_see` says of many. It comes with its circle."""
    from forum.circles.models import Membership

    if thing.circle is None:
        return Q(pk=thing.private_to_id)
    if thing.circle.access == "open":
        return Q(pk__gt=0)
    return Q(pk__in=Membership.objects.filter(circle=thing.circle, left_at=None).values("member_id"))


def ids_joined_by(member: Any) -> "RawSQL | list[int]":
    """The ids of the circles a member is in now, to be asked `__in`.

    Written out, since a member's page asks it several times, and a visitor's never: to have the same few words composed
    of expressions each time costs more than to look the rows up.
    """
    if isinstance(member, MembersOf):
        return [member.circle]
    if isinstance(member, Alone):
        return []
    return RawSQL(_circles_of_a_member(), [member.pk])  # noqa: S611


@cache
def _circles_of_a_member() -> str:
    from forum.circles.models import Membership

    return f"SELECT circle_id FROM {Membership._meta.db_table} WHERE member_id = %s AND left_at IS NULL"  # noqa: S608 (the table's name is ours)


def seen_through(circle: str, reader: Any) -> Q:
    """The condition that `reader` may see the circle at the lookup `circle` ("" for the circle itself).

    Rows without a circle do not pass: what is private has a rule of its own.
    """
    prefix = f"{circle}__" if circle else ""
    open_to_all = Q(**{f"{prefix}access": "open"})
    if not reader.is_authenticated:
        return open_to_all
    return open_to_all | Q(**{f"{prefix}pk__in" if not circle else f"{circle}_id__in": ids_joined_by(reader)})


def seen_by_the_one_at(circle: str, member: str) -> Q:
    """The same condition for the member at the lookup `member`: for rows that are each somebody's own."""
    from forum.circles.models import Membership

    current = Membership.objects.filter(
        circle_id=OuterRef(f"{circle}_id"), member_id=OuterRef(f"{member}_id"), left_at=None
    )
    return Q(**{f"{circle}__access": "open"}) | Q(models.Exists(current))
