"""What is done for roles again and again."""

from datetime import timedelta

from django.utils import timezone

from forum.background import schedule
from forum.meetings.rota.drawing import draw_due
from forum.meetings.rota.turns import hand_on_of_absent

OFTEN = timedelta(minutes=1)


def register() -> None:
    schedule.register("draw the roles of meetings", every=OFTEN, do=_draw_due)


def _draw_due() -> None:
    draw_due(timezone.now())
    hand_on_of_absent()
