"""Whoever joins the installation is in the Commons."""

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver

from forum.circles.models import Circle, Membership


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="forum.circles.commons")
def bring_into_the_commons(sender, instance, created: bool, raw: bool, **_) -> None:
    """Give a new member a membership of the Commons; loading fixtures (`raw`) brings its own."""
    if created and not raw:
        Membership.objects.create(circle=Circle.objects.commons(), member=instance)
