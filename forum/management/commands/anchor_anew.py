"""`manage.py anchor_anew`: a new chain of secrets, where the root of the old one is lost."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from forum.lots.secrets import anchor_anew


class Command(BaseCommand):
    help = (
        "Gives up the chain of secrets whose root (LOTS_ROOT) is lost, and anchors one of the root there is now. The "
        "record says so for ever, and what was to be drawn has to be opened once more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lost", action="store_true", help="says that the root is lost for good")

    def handle(self, *, lost: bool, **_) -> None:
        if not lost:
            raise CommandError(
                "If the root is lost for good, say --lost. If it is only elsewhere, restore it instead."
            )
        anchor = anchor_anew()
        self.stdout.write(f"Chain {anchor.number} is anchored in entry {anchor.entry_id}.")
