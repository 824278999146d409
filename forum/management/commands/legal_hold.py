"""`manage.py legal_hold`: withhold a post because the law says so, in the open."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from forum.debate.models import Post
from forum.debate.restraining.holding import AlreadyHeld, NobodyReadsIt, hold
from forum.debate.restraining.hows import Category

LONGEST = 300


class Command(BaseCommand):
    help = (
        "Withholds a post, says so in the public record, and has a panel of members judge whether the ground fits. "
        "Of more than five in a month every member is told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("post", type=int, help="the number in the post's address, as 17 in /posts/17/")
        parser.add_argument("--category", required=True, choices=Category.values)
        parser.add_argument(
            "--ground",
            required=True,
            help="in a sentence, why: it stands at the post, for everybody to read",
        )

    def handle(self, *, post: int, category: str, ground: str, **_) -> None:
        if not ground.strip() or len(ground) > LONGEST:
            raise CommandError(f"The ground is a sentence of at most {LONGEST} characters.")
        found = Post.objects.filter(pk=post).first()
        if found is None:
            raise CommandError(f"There is no post {post}.")
        try:
            held = hold(post=found, category=category, ground=ground.strip())
        except AlreadyHeld:
            raise CommandError(f"Post {post} is on legal hold already.") from None
        except NobodyReadsIt:
            raise CommandError(f"Post {post} is a private note, which its author alone reads.") from None
        self.stdout.write(f"Post {post} is withheld. Entry {held.entry} in the record says so.")
