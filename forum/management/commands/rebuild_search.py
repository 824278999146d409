"""`manage.py rebuild_search`: everything that can be found, written into the index anew."""

from django.core.management.base import BaseCommand

from forum.search import indexing
from forum.search.registry import findables


class Command(BaseCommand):
    help = "Writes the index of the search anew. Others may go on reading and writing meanwhile."

    def handle(self, **options) -> None:
        for one in findables():
            total = one.rows().count()
            for done, _reached in enumerate(indexing.steps(one.name), start=1):
                self.stdout.write(f"{one.name}: {min(done * indexing.STEP, total)} of {total}", ending="\r")
                self.stdout.flush()
            self.stdout.write(f"{one.name}: {total}" + " " * 20)
        indexing.note_rebuilt()
        self.stdout.write("Everything can be found.")
