"""`manage.py verify_record`: whether the record holds, and what stands in the database with it."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from forum.record.checking import checks
from forum.record.models import Entry
from forum.record.writing import head as newest


class Command(BaseCommand):
    help = "Checks the record: chain, draws, tallies, checkpoints, and the rows that hang on them. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head", default="", help="a hash that the record has to lead to, from a mail or a page"
        )

    def handle(self, *, head: str, **_) -> None:
        for name, check in checks().items():
            wrong = next(iter(check()), "")
            if wrong:
                raise CommandError(f"This does not hold. {wrong[:1].upper()}{wrong[1:]}.")
            self.stdout.write(f"{name}: all of it holds")
        if head and not Entry.objects.filter(hash=head).exists():
            raise CommandError(
                f"This does not hold. No entry has the hash {head}: the record was cut off or rewritten."
            )
        self.stdout.write(f"The record holds, up to the hash {newest()}.")
