"""Legal holds: what the operator does to a post because the law says so, before everybody's eyes.

There is no quieter way: the hold, its entry in the record and the opening of a panel on whether the ground fits (by
whoever listens to `post_held`) are one transaction.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from forum.debate.models import Post
from forum.debate.restraining.actions import lift, restrain
from forum.debate.restraining.hows import Category, How
from forum.debate.restraining.models import LegalHold
from forum.debate.restraining.signals import holds_many, post_held
from forum.record.hashing import leaf
from forum.record.writing import append

A_MONTH = timedelta(days=30)
QUIETLY = 5  # holds a month; of more, every member is told


class AlreadyHeld(Exception):
    """A post that is on legal hold."""


class NobodyReadsIt(Exception):
    """A private note, which its author alone reads as it is."""


class NotHeld(Exception):
    """A post that is on none."""


@transaction.atomic
def hold(*, post: Post, category: str, ground: str) -> LegalHold:
    """Withhold `post` by law: its words are read by its author alone, and by those who judge whether the ground fits.

    `ground` is a sentence of at most 300 characters that stands at the post. Raises AlreadyHeld, NobodyReadsIt, and
    ValueError for a category that there is not.
    """
    category = Category(category)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.thread.private_to_id is not None:
        raise NobodyReadsIt
    if LegalHold.objects.filter(post=post, released_at=None).exists():
        raise AlreadyHeld
    salt, case = secrets.token_bytes(32), f"hold-{secrets.token_hex(6)}"
    entry = append(
        "hold",
        {
            "case": case,
            "category": category.value,
            "post": leaf(case, str(post.pk), salt).hex(),
            "ground": leaf(case, ground, salt).hex(),
        },
        circle=post.thread.circle,
    )
    held = LegalHold.objects.create(
        post=post, category=category, ground=ground, salt=salt.hex(), entry=entry.number
    )
    post = restrain(post=post, how=How.HELD, entry=entry, line=ground)
    post_held.send(sender=LegalHold, post=post, entry=entry, category=category.value, ground=ground)
    if (lately := holds_lately()) > QUIETLY:
        holds_many.send(sender=LegalHold, count=lately, entry=entry)
    return held


@transaction.atomic
def release(*, post: Post, ground: str = "") -> LegalHold:
    """Let go of the hold on `post`; what a ruling says of it is seen again. Raises NotHeld."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    held = LegalHold.objects.select_for_update().filter(post=post, released_at=None).first()
    if held is None:
        raise NotHeld
    salt, case = bytes.fromhex(held.salt), f"release-{held.entry}"
    entry = append(
        "release",
        {"of": held.entry, "post": leaf(case, str(post.pk), salt).hex()}
        | ({"ground": leaf(case, ground, salt).hex()} if ground else {}),
        circle=post.thread.circle,
    )
    held.released_by, held.released_at, held.release_ground = entry.number, entry.at, ground
    held.save(update_fields=["released_by", "released_at", "release_ground"])
    lift(post=post, entry=entry, is_hold=True)
    return held


def holds_lately() -> int:
    """How many holds were laid within a month, whether or not they have been released."""
    return LegalHold.objects.filter(at__gt=timezone.now() - A_MONTH).count()
