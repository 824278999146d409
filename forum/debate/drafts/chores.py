"""What is done for drafts again and again."""

from datetime import timedelta

from forum.background import schedule
from forum.debate.drafts.actions import forget_old_drafts


def register() -> None:
    schedule.register("forget old drafts", every=timedelta(days=1), do=forget_old_drafts)
