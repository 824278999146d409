"""Notices of roles, minutes and action items."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.meetings.minutes.models import ActionItem
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Role
from forum.notices.parts.querysets import PartNoticeQuerySet


class What(models.TextChoices):
    """What has come to a member, or is asked of them. How it is said stands in saying.py."""

    DRAWN = "drawn"  # a role, by lot
    FOLLOWS = "follows"  # a role, as the next on the rota
    SWAPPED = "swapped"  # a role, for their own
    OFFERED = "offered"  # a role, by whoever has it
    SWAP = "swap"  # the same, for their own
    TAKEN = "taken"  # somebody has taken the role that they offered
    VACANT = "vacant"  # nobody has the role any more
    MINUTES = "minutes"  # lie before the circle
    OBJECTED = "objected"  # to minutes that they wrote in
    ANSWERED = "answered"  # their objection to minutes, by other words
    ITEM = "item"  # they are asked to take it


HAS = (What.DRAWN, What.FOLLOWS, What.SWAPPED)
IS_ASKED = (What.OFFERED, What.SWAP)
OF_MINUTES = (What.MINUTES, What.OBJECTED, What.ANSWERED)
BY_SOMEBODY = (
    *IS_ASKED,
    What.ITEM,
)  # who speaks to the member, and to whom the member may not want to listen


class PartNotice(models.Model):
    """That a member is told of a role of a meeting, of its minutes, or of an action item of it. There is one of each:
    what is told later takes the place of what was told before, as new."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="part_notices"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role, blank=True)  # "" of minutes, and of items
    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="+", null=True)
    what = models.CharField(max_length=10, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True)
    since = models.DateTimeField()  # when it came about: by this it is known what has been told
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)  # from when on it is to be mailed; null where it is not
    mailed_at = models.DateTimeField(null=True)  # set before it is sent, as of every notice

    objects = PartNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "meeting", "role"], condition=Q(item=None), name="part_notice_once"
            ),
            models.UniqueConstraint(
                fields=["member", "item"], condition=Q(item__isnull=False), name="part_notice_of_item_once"
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False, role="", what=What.ITEM)
                | Q(item=None, role="", what__in=OF_MINUTES)
                | Q(item=None, role__in=Role.values, what__in=(*HAS, *IS_ASKED, What.TAKEN, What.VACANT)),
                name="part_notice_of_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="part_notice_newest_first"),
            models.Index(
                fields=["mail_at"],
                name="part_notice_to_mail",
                condition=Q(mail_at__isnull=False, mailed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: meeting {self.meeting_id} {self.what}"

    def get_absolute_url(self) -> str:
        """Where one does about it what is to be done."""
        if self.item is not None:
            return self.item.get_absolute_url()
        if self.role:
            return f"{self.meeting.get_absolute_url()}#roles"
        return self.meeting.minutes.get_absolute_url()
