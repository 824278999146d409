"""Whose draws a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Q

from forum.circles.querysets import seen_through


class DrawQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "DrawQuerySet":
        """Draws of the whole installation, and of circles that the reader may see."""
        return self.filter(Q(circle=None) | seen_through("circle", reader))

    def for_pages(self) -> "DrawQuerySet":
        """With all entries that tell of it."""
        return self.select_related("circle", "opened", "nonce_entry", "drawn")
