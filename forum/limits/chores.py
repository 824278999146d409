"""Forgetting what has been given back."""

from datetime import timedelta

from forum.background import schedule
from forum.limits.counting import forget_settled


def register() -> None:
    schedule.register("forget settled limits", every=timedelta(minutes=10), do=forget_settled)
