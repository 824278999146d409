"""Writing the whole index anew, in the background: a while at a time, then the rest is queued. Safe to run twice."""

import time

from django_tasks import task

from forum.search import indexing
from forum.search.registry import findables

A_WHILE = 30.0  # seconds; a task that runs for minutes is taken for lost


@task()
def rebuild(name: str = "", after: int = 0) -> None:
    """Go on with the things of this kind whose numbers are higher, then with the kinds that come after it."""
    names = [one.name for one in findables()]
    until = time.monotonic() + A_WHILE
    for each in names[names.index(name) if name in names else 0 :]:
        for reached in indexing.steps(each, after):
            if time.monotonic() > until:
                rebuild.enqueue(each, reached)
                return
        after = 0
    indexing.note_rebuilt()
