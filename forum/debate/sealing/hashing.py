"""What a seal is made of, and the leaf that stands for it in the tree of a checkpoint.

    words = H("words-v1", salt, post, revision, author, elsewhere, written_at, kind, source)
    shown = H("shown-v1", salt, html)
    leaf  = words + shown

The numbers are digits, the time is UTC in ISO 8601, all in UTF-8. Which thread a post stands in is left out, since
branches move; the evidence it brings is left out too, and is not covered.
"""

from datetime import UTC
from typing import Protocol

from forum.debate.models import Post
from forum.record.hashing import joined


class Wording(Protocol):
    """A post as it stands, or an earlier revision of one."""

    kind: str
    source: str
    html: str


def words_of(post: Post, salt: str, wording: Wording, revision: int) -> str:
    """The hash of whose words a post is and what they are, in hex, as of that revision."""
    said = (
        str(post.pk),
        str(revision),
        str(post.author_id),
        post.elsewhere,
        post.written_at.astimezone(UTC).isoformat(),
        wording.kind,
        wording.source,
    )
    return joined(b"words-v1", bytes.fromhex(salt), *(one.encode() for one in said)).hex()


def shown_of(salt: str, html: str) -> str:
    """The hash of what readers are shown of it, in hex."""
    return joined(b"shown-v1", bytes.fromhex(salt), html.encode()).hex()


def leaf_of(words: str, shown: str) -> bytes:
    """What stands in the tree, before RFC 6962 hashes it: 64 bytes."""
    return bytes.fromhex(words + shown)
