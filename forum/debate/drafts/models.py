"""Drafts: what was typed in a form that has not been sent."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils import timezone

from forum.debate.drafts.querysets import DraftQuerySet


class Draft(models.Model):
    """What a member has typed in one place, by the names of the fields. `place` is what the browser keeps it under too
    (see places.py)."""

    LONGEST_PLACE = 200

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=LONGEST_PLACE)
    fields = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "place"], name="draft_once_a_place")]
        indexes = [
            models.Index(fields=["member", "-saved_at", "-id"], name="draft_newest_first"),
            models.Index(fields=["saved_at"], name="draft_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.place}"

    @property
    def version(self) -> str:
        """By what a browser tells this saving from others: its milliseconds since 1970."""
        return str(int(self.saved_at.timestamp() * 1000))

    @property
    def source(self) -> str:
        """The words themselves, of all that was typed."""
        said: Mapping[str, str] = self.fields
        return said.get("source", "")
