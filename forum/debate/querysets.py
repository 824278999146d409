"""Which threads and posts a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Q

from forum.circles.querysets import seen_through


def may_see_thread(thread: str, reader: Any) -> Q:
    """The condition that the thread at the lookup `thread` ("" for the thread itself) may be seen by `reader`:
    what its circle's readers see, and one's own private notes."""
    prefix = f"{thread}__" if thread else ""
    condition = seen_through(f"{prefix}circle", reader)
    if reader.is_authenticated:
        condition |= Q(**{f"{prefix}private_to": reader.pk})
    return condition


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ThreadQuerySet":
        return self.filter(may_see_thread("", reader))

    def of_their_own(self) -> "ThreadQuerySet":
        """Threads that stand in a circle by themselves, not in the margin of something."""
        return self.filter(context="")

    def shared(self) -> "ThreadQuerySet":
        """Threads of a circle; no private notes."""
        return self.filter(private_to=None)

    def by_activity(self) -> "ThreadQuerySet":
        return self.order_by("-last_post_at", "-pk")

    def for_lists(self) -> "ThreadQuerySet":
        """With all that a line in a list shows."""
        return self.select_related("circle", "opening__author")


class PostQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PostQuerySet":
        return self.filter(may_see_thread("thread", reader))

    def in_reading_order(self) -> "PostQuerySet":
        """Depth first: each reply directly under what it answers, older ones first."""
        return self.order_by("path")

    def for_reading(self) -> "PostQuerySet":
        """With author, what it answers, and evidence, in two queries however many posts there are."""
        from forum.debate.models import Evidence

        return self.select_related("author", "answers__author").prefetch_related(
            models.Prefetch("evidence", queryset=Evidence.objects.select_related("source"))
        )
