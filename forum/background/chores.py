"""The worker's own chores."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from forum.background import schedule
from forum.background.recovery import recover_abandoned

RESULTS_ARE_KEPT = timedelta(days=7)


def register() -> None:
    schedule.register("recover abandoned tasks", every=timedelta(minutes=1), do=_recover)
    schedule.register("forget old task results", every=timedelta(days=1), do=_forget_results)
    schedule.register("forget ended sessions", every=timedelta(days=1), do=_forget_sessions)


def _recover() -> None:
    recover_abandoned(timezone.now())


def _forget_results() -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - RESULTS_ARE_KEPT).delete()


def _forget_sessions() -> None:
    call_command("clearsessions", verbosity=0)
