"""What a member's page needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forum.debate.contexts import Context, contexts_of
from forum.debate.models import Post
from forum.members.models import Member
from forum.profiles import timekeys
from forum.web.pagination import Page

POSTS = 20


@dataclass(frozen=True)
class Written:
    """A post and where it stands; `context` is None in a thread of a circle's own."""

    post: Post
    context: Context | None


@dataclass(frozen=True)
class ProfilePage:
    member: Member
    posts: Page[Written]


def profile_page(*, of: Member, reader: Any, before: str = "") -> ProfilePage:
    """`of`, and what they have written that `reader` may see: newest first, below the key `before`.

    One query for the posts and one for each kind of context, however many posts there are. Withdrawn posts
    are left out: with their words gone, only a name would be left of them here.
    """
    posts = newest_posts(of, reader, before)
    contexts = contexts_of(post.thread for post in posts.rows)
    return ProfilePage(member=of, posts=Page(rows=with_contexts(posts.rows, contexts), after=posts.after))


def newest_posts(of: Member, reader: Any, before: str) -> Page[Post]:
    posts = Post.objects.visible_to(reader).filter(author=of, withdrawn_at=None)
    if below := timekeys.below(before):
        posts = posts.filter(below)
    found = list(posts.select_related("thread__circle").order_by("-written_at", "-pk")[: POSTS + 1])
    return Page(rows=found[:POSTS], after=timekeys.key_of(found[POSTS - 1]) if len(found) > POSTS else "")


def with_contexts(posts: Sequence[Post], contexts: Mapping[int, Context]) -> list[Written]:
    return [Written(post, contexts.get(post.thread_id)) for post in posts]
