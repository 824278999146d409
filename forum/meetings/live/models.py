"""What happens in a meeting, one event after the other, and how things stand after the last of them.

Who raised a hand when is nobody's business later: events are forgotten a day after their meeting (see chores.py).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from forum.circles.models import Circle
from forum.meetings.live.querysets import SpeakingQuerySet, UncountedQuerySet
from forum.meetings.models import Meeting


def new_mark() -> str:
    return get_random_string(12)


class LiveEvent(models.Model):
    """Something that happened in a meeting. Only ever added; `queue.py` says what kinds there are and what each does.

    What one says without one's name, in a sounding or a recall, has no member here.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="live_events", db_index=False)
    number = models.PositiveIntegerField()  # from 1, without gaps
    at = models.DateTimeField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    kind = models.CharField(max_length=20)
    body = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="live_event_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class LiveState(models.Model):
    """How a meeting stands after its last event: what a replay of all gives, kept so that nobody has to replay."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="live", primary_key=True)
    mark = models.CharField(max_length=12, default=new_mark)  # tells it from any other row of that number
    version = models.PositiveIntegerField(default=0)  # the number of the last event
    data = models.JSONField(default=dict)
    # When it was last looked for who has gone; and what the agenda was then, as a hash.
    swept_at = models.DateTimeField(default=timezone.now)
    agenda = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return f"{self.meeting_id} at {self.version}"


class Presence(models.Model):
    """When a member was last heard of in a meeting, and whether they have gone since."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences", db_index=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="present_once")]
        indexes = [models.Index(fields=["seen_at"], condition=Q(left_at=None), name="present_still")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.meeting_id}"


class Sounding(models.Model):
    """A question that everyone present answers without their names: how warm they are, or whether to recall somebody.

    Only sums are kept, and of who has answered only marks that nobody reads (see `Answered`). It goes when it ends.
    """

    class Kind(models.TextChoices):
        CHECK = "check", "temperature check"
        RECALL = "recall", "recall"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    salt = models.CharField(max_length=24)
    sums = models.JSONField(default=dict)  # by answer

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="sounding_one_of_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=["check", "recall"]), name="sounding_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.meeting_id}"


class Answered(models.Model):
    """That somebody has answered, under a mark that only this installation could make, and that says neither who nor
    what: so nobody answers twice, and no row tells anything of anyone."""

    mark = models.CharField(max_length=64, primary_key=True)
    sounding = models.ForeignKey(Sounding, on_delete=models.CASCADE, related_name="answered")

    def __str__(self) -> str:
        return self.mark


class Speaking(models.Model):
    """How long somebody spoke in a meeting, counted when it closed; nothing for those who are not counted."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speaking", db_index=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    turns = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()
    squares = models.PositiveBigIntegerField()  # the sum of the squares of each turn's seconds

    objects = SpeakingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="speaking_counted_once"),
            models.CheckConstraint(condition=Q(turns__gt=0), name="speaking_at_all"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.seconds} s"


class Uncounted(models.Model):
    """That a member's speaking time is not counted in a circle; no reason is asked."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    objects = UncountedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "member"], condition=Q(until=None), name="uncounted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.circle_id}"
