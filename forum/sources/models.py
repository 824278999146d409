"""Bibliographic sources: the books, papers and pages that evidence rests on."""

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from forum.sources.querysets import MergingQuerySet, SourceQuerySet


class Source(models.Model):
    """One work, as somebody entered it. `csl` (a CSL-JSON item) is what is known of it; the columns beside it are its
    index.

    Only `forum.sources.actions` writes rows, so that index and item agree. Two entries of one work stay two rows, for
    nobody's citation says what another has typed; `same_as` says which of them stands for both.
    """

    csl = models.JSONField()
    author = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300)
    year = models.CharField(max_length=20, blank=True)
    # Author, title and year without case, accents and punctuation: for finding while typing.
    folded = models.CharField(max_length=700, db_index=True)
    # A digest of all that is said of it: two entries that say the same have the same key.
    key = models.CharField(max_length=64, unique=True)
    # By these, entries that may be the same work find each other.
    doi = models.CharField(max_length=255, blank=True, db_index=True)
    isbn = models.CharField(max_length=13, blank=True, db_index=True)
    likeness = models.CharField(max_length=80, blank=True, db_index=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sources", null=True
    )
    # Who said the same later, and got this row.
    also_entered_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="sources_entered")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    # The entry that stands for this work, null if it is this one. Never a chain: written by `merging` alone.
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, related_name="also_entered_as", null=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(same_as=F("pk")), name="source_is_not_same_as_itself")
        ]
        # The orders of their list, which is cut by key.
        indexes = [
            models.Index(fields=["author", "id"], name="source_by_author"),
            models.Index(fields=["title", "id"], name="source_by_title"),
            models.Index(fields=["year", "id"], name="source_by_year"),
            models.Index(fields=["folded", "id"], name="source_by_folded"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.author, self.title, self.year) if part)

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])

    def is_leant_on_only_by(self, member: Any) -> bool:
        """Whether `member` added it, nobody else entered the same, and nothing of anybody else's refers to it.

        The rooms above hang rows on sources that this one need not know: all but a post's own evidence count as
        somebody else's. What it was merged with once, and is no longer, binds nobody.
        """
        if self.added_by_id != member.pk or self.same_as_id or self.also_entered_by.exists():
            return False
        leant_on = Q()
        for relation in self._meta.related_objects:
            model = cast(type[models.Model], relation.related_model)
            if model is Merging:
                continue
            rows = model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            if relation.name == "evidence":
                rows = rows.exclude(post__author=member.pk)
            leant_on |= Q(Exists(rows))
        return not Source.objects.filter(leant_on, pk=self.pk).exists()


class Merging(models.Model):
    """That a member took `source` to be the same work as `into`; until it is undone, if it was.

    Those that stand make a forest, and `Source.same_as` is the root of each tree. So what is taken apart again
    stands as it did before.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="mergings")
    into = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="mergings_into")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = MergingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(undone_at=None), name="merging_of_a_source_once"
            ),
            models.CheckConstraint(condition=~Q(source=F("into")), name="merging_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merging_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} = {self.into_id}"
