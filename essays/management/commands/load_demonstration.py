"""`manage.py load_demonstration`: fill an empty installation with the demonstration."""

from django.core.management.base import BaseCommand, CommandError

from essays.demonstration import loader


class Command(BaseCommand):
    help = "Fills an empty installation with two short texts, a cast of members and a living margin."

    def handle(self, **options) -> None:
        if not loader.is_needed():
            raise CommandError(
                "This installation has members or texts already; the demonstration is for empty ones."
            )
        loader.load()
        self.stdout.write("The demonstration is loaded.")
