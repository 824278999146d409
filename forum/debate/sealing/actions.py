"""Sealing posts: each when the program writes it, and before a checkpoint whatever came in by other ways."""

import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from forum.debate.models import Post
from forum.debate.sealing.comparing import compared, in_steps
from forum.debate.sealing.hashing import leaf_of, shown_of, words_of
from forum.debate.sealing.models import Seal
from forum.debate.sealing.withholding import html_of

AT_ONCE = 500  # rows a transaction
SALT = 16  # bytes
KEPT = ["salt", "revision", "is_withdrawn", "words", "shown"]


def seal_new(sender: Any, post: Post, **_: Any) -> None:
    """Seal a post that has just been written."""
    _keep([_sealed(post, "", post.html)])


def seal_again(sender: Any, post: Post, **_: Any) -> None:
    """Seal a post whose words the program has changed, taken back or rendered anew. Its row is locked."""
    salt = (
        "" if post.withdrawn_at else Seal.objects.filter(post=post.pk).values_list("salt", flat=True).first()
    )
    _keep([_sealed(post, salt or "", html_of([post])[post.pk])])


def note_gone(sender: Any, instance: Post, **_: Any) -> None:
    """Note that the program itself has deleted a post, and forget the salt by which its words could be guessed."""
    Seal.objects.filter(post=instance.pk).update(gone_at=timezone.now(), salt="")


def seal_what_is_not() -> None:
    """Seal the posts that have no seal yet: those from before there were any, and those brought many at once."""
    unsealed = Post.objects.filter(~Exists(Seal.objects.filter(post=OuterRef("pk")))).order_by("pk")
    after = 0
    while True:
        with transaction.atomic():
            # Held, so that nobody changes one between its reading and its sealing.
            posts = list(unsealed.filter(pk__gt=after).select_for_update(of=("self",))[:AT_ONCE])
            html = html_of(posts)
            _keep([_sealed(post, "", html[post.pk]) for post in posts])
        if len(posts) < AT_ONCE:
            return
        after = posts[-1].pk


def take_over() -> Iterator[bytes]:
    """Take over into a checkpoint what the program has written since the last one; return the leaves of all it holds.

    What differs from the last one and was not written by the program is not taken over, so it goes on being found.
    """
    Seal.objects.filter(gone_at__isnull=False).delete()
    now = {"checked_revision": F("revision"), "checked_words": F("words"), "checked_shown": F("shown")}
    changed = Seal.objects.exclude(checked_words=F("words"), checked_shown=F("shown")).order_by("post")
    for seals in in_steps(changed.filter(checked_revision__isnull=False)):
        right = [one.seal.pk for one in compared(seals) if one.wrong == ""]
        Seal.objects.filter(pk__in=right).update(**now)
    Seal.objects.filter(checked_revision=None).update(**now)
    return leaves()


def leaves() -> Iterator[bytes]:
    """The leaves of the last checkpoint, in the order of the posts' numbers."""
    held = Seal.objects.filter(checked_revision__isnull=False).order_by("post")
    for words, shown in held.values_list("checked_words", "checked_shown").iterator(chunk_size=2000):
        yield leaf_of(words, shown)


def _sealed(post: Post, salt: str, html: str) -> Seal:
    """The seal of a post as it stands, with the salt it has, or a new one."""
    salt = salt or secrets.token_hex(SALT)
    return Seal(
        post=post.pk,
        salt=salt,
        revision=post.revision,
        is_withdrawn=post.withdrawn_at is not None,
        words=words_of(post, salt, post, post.revision),
        shown=shown_of(salt, html),
    )


def _keep(seals: Iterable[Seal]) -> None:
    """Write seals; of those that stand already, what they say of the last checkpoint stays."""
    Seal.objects.bulk_create(seals, update_conflicts=True, unique_fields=["post"], update_fields=KEPT)
