"""Which branches that were moved a reader may know of."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from forum.circles.querysets import may_see


class BranchingQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "BranchingQuerySet":
        """Those of posts that the reader may see."""
        return self.filter(may_see("post__thread", reader))

    def emptied(self, threads: Iterable[int]) -> "BranchingQuerySet":
        """Those that were threads of these numbers, and were moved back."""
        return self.filter(was_thread__in=threads)

    def standing(self) -> "BranchingQuerySet":
        """Without those that were moved back."""
        return self.filter(undone_at=None)
