"""What panels have found, and appeals against it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.moderation.models.cases import Case
from forum.moderation.models.common import Outcome, a_member
from forum.moderation.models.panels import Panel
from forum.moderation.querysets import RulingQuerySet
from forum.record.models import Entry


class Ruling(models.Model):
    """What a panel has found, and since when it no longer holds."""

    class Ending(models.TextChoices):
        APPEALED = "appealed", _("not affirmed on appeal")
        REVIEWED = "reviewed", _("reviewed")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rulings")
    panel = models.OneToOneField(Panel, on_delete=models.PROTECT, related_name="ruling")
    outcome = models.CharField(max_length=10, choices=Outcome)
    days = models.PositiveSmallIntegerField(null=True)  # of *slow* and *pause*
    until = models.DateTimeField(null=True)
    up_to = models.PositiveIntegerField(null=True)  # the last wording of a post for which it holds
    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="ruling", null=True
    )  # null: practice
    at = models.DateTimeField(default=timezone.now)
    appeal_until = models.DateTimeField(null=True)  # null where there is nothing to appeal
    review_at = models.DateTimeField(null=True)  # when a *hide* is looked at again; null once it has been
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_by = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="ruling_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["note", "fold", "hide"]) | Q(entry=None) | Q(up_to__isnull=False),
                name="ruling_on_a_wording",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="", ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ending=""),
                name="ruling_ends_by_an_entry",
            ),
        ]
        indexes = [
            models.Index(fields=["review_at"], name="ruling_to_review", condition=Q(review_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} in {self.case_id}"

    @property
    def restricts(self) -> bool:
        """Whether it takes anything from anybody."""
        return self.outcome in {"note", "fold", "hide", "slow", "pause"}

    def stands_at(self, now: datetime) -> bool:
        """Whether it holds at `now`."""
        return self.ended_at is None and (self.until is None or now < self.until)


class Appeal(models.Model):
    """That somebody asks a fresh panel whether what was ruled against them shall stand: once."""

    ruling = models.OneToOneField(Ruling, on_delete=models.CASCADE, related_name="appeal")
    member = a_member("appeals")
    reason = models.CharField(max_length=2000)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    panel = models.OneToOneField(Panel, on_delete=models.PROTECT, related_name="appeal", null=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"appeal of {self.ruling_id}"
