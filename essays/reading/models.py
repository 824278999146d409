"""Plans of what a circle reads for which meeting; how far a member is, for themselves; prompts."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from essays.library.models import Essay, Section
from essays.reading.querysets import MarkQuerySet, PlanQuerySet, PromptQuerySet, StageQuerySet
from essays.reading.schedule import Pause, Rhythm
from forum.circles.models import Circle
from forum.debate.models import Post, Thread
from forum.meetings.models import Meeting


class Plan(models.Model):
    """That a circle reads a text together, and the rhythm in which it meets for that. Whoever made it has no further
    say in it than others."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="plans")
    essay = models.ForeignKey(Essay, on_delete=models.PROTECT, related_name="plans")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    weekdays = models.JSONField()  # Monday is 0
    every = models.PositiveSmallIntegerField(default=1)  # weeks
    at = models.TimeField()  # of the clock in `time_zone`, in summer and in winter
    time_zone = models.CharField(max_length=64)  # IANA
    length = models.PositiveSmallIntegerField(default=Meeting.LENGTH)  # minutes
    pauses = models.JSONField(default=list)  # of [first day, last day], ISO

    # How often it was changed: who changes it says which they saw, so that nobody undoes what they never read.
    revision = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "essay"], condition=Q(ended_at=None), name="plan_one_of_a_text_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="plan_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["circle", "-id"], name="plan_newest_first")]

    def __str__(self) -> str:
        return f"{self.circle_id} reads {self.essay_id}"

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.pk])

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(tuple(self.weekdays), self.every, self.at, self.time_zone)

    @property
    def rests(self) -> list[Pause]:
        """Its pauses, as days."""
        return [Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in self.pauses]


class Stage(models.Model):
    """What is read for one meeting: from the section it begins with to where the next stage begins.

    Because stages only say where they begin, no section can be lost between two, or be in both; and a new edition has
    only that to carry along (see carrying.py). Two that begin in the same section leave nothing for the first.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()  # from 1
    begins = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")  # of the edition read now
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="stage")

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="stage_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="stage_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}.{self.position}"


class Prompt(models.Model):
    """Something a member asks all to think about for a stage: the thread that it opens, tied to the stage."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="prompts")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="prompt")

    objects = PromptQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def opening(self) -> Post:
        """What is asked, the first post of its thread."""
        assert self.thread.opening is not None
        return self.thread.opening


class Mark(models.Model):
    """How far a member has read a text, and whether they want its notes before they have. Theirs alone to know."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    essay = models.ForeignKey(Essay, on_delete=models.CASCADE, related_name="+")
    # The last section they have read, of the edition read now; null while that is none.
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField(default=timezone.now)
    unveiled_at = models.DateTimeField(null=True)  # since when they see all notes

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "essay"], name="mark_one_of_a_text")]
        indexes = [models.Index(fields=["essay", "section"], name="mark_of_a_text")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.essay_id}"


class Lift(models.Model):
    """That a member wants to see the notes beside a section before they have read it. Theirs alone to know."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "section"], name="lift_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.section_id}"
