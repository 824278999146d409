"""Tasks whose worker ended in the middle of them are begun again, a few times."""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks_db.models import DBTaskResult, TaskResultStatus

LONGEST_TASK = timedelta(minutes=5)  # whatever has run longer has lost its worker
MOST_ATTEMPTS = 3


class Abandoned(Exception):
    """A task lost its worker each time it was tried."""


@transaction.atomic
def recover_abandoned(now: datetime) -> int:
    """Put tasks that have run longer than LONGEST_TASK at `now` back in the queue; return how many were abandoned.

    One that was tried MOST_ATTEMPTS times is marked as failed: it may be what ends the workers.
    """
    abandoned = DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST_TASK)
    rows = list(abandoned.select_for_update(skip_locked=True))
    for row in rows:
        if len(row.worker_ids) < MOST_ATTEMPTS:
            row.status = TaskResultStatus.READY
            row.save(update_fields=["status"])
        else:
            row.set_failed(Abandoned(f"Given up after {MOST_ATTEMPTS} attempts."))
    return len(rows)
