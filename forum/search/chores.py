"""The worker's chore: whatever was there before it could be found, or is kept in an earlier form, is written anew."""

from datetime import timedelta

from forum.background import schedule
from forum.search import indexing, tasks


def register() -> None:
    schedule.register("see that everything can be found", every=timedelta(days=1), do=see_that_all_is_found)


def see_that_all_is_found() -> None:
    """Begin to write everything anew, unless that was finished once for this version."""
    if not indexing.is_rebuilt():
        tasks.rebuild.enqueue()
