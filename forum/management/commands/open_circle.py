"""`manage.py open_circle`: a new circle, with its first members."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.members.models import Member


class Command(BaseCommand):
    help = "Opens a circle and brings its first members into it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="what the circle is called in its address, such as garden-group")
        parser.add_argument("name", help="what people call it, such as 'Garden group'")
        parser.add_argument("--purpose", default="", help="what it is for, in a sentence or two")
        parser.add_argument("--closed", action="store_true", help="only its members may read what is in it")
        parser.add_argument(
            "--member",
            dest="handles",
            metavar="HANDLE",
            nargs="+",
            action="extend",
            required=True,
            help="who is in it from the start; at least one",
        )

    @transaction.atomic
    def handle(self, *, slug: str, name: str, purpose: str, closed: bool, handles: list[str], **_) -> None:
        access = Circle.Access.CLOSED if closed else Circle.Access.OPEN
        try:
            Circle(slug=slug, name=name, purpose=purpose, access=access).full_clean()
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        first, *others = [_member(handle) for handle in handles]
        circle = open_circle(member=first, slug=slug, name=name, purpose=purpose, access=access)
        for member in others:
            join(member=member, circle=circle)
        self.stdout.write(f"{circle.name} is open at {circle.get_absolute_url()}")


def _member(handle: str) -> Member:
    try:
        return Member.objects.get_by_natural_key(handle)
    except Member.DoesNotExist:
        raise CommandError(f"There is no member with the handle {handle}.") from None
