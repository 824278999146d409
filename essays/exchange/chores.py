"""What is done for files of notes again and again."""

from datetime import timedelta

from django.utils import timezone

from essays.exchange.actions import forget_left_lying
from forum.background import schedule


def register() -> None:
    schedule.register("forget files of notes left lying", every=timedelta(days=1), do=_forget_left_lying)


def _forget_left_lying() -> None:
    forget_left_lying(timezone.now())
