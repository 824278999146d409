"""Holding posts against their seals, and the seals against the last checkpoint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from forum.debate.models import Post, Revision
from forum.debate.sealing.hashing import shown_of, words_of
from forum.debate.sealing.models import Seal
from forum.debate.sealing.withholding import html_of
from forum.debate.wording import worded

AT_ONCE = 1000  # rows read at a time
SEALED = (
    "author_id", "elsewhere", "written_at", "kind", "source", "html", "revision", "withdrawn_at", "thread_id",
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """A seal, and what does not hold of its post; "" where all does."""

    seal: Seal
    wrong: str


def in_steps(seals: QuerySet[Seal]) -> Iterator[list[Seal]]:
    """Seals in the order of their posts, a thousand at a time."""
    after = 0
    while some := list(seals.filter(post__gt=after).order_by("post")[:AT_ONCE]):
        yield some
        after = some[-1].post


def compared(seals: Sequence[Seal]) -> Iterator[Compared]:
    """Each seal with what does not hold of it, in at most three queries for all of them."""
    posts = Post.objects.only(*SEALED).in_bulk([seal.post for seal in seals])
    html = html_of(list(posts.values()))
    edited = [seal.post for seal in seals if seal.checked_revision and seal.checked_revision < seal.revision]
    earlier = (
        {(one.post_id, one.number): one for one in Revision.objects.filter(post__in=edited)} if edited else {}
    )
    for seal in seals:
        post = posts.get(seal.post)
        yield Compared(seal, _wrong(seal, post, html.get(seal.post, ""), earlier))


def _wrong(seal: Seal, post: Post | None, html: str, earlier: dict[tuple[int, int], Revision]) -> str:
    if seal.gone_at is not None:
        return "" if post is None else "it is said to be deleted, and stands there"
    if post is None:
        return "it is gone, and the program has not deleted it"
    if (post.withdrawn_at is not None) != seal.is_withdrawn:
        return "its words were taken back, or put back, by something else than the program"
    if (post.revision, words_of(post, seal.salt, post, post.revision)) != (seal.revision, seal.words):
        return "its words, kind, author or time are not those that the program wrote"
    if shown_of(seal.salt, html) != seal.shown:
        return "what is shown of it is not what the program made of its words"
    if seal.checked_revision is None or seal.is_withdrawn:
        return ""  # of words that were taken back nothing is left to compare
    if seal.checked_revision == post.revision:
        return _unlike(seal, post, post, html)
    if wording := earlier.get((post.pk, seal.checked_revision)):
        return _unlike(seal, post, wording, wording.html)
    return "the wording that the last checkpoint held is missing from its history"


def _unlike(seal: Seal, post: Post, wording: Post | Revision, html: str) -> str:
    """What is otherwise in the wording that the last checkpoint held."""
    assert seal.checked_revision is not None
    if words_of(post, seal.salt, wording, seal.checked_revision) != seal.checked_words:
        return "its words, kind, author or time are not those that the last checkpoint held"
    if shown_of(seal.salt, html) == seal.checked_shown:
        return ""
    # A title that it says, and that was taken back since, has been taken out of it: then the program makes the same
    # of its words now.
    if worded(post.thread, wording.source).html == html:
        return ""
    return "what is shown of it is not what the last checkpoint held"
