"""Which annotations, and which of their places, a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Q

from forum.circles.querysets import seen_through
from forum.debate.querysets import may_see_thread


class AnnotationQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "AnnotationQuerySet":
        """What its thread's readers see, if they also see the essay."""
        return self.filter(may_see_thread("thread", reader), seen_through("essay__circle", reader))

    def for_reading(self) -> "AnnotationQuerySet":
        return self.select_related("essay", "edition", "thread__circle", "thread__opening__author")


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PlacementQuerySet":
        """Places of annotations the reader may see. The caller has already shown the section."""
        return self.filter(may_see_thread("passage__annotation__thread", reader))

    def standing(self) -> "PlacementQuerySet":
        """Without annotations whose author has withdrawn them."""
        return self.filter(passage__annotation__thread__opening__withdrawn_at=None)

    def in_reading_order(self) -> "PlacementQuerySet":
        return self.order_by("start", "pk")

    def for_notes(self) -> "PlacementQuerySet":
        """With all that a note in the margin shows, in one query."""
        return self.select_related(
            "passage__annotation__thread__circle", "passage__annotation__thread__opening__author"
        )


class TallyQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "TallyQuerySet":
        return self.filter(seen_through("circle", reader), count__gt=0)

    def of_kind(self, kind: str) -> "TallyQuerySet":
        return self.filter(Q(kind=kind))
