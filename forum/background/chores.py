"""The worker's own chores."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

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
    call_command("prune_db_task_results", queue_name="*", min_age_days=RESULTS_ARE_KEPT.days, verbosity=0)


def _forget_sessions() -> None:
    call_command("clearsessions", verbosity=0)
