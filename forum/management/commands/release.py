"""`manage.py release`: let go of a legal hold."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from forum.debate.models import Post
from forum.debate.restraining.holding import NotHeld, release
from forum.management.commands.legal_hold import LONGEST


class Command(BaseCommand):
    help = "Ends the legal hold on a post, and says so in the public record. What a ruling says of it stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("post", type=int, help="the number in the post's address")
        parser.add_argument("--ground", default="", help="in a sentence, why; may be left out")

    def handle(self, *, post: int, ground: str, **_) -> None:
        if len(ground) > LONGEST:
            raise CommandError(f"The ground is a sentence of at most {LONGEST} characters.")
        found = Post.objects.filter(pk=post).first()
        if found is None:
            raise CommandError(f"There is no post {post}.")
        try:
            held = release(post=found, ground=ground.strip())
        except NotHeld:
            raise CommandError(f"Post {post} is on no legal hold.") from None
        self.stdout.write(f"Post {post} is released. Entry {held.released_by} in the record says so.")
