"""What is done for members again and again."""

from datetime import timedelta

from django.utils import timezone

from forum.background import schedule
from forum.members.actions import forget_unconfirmed


def register() -> None:
    schedule.register("forget unconfirmed members", every=timedelta(hours=1), do=_forget_unconfirmed)


def _forget_unconfirmed() -> None:
    forget_unconfirmed(timezone.now())
