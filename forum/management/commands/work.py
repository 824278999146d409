"""`manage.py work`: the background worker."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.autoreload import run_with_reloader

from forum.background.worker import make_worker, work


class Command(BaseCommand):
    help = "Does what waits in the queue and sees to the chores, until it is told to stop."

    def handle(self, **options) -> None:
        worker = make_worker()
        if settings.DEBUG:
            run_with_reloader(work, worker)
        else:
            worker.configure_signals()
            work(worker)
