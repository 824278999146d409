"""Minutes with their versions and objections; action items with their way from hand to hand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.meetings.minutes.querysets import (
    ActionItemQuerySet,
    MinutesQuerySet,
    ObjectionQuerySet,
    VersionQuerySet,
)
from forum.meetings.models import Meeting
from forum.record.models import Entry


class Minutes(models.Model):
    """What a meeting's minutes say now. Its row is what writers wait for one another at."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="minutes", primary_key=True
    )
    number = models.PositiveIntegerField(default=0)  # of the present version; 0 before there is one
    source = models.TextField(blank=True)
    html = models.TextField(blank=True)  # made safe by `forum.text` when it was written
    unsettled = models.PositiveSmallIntegerField(default=0)  # places where two wordings stand
    present = models.PositiveSmallIntegerField(null=True)  # how many were there, as somebody who was says
    begun_at = models.DateTimeField(default=timezone.now)

    offered_at = models.DateTimeField(null=True)  # the first time: by somebody, or when the meeting closed
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    ends_at = models.DateTimeField(null=True)  # until when one may object
    stands_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=64, blank=True)  # by which the record commits to the words
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+", null=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(stands_at=None, entry=None, salt="")
                | Q(stands_at__isnull=False, entry__isnull=False, ends_at__isnull=False, unsettled=0)
                & ~Q(salt=""),
                name="minutes_stand_in_the_record",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(offered_at__isnull=False), name="minutes_end_once_offered"
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_at"], condition=Q(ends_at__isnull=False, stands_at=None), name="minutes_due"
            ),
        ]

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"

    def get_absolute_url(self) -> str:
        return reverse("minutes", args=[self.meeting_id])

    @property
    def circle_id(self) -> int:
        return self.meeting.circle_id

    @property
    def safe_html(self) -> SafeString:
        return mark_safe(self.html)  # noqa: S308

    @property
    def stand(self) -> bool:
        return self.stands_at is not None


class MinutesVersion(models.Model):
    """What minutes said at some time, and who wrote that. What one writes in one go is a run: its last version is read
    in the history, the steps to it only say from what somebody went on to write."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    run = models.PositiveIntegerField()  # the number of its first version
    is_step = models.BooleanField(default=False)
    is_thinned = models.BooleanField(default=False)  # a step whose words are not kept any more
    source = models.TextField(blank=True)
    # In which window it was typed, by a number of the page's own: what is typed there later was made of it. "" for what
    # was put together of two.
    window = models.CharField(max_length=36, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)  # when its run began
    at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version of minutes"
        verbose_name_plural = "versions of minutes"
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_number_once"),
            models.CheckConstraint(
                condition=Q(is_thinned=False) | Q(is_step=True, source=""), name="minutes_only_steps_thinned"
            ),
        ]
        indexes = [
            models.Index(fields=["minutes", "run"], name="minutes_run"),
            models.Index(
                fields=["at"], condition=Q(is_step=True, is_thinned=False), name="minutes_steps_by_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}.{self.number}"


class Objection(models.Model):
    """That a member finds that minutes do not say what was said. As long as it is open, they do not stand."""

    class EndedBy(models.TextChoices):
        ANSWERED = "answered", _("answered by other words")
        TAKEN_BACK = "taken-back", _("taken back")

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="objections")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    version = models.PositiveIntegerField()  # to which it was said
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, choices=EndedBy, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "objection to minutes"
        verbose_name_plural = "objections to minutes"
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "member"], condition=Q(ended_at=None), name="objection_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="") | Q(ended_at__isnull=False) & ~Q(ended_by=""),
                name="objection_ended_somehow",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="objection_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} objects to {self.minutes_id}"


class ActionItem(models.Model):
    """Something that is to be done after a meeting. It is somebody's once they have taken it, and never before."""

    LONGEST = 300  # characters

    class Closed(models.TextChoices):
        DONE = "done", _("done")
        DROPPED = "dropped", _("no longer needed")

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="action_items")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="action_items")
    text = models.CharField(max_length=LONGEST)
    due = models.DateField(null=True, blank=True)  # a day, wherever one is
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="action_items", null=True
    )
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_how = models.CharField(max_length=7, choices=Closed, blank=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) | Q(offered_to=None), name="action_item_taken_or_offered"
            ),
            models.CheckConstraint(
                condition=Q(offered_to=None, offered_by=None)
                | Q(offered_to__isnull=False, offered_by__isnull=False) & ~Q(offered_to=F("offered_by")),
                name="action_item_offered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_how="")
                | Q(closed_at__isnull=False, offered_to=None) & ~Q(closed_how=""),
                name="action_item_closed_somehow",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="action_item_says_something"),
        ]
        indexes = [
            models.Index(fields=["circle", "-id"], condition=Q(closed_at=None), name="action_item_open"),
            models.Index(fields=["owner"], condition=Q(closed_at=None), name="action_item_of_owner"),
            models.Index(fields=["offered_to"], condition=Q(closed_at=None), name="action_item_offered"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("action_item", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_free(self) -> bool:
        return self.is_open and self.owner_id is None and self.offered_to_id is None


class ActionStep(models.Model):
    """What happened to an action item: by whom, and towards whom."""

    class What(models.TextChoices):
        ADDED = "added", _("written down")
        OFFERED = "offered", _("offered")
        TAKEN = "taken", _("taken")
        REFUSED = "refused", _("not taken")
        HANDED = "handed", _("handed on")
        GIVEN_BACK = "given-back", _("given back")
        LEFT = "left", _("free again: its owner has left the circle")
        DONE = "done", _("done")
        DROPPED = "dropped", _("no longer needed")

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="action_step_known")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.what}"
