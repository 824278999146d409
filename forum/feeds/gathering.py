"""What a feed says: of a place, the latest posts that a reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.html import format_html

from forum.debate.glancing import folded_for
from forum.debate.lists import thread_lines
from forum.debate.models import Kind, Post
from forum.debate.querysets import PostQuerySet
from forum.debate.restraining.hows import in_short

LATEST = 30  # posts
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """A post, and what the thread it stands in is called."""

    title: str
    href: str
    html: str
    author: str
    written_at: datetime
    changed_at: datetime
    kind: str


@dataclass(frozen=True)
class Feed:
    """The feed of a place. `path` is its address for those who need no secret one, `href` where the place is read."""

    title: str
    subtitle: str
    href: str
    path: str
    items: Sequence[Item]
    changed_at: datetime  # also when the latest change was that a post was taken back
    is_closed: bool


def feed_of(
    posts: PostQuerySet,
    reader: Any,
    *,
    title: str,
    href: str,
    path: str,
    is_closed: bool,
    subtitle: str = "",
) -> Feed:
    """The feed of a place with these posts. One query, and one for each kind of context among them."""
    rows = (
        posts.visible_to(reader).select_related("author", "thread__circle", "thread__opening").defer("source")
    )
    latest = list(rows.order_by("-written_at", "-pk")[:LATEST])
    lines = {line.thread.pk: line for line in thread_lines({post.thread for post in latest})}
    return Feed(
        title=title,
        subtitle=subtitle,
        href=href,
        path=path,
        items=[
            _item(post, lines[post.thread_id].title, reader) for post in latest if post.withdrawn_at is None
        ],
        changed_at=max(map(_changed_at, latest), default=EPOCH),
        is_closed=is_closed,
    )


def _item(post: Post, title: str, reader: Any) -> Item:
    instead = in_short(post.restraint) or folded_for(post, reader)
    return Item(
        title=title,
        href=post.get_absolute_url(),
        html=format_html("<p>{}</p>", instead) if instead else post.html,
        author=post.byline,
        written_at=post.written_at,
        changed_at=_changed_at(post),
        kind=str(Kind(post.kind).label),
    )


def _changed_at(post: Post) -> datetime:
    return max(filter(None, (post.written_at, post.edited_at, post.withdrawn_at, post.restraint_changed_at)))
