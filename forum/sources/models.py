"""Bibliographic sources: the books, papers and pages that evidence rests on."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from forum.sources.querysets import SourceQuerySet


class Source(models.Model):
    """One work. `csl` (a CSL-JSON item) is what is known of it; the columns beside it are its index.

    Only `forum.sources.actions` writes rows, so that index and item agree.
    """

    csl = models.JSONField()
    author = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300)
    year = models.CharField(max_length=20, blank=True)
    # Author, title and year without case, accents and punctuation: for finding while typing.
    folded = models.CharField(max_length=700, db_index=True)
    # A digest of all that is said of it: two entries that say the same have the same key.
    key = models.CharField(max_length=64, unique=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sources", null=True
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SourceQuerySet.as_manager()

    def __str__(self) -> str:
        return ", ".join(part for part in (self.author, self.title, self.year) if part)

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])
