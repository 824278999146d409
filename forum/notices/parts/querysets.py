"""Which notices of roles, minutes and action items a member is shown, and which wait to be mailed. Nowhere else decides
this."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from forum.circles.querysets import ids_joined_by


class PartNoticeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "PartNoticeQuerySet":
        """The member's own of what is still so, in circles that they are in now."""
        mine = self.filter(member=member.pk, meeting__circle__in=ids_joined_by(member))
        return mine.filter(_is_still_so())

    def visible_to_their_members(self) -> "PartNoticeQuerySet":
        """The same for many members at once."""
        there = apps.get_model("forum", "Membership").objects.current()
        there = there.filter(circle=OuterRef("meeting__circle"), member=OuterRef("member"))
        return self.filter(Exists(there), _is_still_so())

    def unread(self) -> "PartNoticeQuerySet":
        return self.filter(read_at=None)

    def to_be_mailed(self, *, after: datetime, until: datetime) -> "PartNoticeQuerySet":
        """Those that are to be mailed since a moment between the two and have not been read meanwhile, the oldest
        first."""
        waiting = self.unread().filter(mailed_at=None, mail_at__gt=after, mail_at__lte=until)
        return waiting.order_by("mail_at", "pk")

    def for_lists(self) -> "PartNoticeQuerySet":
        return self.select_related("meeting__circle", "meeting__minutes", "item", "by")


def _is_still_so() -> Q:
    """What was given back, taken by somebody else or has come to its end meanwhile is no news: nobody is sent to a
    closed door."""
    get = apps.get_model
    held = get("forum", "Turn").objects.current().filter(meeting=OuterRef("meeting"), role=OuterRef("role"))
    minutes = get("forum", "Minutes").objects.open_to_objections().filter(pk=OuterRef("meeting"))
    objections = get("forum", "Objection").objects.open().filter(minutes=OuterRef("meeting"))
    items = get("forum", "ActionItem").objects.open().filter(pk=OuterRef("item"))
    is_to_come = Q(meeting__closed_at=None, meeting__cancelled_at=None)
    return (
        Q(what="taken")
        | Q(Exists(held.filter(member=OuterRef("member"))), what__in=("drawn", "follows", "swapped"))
        | Q(is_to_come, Exists(held.filter(offered_to=OuterRef("member"))), what__in=("offered", "swap"))
        | Q(is_to_come, ~Exists(held), what="vacant")
        | Q(Exists(minutes), what__in=("minutes", "answered"))
        | Q(Exists(objections), what="objected")
        | Q(Exists(items.filter(offered_to=OuterRef("member"))), what="item")
    )
