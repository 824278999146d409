"""What is done for sources again and again."""

from datetime import timedelta

from forum.background import schedule
from forum.sources.actions import index_anew


def register() -> None:
    # Entries from before the index had all its columns are few, and after the first time there are none.
    schedule.register("index sources", every=timedelta(hours=1), do=index_anew)
