"""That an installation is a demonstration."""

from django.db import models
from django.utils import timezone


class Demonstration(models.Model):
    """One row where the demonstration has been loaded."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    loaded_at = models.DateTimeField(default=timezone.now, editable=False)
    # Whether the cast may sign in with the password that is shown: only while served on a loopback address.
    is_open = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="demonstration_only_one")]

    def __str__(self) -> str:
        return f"loaded {self.loaded_at:%Y-%m-%d}"
