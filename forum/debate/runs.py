"""Which posts stand on a page of a thread: a run of its tree, depth first, as far down as a page goes.

A page shows so many levels below the post it is about, its head: the opening post, or for a page of a deeper branch the
one that branch hangs on. What stands deeper is a branch of its own, with pages of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import F, IntegerField, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Substr

from forum.debate.counting import CountOf
from forum.debate.models import Post, Thread
from forum.debate.querysets import PostQuerySet
from forum.web.asked import number_in, path_in
from forum.web.prepared import Prepared

SIZE = 20  # replies a page
LEVELS = 6  # below its head
MOST_BELOW = 99  # what more stands in a branch is not counted
LAST = "~"  # sorts after every path's digits


@dataclass(frozen=True)
class Run:
    """Posts in reading order; `before` and `after` are the paths to go on from, "" where nothing stands that way."""

    posts: list[Post]
    before: str
    after: str


def place_asked(thread: Thread, query: Mapping[str, str]) -> dict[str, str]:
    """Where in `thread` an address leads, as `thread_page` takes it: ?after=path, ?before=path, ?at=post, and in which
    branch: ?under=path, or the one in which that post stands."""
    under, start_at = _place_of(thread, at) if (at := number_in(query.get("at"))) else ("", "")
    return {
        "after": path_in(query.get("after")),
        "before": path_in(query.get("before")),
        "start_at": start_at,
        "under": under or path_in(query.get("under")),
    }


def run(thread: Thread, under: str, *, after: str, before: str, start_at: str) -> Run:
    """The page of the branch `under` after or before a path, or the one that begins at a path; else its first.

    One post more than a page is read each time, to know whether more follow.
    """
    end = under + LAST
    deepest = len(under) // Post.STEP + LEVELS
    if before:
        backwards = BACKWARDS.rows(thread, under, min(before, end), deepest)
        if len(backwards) > SIZE:
            posts = backwards[SIZE - 1 :: -1]
            return Run(posts, before=posts[0].path, after=posts[-1].path)
    elif after:
        further = _page(AFTER.rows(thread, max(after, under), end, deepest))
        if further.posts:
            return replace(further, before=further.posts[0].path)
    if start_at > under:
        return replace(_page(FROM.rows(thread, start_at, end, deepest)), before=start_at)
    return _page(AFTER.rows(thread, under, end, deepest))


def _place_of(thread: Thread, pk: int) -> tuple[str, str]:
    """The head under which a post is shown, and its own path, but "" where it stands on the first page there."""
    level = (F("depth") - 1) / LEVELS * LEVELS
    earlier = Post.objects.filter(
        thread=OuterRef("thread"),
        path__gt=OuterRef("head"),
        path__lt=OuterRef("path"),
        depth__lte=OuterRef("level") + LEVELS,
    )
    found = (
        Post.objects.filter(thread=thread, pk=pk)
        .annotate(level=level)
        .annotate(head=Substr("path", 1, F("level") * Post.STEP))
        .annotate(earlier=CountOf(earlier.order_by()[:SIZE]))
        .values_list("head", "path", "earlier")
        .first()
    )
    if found is None:
        return "", ""
    head, path, before = found
    return head, path if before == SIZE else ""


def _page(found: list[Post]) -> Run:
    posts = found[:SIZE]
    return Run(posts, before="", after=posts[-1].path if len(found) > SIZE else "")


def _replies(thread: Thread, end: str, deepest: int) -> PostQuerySet:
    """What stands in a thread before the path `end`, as far down as `deepest`; the posts of that last level know how
    much is below them."""
    branch = Post.objects.filter(thread=thread, path__lt=end, depth__lte=deepest)
    return branch.for_pages().annotate(below=RawSQL(BELOW, [deepest], IntegerField()))  # noqa: S611


def _after(thread: Thread, path: str, end: str, deepest: int) -> QuerySet:
    return _replies(thread, end, deepest).filter(path__gt=path).in_reading_order()[: SIZE + 1]


def _from(thread: Thread, path: str, end: str, deepest: int) -> QuerySet:
    return _replies(thread, end, deepest).filter(path__gte=path).in_reading_order()[: SIZE + 1]


def _backwards(thread: Thread, path: str, end: str, deepest: int) -> QuerySet:
    return _replies(thread, end, deepest).filter(path__gt=path).order_by("-path")[: SIZE + 1]


# How much stands below a post of the last level, as far as MOST_BELOW and one more. Written out, since it is asked for
# on every page: to have it composed of expressions each time takes a quarter as long as the page's posts do.
BELOW = f"""
CASE WHEN forum_post.depth = %s AND forum_post.branches > 0 THEN (
    SELECT COUNT(*) FROM (
        SELECT 1 FROM forum_post deeper
        WHERE deeper.thread_id = forum_post.thread_id
            AND deeper.path > forum_post.path AND deeper.path < forum_post.path || '{LAST}'
        LIMIT {MOST_BELOW + 1}
    ) AS counted
) ELSE 0 END
"""  # noqa: S608 (nothing in it is said by anybody)
AFTER = Prepared(_after, Thread, str, str, int)
FROM = Prepared(_from, Thread, str, str, int)
BACKWARDS = Prepared(_backwards, Thread, str, str, int)
