"""Which entries of the record a reader is shown in full. Nowhere else decides this.

The chain itself is everyone's: without all of it nobody could check any of it. What belongs to a closed circle has
nothing in its body but commitments and numbers, and where it belongs is shown to that circle's members alone.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from forum.circles.querysets import seen_through


class EntryQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "EntryQuerySet":
        """Entries of the whole installation, and of circles that the reader may see."""
        return self.filter(_theirs(reader))

    def told_to(self, reader: Any) -> "EntryQuerySet":
        """With their circles, and with `is_theirs`: whether the reader may see what belongs to them."""
        is_theirs = models.ExpressionWrapper(_theirs(reader), output_field=models.BooleanField())
        return self.select_related("circle").annotate(is_theirs=is_theirs)

    def newest_first(self) -> "EntryQuerySet":
        return self.order_by("-number")


def _theirs(reader: Any) -> Q:
    return Q(circle=None) | seen_through("circle", reader)
