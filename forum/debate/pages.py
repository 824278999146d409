"""What a page of a thread needs, in a number of queries that neither posts, authors nor depth change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from forum.debate.contexts import Context
from forum.debate.models import Evidence, Post, Thread
from forum.debate.nesting import Nest, nest
from forum.debate.querysets import PostQuerySet
from forum.permissions import Act, can
from forum.text import excerpt
from forum.web.asked import number_in, path_in

SIZE = 20  # replies a page


@dataclass(frozen=True)
class PostLine:
    """A post as its reader sees it. All stands here by itself: looking further costs a template time."""

    anchor: str  # of the post on its page
    href: str
    kind: str
    html: SafeString
    author: str
    author_href: str
    answers: str  # whom; "" for the opening post
    answers_href: str  # on this page where it can be
    written_at: datetime
    is_edited: bool
    is_withdrawn: bool
    is_own: bool
    may_reply: bool
    evidence: Sequence[Evidence]
    nest: Nest


@dataclass(frozen=True)
class Lead:
    """What the first post of a page answers, where that stands on an earlier page."""

    author: str
    href: str
    words: str


@dataclass(frozen=True)
class ThreadPage:
    """A run of a thread's replies in depth-first order under its opening post.

    `before` and `after` are the paths to go on from, "" where nothing stands that way.
    """

    thread: Thread
    title: str
    opening: PostLine
    folded: str  # the opening post's first words on all pages but the first
    lead: Lead | None
    lines: Sequence[PostLine]
    before: str
    after: str
    may_reply: bool


def title_of(thread: Thread, context: Context | None = None) -> str:
    """What a thread is called, never "": its title, or the words it is about, or the first of its opening post."""
    if thread.title:
        return thread.title
    if context and context.quote:
        return _("“%s”") % Truncator(context.quote).chars(100)
    words = excerpt(thread.opening.html, 80) if thread.opening else ""
    return words or _("A thread whose first post was withdrawn")


def place_asked(thread: Thread, query: Mapping[str, str]) -> dict[str, Any]:
    """Where in `thread` an address leads, as `thread_page` takes it: ?after=path, ?before=path, ?at=post."""
    at = number_in(query.get("at"))
    return {
        "after": path_in(query.get("after")),
        "before": path_in(query.get("before")),
        "start_at": _path_of(thread, at) if at else "",
    }


def thread_page(
    thread: Thread, reader: Any, *, after: str = "", before: str = "", start_at: str = ""
) -> ThreadPage:
    """The page of `thread` after or before a path, or one on which the post of the path `start_at` stands; else
    the first.

    `thread` comes with its circle, opening post and the opening's author.
    """
    run = _run(_for_page(thread), after=after, before=before, start_at=start_at)
    opening_post = cast(Post, thread.opening)  # only a thread that is just being opened has none
    may_reply = can(reader, Act.REPLY, thread)
    opening, *lines = _lines([opening_post, *run.posts], reader, may_reply)
    return ThreadPage(
        thread=thread,
        title=title_of(thread),
        opening=opening,
        folded=excerpt(opening_post.html, 200) if run.before else "",
        lead=_lead(run.posts, thread) if run.before else None,
        lines=lines,
        before=run.before,
        after=run.after,
        may_reply=may_reply,
    )


@dataclass(frozen=True)
class _Run:
    posts: list[Post]
    before: str
    after: str


def _for_page(thread: Thread) -> PostQuerySet:
    return Post.objects.filter(thread=thread, path__gt="").for_pages()


def _path_of(thread: Thread, pk: int) -> str:
    return Post.objects.filter(thread=thread, pk=pk).values_list("path", flat=True).first() or ""


def _run(replies: PostQuerySet, *, after: str, before: str, start_at: str) -> _Run:
    """One post more than a page is read each time, to know whether more follow."""
    if before:
        backwards = list(replies.filter(path__lt=before).order_by("-path")[: SIZE + 1])
        if len(backwards) > SIZE:
            posts = backwards[SIZE - 1 :: -1]
            return _Run(posts, before=posts[0].path, after=posts[-1].path)
    elif after:
        further = _forward(replies.filter(path__gt=after))
        if further.posts:
            return replace(further, before=further.posts[0].path)
    if start_at and _stands_beyond_the_first_page(start_at, replies):
        return replace(_forward(replies.filter(path__gte=start_at)), before=start_at)
    return _forward(replies)


def _stands_beyond_the_first_page(path: str, replies: PostQuerySet) -> bool:
    return len(replies.filter(path__lt=path).values_list("pk")[:SIZE]) == SIZE


def _forward(replies: PostQuerySet) -> _Run:
    found = list(replies.in_reading_order()[: SIZE + 1])
    posts = found[:SIZE]
    return _Run(posts, before="", after=posts[-1].path if len(found) > SIZE else "")


def _lines(posts: Sequence[Post], reader: Any, may_reply: bool) -> list[PostLine]:
    here = {post.pk for post in posts}
    brought = _evidence_of(here)
    hrefs = {author.pk: author.get_absolute_url() for author in {post.author for post in posts}}
    address = f"{reverse('post', args=[0]).removesuffix('0/')}{{}}/"  # asking for each would cost more than its query
    nests = [Nest(), *nest([post.path for post in posts[1:]])]
    return [
        PostLine(
            anchor=f"post-{post.pk}",
            href=address.format(post.pk),
            kind=post.kind,
            html=post.safe_html,
            author=post.author.name,
            author_href=hrefs[post.author_id],
            answers=getattr(post, "answered", ""),  # the opening post answers nobody
            answers_href=_answers_href(post, here, address),
            written_at=post.written_at,
            is_edited=post.edited_at is not None,
            is_withdrawn=post.withdrawn_at is not None,
            is_own=can(reader, Act.EDIT_POST, post),
            may_reply=may_reply,
            evidence=brought.get(post.pk, ()),
            nest=its_nest,
        )
        for post, its_nest in zip(posts, nests, strict=True)
    ]


def _evidence_of(posts: Iterable[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for piece in Evidence.objects.filter(post__in=posts).select_related("source"):
        found.setdefault(piece.post_id, []).append(piece)
    return found


def _answers_href(post: Post, here: set[int], address: str) -> str:
    if post.answers_id is None:
        return ""
    return f"#post-{post.answers_id}" if post.answers_id in here else address.format(post.answers_id)


def _lead(posts: Sequence[Post], thread: Thread) -> Lead | None:
    if not posts or posts[0].answers_id == thread.opening_id:
        return None
    answered = Post.objects.select_related("author").get(pk=posts[0].answers_id)
    return Lead(answered.author.name, answered.get_absolute_url(), excerpt(answered.html, 120))
