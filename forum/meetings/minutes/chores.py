"""What is done for minutes again and again."""

from datetime import timedelta

from django.utils import timezone

from forum.background import schedule
from forum.meetings.minutes.clock import stand_all, thin


def register() -> None:
    schedule.register("let minutes stand", every=timedelta(minutes=1), do=_stand_all)
    schedule.register("thin the versions of minutes", every=timedelta(hours=6), do=_thin)


def _stand_all() -> None:
    stand_all(timezone.now())


def _thin() -> None:
    thin(timezone.now())
