"""Which plans, and what belongs to them, a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models

from forum.circles.querysets import ids_joined_by, may_see, seen_through
from forum.debate.querysets import has_something_to_read


class PlanQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PlanQuerySet":
        """Plans of circles the reader may see, for texts that they may see as well."""
        return self.filter(seen_through("circle", reader), seen_through("essay__circle", reader))

    def for_member(self, member: Any) -> "PlanQuerySet":
        """Those of the circles a member is in now."""
        return self.filter(circle_id__in=ids_joined_by(member))

    def running(self) -> "PlanQuerySet":
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def for_pages(self) -> "PlanQuerySet":
        """With the circle and the text, as their pages say of them."""
        return self.select_related("circle", "essay__circle", "essay__edition", "made_by").defer(
            "essay__edition__succession"
        )


class StageQuerySet(models.QuerySet):
    def with_meetings(self) -> "StageQuerySet":
        """In their order, each with its meeting, and the section it begins with but for its words."""
        return (
            self.select_related("meeting", "begins")
            .defer("begins__text", "begins__blocks")
            .order_by("position")
        )


class PromptQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PromptQuerySet":
        """Those whose threads the reader may see, of plans for texts that they may see as well."""
        return self.filter(may_see("thread", reader), seen_through("stage__plan__essay__circle", reader))

    def for_lists(self) -> "PromptQuerySet":
        """With what a line says of each, the first asked first; without those that are all taken back."""
        told = self.filter(has_something_to_read("thread")).select_related("thread__opening__author")
        return told.defer("thread__opening__source").order_by("pk")

    def for_pages(self) -> "PromptQuerySet":
        return self.select_related("stage__meeting", "stage__plan__circle", "stage__plan__essay__circle")


class MarkQuerySet(models.QuerySet):
    def own(self, member: Any) -> "MarkQuerySet":
        """How far one is oneself. Nobody reads another's: only `most_are_at` counts them, without names."""
        return self.filter(member=member.pk) if member.is_authenticated else self.none()
