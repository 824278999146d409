"""Notices of meetings, and what is still on its way to those who are to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.meetings.models import Meeting
from forum.notices.meetings.querysets import MeetingNoticeQuerySet


class What(models.TextChoices):
    """What has become of a meeting."""

    CALLED = "called", _("a new meeting")
    CHANGED = "changed", _("changed")
    PUT_OFF = "put-off", _("has no date any more")
    CANCELLED = "cancelled", _("cancelled")
    REMINDER = "reminder", _("comes soon")


class MeetingTelling(models.Model):
    """That members are being told of a meeting, and how far that has come. Written with the act; gone when all know.

    There is one of a meeting: what happens while it is under way begins again, with whatever is true by then.
    """

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, primary_key=True, related_name="telling"
    )
    what = models.CharField(max_length=10, choices=What)
    was_at = models.DateTimeField(null=True)  # when it was to begin before, where that has changed
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True)
    after = models.BigIntegerField(default=0)  # the number of the last member who was looked at
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.what}: meeting {self.meeting_id}"


class MeetingNotice(models.Model):
    """That a member is told of a meeting. There is one: what is told later takes the place of what was told before, as
    new, so that nobody finds five lines about one evening."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_notices"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    sequence = models.PositiveIntegerField()  # of the meeting, as it is told
    was_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)  # from when on it is to be mailed; null where it is not
    mailed_at = models.DateTimeField(null=True)  # set before it is sent, as of every notice

    objects = MeetingNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "meeting"], name="meeting_notice_once"),
            models.CheckConstraint(condition=Q(what__in=What.values), name="meeting_notice_known"),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="meeting_notice_newest_first"),
            models.Index(
                fields=["mail_at"],
                name="meeting_notice_to_mail",
                condition=Q(mail_at__isnull=False, mailed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: meeting {self.meeting_id} {self.what}"
