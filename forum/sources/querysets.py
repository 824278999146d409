"""Which sources a reader may see, and which stands for a work. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from forum.circles.querysets import may_see
from forum.sources import leaning


class SourceQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "SourceQuerySet":
        """What is brought by posts that the reader may see, or leaned on by other things that they may see, and what
        they added themselves.

        A title tells something too: one that is only brought in private is nobody else's business.
        """
        brought = self.model._default_manager.filter(
            may_see("evidence__post__thread", reader), pk=OuterRef("pk")
        )
        condition = Q(Exists(brought))
        for rows in leaning.rows_for(reader):
            condition |= Q(Exists(rows.filter(source=OuterRef("pk"))))
        if reader.is_authenticated:
            entered = self.model.also_entered_by.through.objects.filter(
                member_id=reader.pk, source_id=OuterRef("pk")
            )
            condition |= Q(added_by=reader.pk) | Q(Exists(entered))
        return self.filter(condition)

    def with_canonical(self, reader: Any) -> "SourceQuerySet":
        """With `canonical`, the number of the entry that stands for the work to this reader: where they may not see
        the one that others chose, an entry stands for itself, as if nobody had merged it."""
        chosen = self.model._default_manager.visible_to(reader).filter(pk=OuterRef("same_as"))
        return self.annotate(canonical=Coalesce(Subquery(chosen.values("pk")[:1]), F("pk")))

    def standing_for_works(self, reader: Any) -> "SourceQuerySet":
        """One entry a work: those that stand for themselves to this reader."""
        return self.with_canonical(reader).filter(canonical=F("pk"))

    def of_one_work(self, head: Any) -> "SourceQuerySet":
        """`head` and the entries it stands for."""
        return self.filter(Q(pk=head.pk) | Q(same_as=head.pk))


class MergingQuerySet(models.QuerySet):
    def standing(self) -> "MergingQuerySet":
        """Those that nobody has undone."""
        return self.filter(undone_at=None)

    def visible_to(self, reader: Any) -> "MergingQuerySet":
        """Those of which the reader may see both entries."""
        sources = self.model._meta.get_field("source").related_model._default_manager.visible_to(reader)
        return self.filter(
            Exists(sources.filter(pk=OuterRef("source"))), Exists(sources.filter(pk=OuterRef("into")))
        )
