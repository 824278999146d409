"""The record's rows. An entry is written once; there is no action that changes or deletes one."""

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from forum.record.querysets import EntryQuerySet


class Entry(models.Model):
    """One act of power, chained by its hash to all that came before."""

    number = models.PositiveBigIntegerField(primary_key=True)  # 0, 1, 2 … without a gap
    at = models.DateTimeField()
    type = models.CharField(max_length=20)
    # Whose pages show it; null where it is the whole installation's. Not in the chain: a closed circle is not
    # named there.
    circle = models.ForeignKey("forum.Circle", on_delete=models.PROTECT, related_name="entries", null=True)
    body = models.TextField()  # the canonical JSON that was hashed, character for character
    hash = models.CharField(max_length=64, unique=True)  # lower-case hex

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["type", "-number"], name="entry_by_type"),
            models.Index(fields=["circle", "-number"], name="entry_by_circle"),
            models.Index(fields=["at"], name="entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.type}"

    def get_absolute_url(self) -> str:
        return reverse("entry", args=[self.number])

    def read(self, name: str) -> Any:
        """What the body has under that name. Raises KeyError where it has nothing."""
        return self.read_all()[name]

    def read_all(self) -> dict[str, Any]:
        """The body, read."""
        return json.loads(self.body)


class Head(models.Model):
    """The newest entry, in one row that whoever writes the next one locks first: so the record never forks."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    next_number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="head_only_one")]

    def __str__(self) -> str:
        return f"{self.next_number}: {self.hash}"
