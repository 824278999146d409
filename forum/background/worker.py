"""The worker: does what waits in the queue, sees to the chores, and looks again."""

import logging
import time

from django.db import OperationalError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from forum.background.schedule import Schedule, registered

GLANCE = 0.5  # seconds between looks at an empty queue

logger = logging.getLogger(__name__)


def make_worker() -> Worker:
    """A worker that does all that waits in any queue, then hands back."""
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )


def work(worker: Worker) -> None:
    """Work until `worker` is told to stop; a task under way is finished first.

    A database that is locked or away is waited for. A task it stopped in the middle is recovered by a chore.
    """
    schedule = Schedule(registered())
    while worker.running:
        try:
            worker.run()
        except OperationalError:
            logger.exception("The database does not answer; the queue is looked at again in a moment.")
        see_to_chores(schedule)
        if worker.running:
            time.sleep(GLANCE)


def see_to_chores(schedule: Schedule) -> None:
    """Do the chores that are due. One that fails is logged, and the others are done."""
    for chore in schedule.take_due(timezone.now()):
        try:
            chore.do()
        except Exception:
            logger.exception("The chore “%s” failed.", chore.name)
