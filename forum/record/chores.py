"""The worker's chore: a checkpoint a day."""

from datetime import timedelta

from forum.background import schedule
from forum.record.checkpoints import write_checkpoint_of_today


def register() -> None:
    schedule.register("write today’s checkpoint", every=timedelta(hours=1), do=write_checkpoint_of_today)
