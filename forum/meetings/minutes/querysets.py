"""Which minutes, objections and action items a reader may see. Nowhere else decides this."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from forum.circles.querysets import ids_joined_by, seen_through


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "MinutesQuerySet":
        """Those of meetings of circles the reader may see."""
        return self.filter(seen_through("meeting__circle", reader))

    def for_pages(self) -> "MinutesQuerySet":
        return self.select_related("meeting__circle", "entry")

    def open_to_objections(self) -> "MinutesQuerySet":
        """Those that are offered and do not stand yet."""
        return self.filter(ends_at__isnull=False, stands_at=None)

    def due(self, now: datetime) -> "MinutesQuerySet":
        """Those whose time is over, with no two wordings in one place, and to which nobody objects any more."""
        from forum.meetings.minutes.models import Objection

        objections = Objection.objects.open().filter(minutes=models.OuterRef("pk"))
        over = self.open_to_objections().filter(ends_at__lte=now, unsettled=0)
        return over.filter(~models.Exists(objections))


class VersionQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "VersionQuerySet":
        return self.filter(seen_through("minutes__meeting__circle", reader))

    def kept(self) -> "VersionQuerySet":
        """Those that a history shows: steps on the way to them are not."""
        return self.filter(is_step=False)


class ObjectionQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ObjectionQuerySet":
        """Objections are said openly, to whoever sees the minutes."""
        return self.filter(seen_through("minutes__meeting__circle", reader))

    def open(self) -> "ObjectionQuerySet":
        """Those that were neither answered by other words nor taken back."""
        return self.filter(ended_at=None)


class ActionItemQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ActionItemQuerySet":
        """Those of circles the reader may see."""
        return self.filter(seen_through("circle", reader))

    def open(self) -> "ActionItemQuerySet":
        return self.filter(closed_at=None)

    def free(self) -> "ActionItemQuerySet":
        """Those that nobody has taken and nobody is asked about."""
        return self.open().filter(owner=None, offered_to=None)

    def waiting_for(self, member: Any) -> "ActionItemQuerySet":
        """Those that the member has taken, or is asked to take, in circles they are in."""
        mine = Q(owner=member.pk) | Q(offered_to=member.pk)
        return self.open().filter(mine, circle_id__in=ids_joined_by(member))

    def for_pages(self) -> "ActionItemQuerySet":
        return self.select_related("circle", "meeting", "owner", "offered_to", "offered_by")
