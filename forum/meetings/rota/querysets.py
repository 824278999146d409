"""Which turns a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models

from forum.circles.querysets import seen_through


class TurnQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "TurnQuerySet":
        """Who has a role is read by whoever sees the meeting."""
        return self.filter(seen_through("meeting__circle", reader))

    def current(self) -> "TurnQuerySet":
        """Those that have not ended."""
        return self.filter(until=None)
