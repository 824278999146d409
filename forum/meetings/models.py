"""Meetings, what is on their agenda, and who says that they come."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate.models import Thread
from forum.meetings.querysets import (
    AgendaItemQuerySet,
    AvailabilityQuerySet,
    MeetingAnswerQuerySet,
    MeetingQuerySet,
    ProposedDateQuerySet,
)

EARLY = timedelta(hours=1)  # before a meeting begins it can be opened


class Meeting(models.Model):
    """That a circle meets, or looks for a date on which to. Whoever called it has no further say in it than others."""

    SHORTEST, LENGTH, LONGEST = 10, 90, 600  # minutes

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)  # what it is for, in plain lines
    starts_at = models.DateTimeField(null=True, blank=True)  # null while a date is looked for
    # When it was to begin before it was put off: calendars have it there, and have to hear that it is not.
    was_to_start_at = models.DateTimeField(null=True, editable=False)
    length = models.PositiveSmallIntegerField(default=LENGTH)  # minutes
    time_zone = models.CharField(max_length=64)  # IANA; in which it was planned, and is put into calendars
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True)  # of a call; for those who are in the circle alone

    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    # What calendars know it by, and how often it has changed in a way that they have to hear of (RFC 5545, 3.8.7.4).
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    opened_at = models.DateTimeField(null=True)  # when those present began
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    why_cancelled = models.CharField(max_length=400, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(length__gte=10, length__lte=600), name="meeting_length"),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(starts_at__isnull=False), name="meeting_opened_with_a_date"
            ),
            models.CheckConstraint(
                condition=Q(was_to_start_at=None) | Q(starts_at=None), name="meeting_put_off_has_no_date"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="meeting_closed_once_open"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, why_cancelled="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False, closed_at=None),
                name="meeting_cancelled_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["circle", "-starts_at", "-id"], name="meeting_of_a_circle"),
            models.Index(fields=["starts_at"], name="meeting_by_time"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def case(self) -> str:
        """What the record, and the draw of its roles, call it."""
        return f"m{self.pk}"

    @property
    def ends_at(self) -> datetime | None:
        """When it is planned to end; None while a date is looked for."""
        return self.starts_at + timedelta(minutes=self.length) if self.starts_at else None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_live(self) -> bool:
        """Whether it has been opened and not closed."""
        return self.opened_at is not None and self.closed_at is None and not self.is_cancelled

    @property
    def is_over(self) -> bool:
        """Whether it was held, or will not be."""
        return self.closed_at is not None or self.is_cancelled

    @property
    def is_looking(self) -> bool:
        """Whether a date is looked for."""
        return self.starts_at is None and not self.is_cancelled


class Says(models.TextChoices):
    """Whether one comes, or could."""

    YES = "yes", _("Yes")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("No")


class Answer(models.Model):
    """Whether a member says that they come."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=5, choices=Says)
    at = models.DateTimeField(default=timezone.now)

    objects = MeetingAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_answered_once"),
            models.CheckConstraint(condition=Q(says__in=Says.values), name="meeting_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.says}"


class ProposedDate(models.Model):
    """A time at which a meeting could begin, as long as its date is looked for, and afterwards what was asked."""

    MOST = 12  # of one meeting: more is a survey, not a question

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ProposedDateQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at"], name="proposed_date_once")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Availability(models.Model):
    """Whether a member could come at a proposed time."""

    date = models.ForeignKey(ProposedDate, on_delete=models.CASCADE, related_name="availabilities")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=5, choices=Says)
    at = models.DateTimeField(default=timezone.now)

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "availabilities"
        constraints = [
            models.UniqueConstraint(fields=["date", "member"], name="availability_once"),
            models.CheckConstraint(condition=Q(says__in=Says.values), name="availability_known"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.says}"


class AgendaItem(models.Model):
    """Something to talk about: in words, and perhaps the thread or note that it is about."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    # In the order of the agenda; two of one place stand by their number.
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    kept_title = models.CharField(
        max_length=160, blank=True, editable=False
    )  # what it says else, while its thread's title is withheld
    length = models.PositiveSmallIntegerField(null=True, blank=True)  # minutes
    note = models.TextField(blank=True)  # plain lines
    # Only what everybody who sees the meeting may read; of a note, `forum.debate.contexts` tells the passage.
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "thread"], condition=Q(thread__isnull=False), name="agenda_thread_once"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "place", "id"], name="agenda_in_order")]

    def __str__(self) -> str:
        return self.title
