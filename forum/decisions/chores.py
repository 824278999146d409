"""What is done for proposals again and again."""

from datetime import timedelta

from django.utils import timezone

from forum.background import schedule
from forum.decisions.clock import move_all

OFTEN = timedelta(seconds=30)


def register() -> None:
    schedule.register("move proposals on", every=OFTEN, do=_move_all)


def _move_all() -> None:
    move_all(timezone.now())
