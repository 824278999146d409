"""What is done for cases again and again."""

from datetime import timedelta

from django.utils import timezone

from forum.background import schedule
from forum.moderation.deadlines import move_on


def register() -> None:
    schedule.register("move cases on", every=timedelta(minutes=1), do=_move_on)


def _move_on() -> None:
    move_on(timezone.now())
