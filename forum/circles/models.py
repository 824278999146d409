"""Circles: groups within the group. No row here knows an owner."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.querysets import CircleQuerySet


class Circle(models.Model):
    """Everything written belongs to a circle; a private note alone belongs to its author."""

    class Access(models.TextChoices):
        OPEN = "open", _("Open: anyone reads, members write")
        CLOSED = "closed", _("Closed: members read and write")

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=400, blank=True)
    access = models.CharField(max_length=10, choices=Access, default=Access.OPEN)
    is_commons = models.BooleanField(default=False, editable=False)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_commons"], condition=models.Q(is_commons=True), name="circle_one_commons"
            ),
            models.CheckConstraint(
                condition=models.Q(is_commons=False) | models.Q(access="open"), name="circle_commons_is_open"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("circle", args=[self.slug])


class Membership(models.Model):
    """That a member is, or was, in a circle."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "circle"],
                condition=models.Q(left_at=None),
                name="membership_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.circle_id}"
