"""The worker's chore: every pool that was frozen is drawn, whatever has become of what it was for."""

from datetime import timedelta

from django.utils import timezone

from forum.background import schedule
from forum.lots.drawing import draw_due


def register() -> None:
    schedule.register("draw what is due", every=timedelta(minutes=1), do=_draw_due)


def _draw_due() -> None:
    draw_due(timezone.now())
