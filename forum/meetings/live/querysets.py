"""Which rows of a meeting's live page a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models

from forum.circles.querysets import ids_joined_by


class SpeakingQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "SpeakingQuerySet":
        """One's own alone: nobody is ranked. Sums are everyone's in the circle."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(member=reader.pk, meeting__circle_id__in=ids_joined_by(reader))


class UncountedQuerySet(models.QuerySet):
    def current(self) -> "UncountedQuerySet":
        return self.filter(until=None)
