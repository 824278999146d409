"""The secret from which the addresses of a member's feeds are made."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string


def new_secret() -> str:
    return get_random_string(43)  # of 62 letters and digits: 256 bits


class FeedKey(models.Model):
    """What opens closed places to the feed reader of one member. Another secret makes all earlier addresses void."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_key")
    secret = models.CharField(max_length=64, default=new_secret)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"#{self.pk}"
