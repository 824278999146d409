"""Whose bookmarks are whose. Nowhere else decides this."""

from typing import Any

from django.db import models


class BookmarkQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "BookmarkQuerySet":
        """One's own, and nobody else's."""
        return self.filter(member=reader.pk) if reader.is_authenticated else self.none()
