"""Posts, by their words, those of the evidence they bring, and the title or passage that they open a thread about.

The opening post of a thread in the margin of something is found once it stands there: whoever placed it says so to
`forum.search.indexing`, and so does whoever writes many at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forum.circles.querysets import may_see, seen_through
from forum.debate.contexts import Context, contexts_of
from forum.debate.glancing import folded_for
from forum.debate.lists import thread_lines
from forum.debate.models import Evidence, Kind, Post
from forum.debate.restraining.signals import post_freed, post_restrained
from forum.debate.signals import branch_moved, post_edited, post_withdrawn, post_written
from forum.search import indexing
from forum.search.models import Document
from forum.search.registry import Entry, Findable, Group, Shown
from forum.search.registry import register as register_findable
from forum.text import MAX_POST, excerpt

POST = "post"
POSTS = Group("posts", _("Posts and notes"))


def register() -> None:
    register_findable(
        Findable(name=POST, number=1, group=POSTS, rows=posts, entries=entries, seen=seen, show=show)
    )
    post_written.connect(add, dispatch_uid="forum.debate.found.written")
    post_edited.connect(follow, dispatch_uid="forum.debate.found.edited")
    post_withdrawn.connect(follow, dispatch_uid="forum.debate.found.withdrawn")
    post_restrained.connect(follow, dispatch_uid="forum.debate.found.restrained")
    post_freed.connect(follow, dispatch_uid="forum.debate.found.freed")
    branch_moved.connect(follow_moved, dispatch_uid="forum.debate.found.moved")


def posts() -> QuerySet[Post]:
    return Post.objects.with_words()


def entries(ids: Collection[int]) -> Iterator[Entry]:
    found = list(posts().filter(pk__in=ids).select_related("author", "thread__circle"))
    contexts = contexts_of({post.thread for post in found})
    evidence = _evidence_of(post.pk for post in found)
    for post in found:
        yield _entry(post, contexts.get(post.thread_id), evidence[post.pk])


def seen(reader: Any) -> Q:
    """Whoever sees its thread sees a post, if they also see the text it stands beside."""
    return may_see("", reader) & (Q(beside=None) | seen_through("beside", reader))


def show(reader: Any, documents: Sequence[Document]) -> Mapping[int, Shown]:
    """Posts by what their threads are called, as lists call them. A query, and one for each kind of context."""
    numbers = [one.object_id for one in documents]
    rows = Post.objects.visible_to(reader).with_words().filter(pk__in=numbers)
    rows = rows.select_related("author", "thread__circle", "thread__opening").defer("source", "html")
    found = {post.pk: post for post in rows}
    lines = {line.thread.pk: line for line in thread_lines({post.thread for post in found.values()})}
    return {
        one.pk: Shown(
            title=lines[post.thread_id].title,
            icon=post.kind,
            kind=Kind(post.kind).label,
            href=post.get_absolute_url(),
            place=lines[post.thread_id].place,
            by=post.byline,
            is_private=post.thread.private_to_id is not None,
            folded=folded_for(post, reader),
        )
        for one in documents
        if (post := found.get(one.object_id))
    }


def add(sender: Any, post: Post, **_: Any) -> None:
    if post.answers_id is not None or not post.thread.context:
        indexing.update(POST, [post.pk], are_new=True)


def follow(sender: Any, post: Post, **_: Any) -> None:
    indexing.update(POST, [post.pk])


def follow_moved(sender: Any, posts: Collection[int], **_: Any) -> None:
    """The first of them is found by the title of the thread it opens now, and none beside a text any more; or again."""
    indexing.update(POST, posts)


def _entry(post: Post, context: Context | None, evidence: Iterable[str]) -> Entry:
    thread = post.thread
    opens = post.answers_id is None
    places = (thread.circle.slug if thread.circle else "", context.slug if context else "")
    return Entry(
        object_id=post.pk,
        at=post.written_at,
        title=(thread.title or (context.quote if context else "")) if opens else "",
        text="\n".join([excerpt(post.html, MAX_POST), *evidence]),
        facets=[
            f"kind:{post.kind}",
            # What somebody brought from elsewhere is not theirs.
            *([] if post.elsewhere else [f"by:{post.author.handle}"]),
            *(f"in:{slug}" for slug in places if slug),
        ],
        circle=thread.circle_id,
        beside=context.circle if context else None,
        private_to=thread.private_to_id,
    )


def _evidence_of(numbers: Iterable[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for piece in Evidence.objects.filter(post__in=list(numbers)).select_related("source"):
        found[piece.post_id].append(f"{piece.says} ({piece.source})")
    return found
