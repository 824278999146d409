"""Who may see what was brought. Nowhere else decides this."""

from datetime import datetime
from typing import Any

from django.db import models

from forum.circles.querysets import may_see, seen_through


class BringingQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "BringingQuerySet":
        """A file of notes is seen by whoever brings it, while they see the text it is about."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(seen_through("essay__circle", reader), member_id=reader.pk)

    def for_reading(self) -> "BringingQuerySet":
        """With what its pages say of it, without the file."""
        return self.select_related("essay__circle", "essay__edition", "edition").defer(
            "data", "essay__edition__succession", "edition__succession"
        )

    def under_way(self) -> "BringingQuerySet":
        """Those that nothing has been written of yet."""
        return self.filter(state__in=("waiting", "read", "confirmed"))

    def left_lying(self, before: datetime) -> "BringingQuerySet":
        """Those begun before then, of which nothing was written, nor is to be."""
        return self.filter(state__in=("waiting", "read", "refused"), begun_at__lt=before)


class BroughtNoteQuerySet(models.QuerySet):
    def standing(self, reader: Any) -> "BroughtNoteQuerySet":
        """Those whose words stand here, where the reader may see them."""
        return self.filter(may_see("post__thread", reader), post__withdrawn_at=None)

    def in_order(self) -> "BroughtNoteQuerySet":
        return self.order_by("position")
