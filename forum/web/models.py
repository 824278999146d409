"""Forms that have been sent, remembered so that a double click acts once."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class SubmittedForm(models.Model):
    """One sending of one form: the token that stood in it, and where its sender was led."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    led_to = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "token"], name="submitted_form_once")]

    def __str__(self) -> str:
        return str(self.token)
