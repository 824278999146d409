"""Whose draws a reader may see. Nowhere else decides this."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from forum.circles.querysets import seen_through


class DrawQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "DrawQuerySet":
        """Draws of the whole installation, and of circles that the reader may see."""
        return self.filter(Q(circle=None) | seen_through("circle", reader))

    def for_pages(self) -> "DrawQuerySet":
        """With all entries that tell of it."""
        return self.select_related("circle", "opened", "nonce_entry", "drawn")

    def due(self, now: datetime) -> "DrawQuerySet":
        """Those to be drawn at `now`, in the one order in which they can be: that in which they became due. Of the same
        second, that of the entries by which they did."""
        told_by = Coalesce("nonce_entry", "opened")
        return self.filter(drawn=None, due_at__lte=now).order_by("due_at", told_by)
