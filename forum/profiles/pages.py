"""What a member's page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forum.debate.lists import ThreadLine, thread_lines
from forum.debate.models import Post
from forum.members.blocking import blocked_by
from forum.members.models import Member
from forum.permissions import Act, can
from forum.web.pagination import Page, newest_page


@dataclass(frozen=True)
class Written:
    """A post, and the thread it stands in."""

    post: Post
    line: ThreadLine


@dataclass(frozen=True)
class ProfilePage:
    """Somebody's page. `blocks` are those whom they have blocked, which is told to themselves alone."""

    member: Member
    posts: Page[Written]
    is_blocked: bool  # by the reader
    may_block: bool
    blocks: Sequence[str] = ()  # handles


def profile_page(*, of: Member, reader: Any, before: str = "") -> ProfilePage:
    """`of`, and what they have written that `reader` may see: newest first, below the key `before`.

    One query for the posts and one for each kind of context, however many posts there are. Withdrawn posts
    are left out: with their words gone, only a name would be left of them here.
    """
    posts = Post.objects.visible_to(reader).with_words().written_here().filter(author=of)
    posts = posts.select_related("thread__circle", "thread__opening")
    page = newest_page(posts, by="written_at", before=before)
    lines = {line.thread.pk: line for line in thread_lines({post.thread for post in page.rows})}
    written = [Written(post, lines[post.thread_id]) for post in page.rows]
    blocked = blocked_by(reader)
    return ProfilePage(
        member=of,
        posts=Page(written, page.further),
        is_blocked=of.pk in blocked.numbers,
        may_block=can(reader, Act.BLOCK, of),
        blocks=sorted(blocked.handles) if of == reader else (),
    )
