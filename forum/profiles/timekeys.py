"""Keys into posts ordered by the time they were written, newest first; posts of one moment by their number."""

from datetime import UTC, datetime, timedelta

from django.db.models import Q

from forum.debate.models import Post

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def key_of(post: Post) -> str:
    """The post's place in that order: microseconds since 1970 (UTC), a hyphen, and its number."""
    return f"{(post.written_at - EPOCH) // MICROSECOND}-{post.pk}"


def below(key: str) -> Q | None:
    """The condition of standing after `key` in that order; None for what is no key."""
    try:
        moment, number = (int(part) for part in key.split("-"))
        written_at = EPOCH + moment * MICROSECOND
    except (ValueError, OverflowError):
        return None
    return Q(written_at__lt=written_at) | Q(written_at=written_at, pk__lt=number)
