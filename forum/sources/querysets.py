"""Which sources a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from forum.circles.querysets import may_see


class SourceQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "SourceQuerySet":
        """What is brought by posts that the reader may see, and what they added themselves.

        A title tells something too: one that is only brought in private is nobody else's business.
        """
        brought = self.model._default_manager.filter(
            may_see("evidence__post__thread", reader), pk=OuterRef("pk")
        )
        condition = Q(Exists(brought))
        if reader.is_authenticated:
            condition |= Q(added_by=reader.pk)
        return self.filter(condition)
