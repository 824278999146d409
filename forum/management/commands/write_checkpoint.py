"""`manage.py write_checkpoint`: a checkpoint now, beside the daily one."""

from django.core.management.base import BaseCommand

from forum.record.checkpoints import write_checkpoint


class Command(BaseCommand):
    help = "Writes the root over all posts as they stand into the record."

    def handle(self, **_) -> None:
        if entry := write_checkpoint():
            self.stdout.write(f"Entry {entry.number}: {entry.read('count')} posts, root {entry.read('root')}")
