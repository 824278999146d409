"""The secrets that open a member's calendars."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from forum.circles.models import Circle

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # 5 bits each; some programs make all of an address lower-case


def new_secret() -> str:
    return get_random_string(32, LETTERS)


class CalendarKey(models.Model):
    """What opens one calendar of a member to a program that cannot sign in: all their meetings, or those of a circle.
    Each has a secret of its own, so that one can be revoked alone."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_keys"
    )
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+", null=True)  # null: all
    secret = models.CharField(max_length=64, default=new_secret)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(circle=None), name="calendar_key_of_all_once"
            ),
            models.UniqueConstraint(
                fields=["member", "circle"],
                condition=Q(circle__isnull=False),
                name="calendar_key_of_a_circle_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
