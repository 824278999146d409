"""Threads brought from elsewhere, many at once: written as rows, and taken back as rows.

Whoever brings them is the author of each post here, and the name of who wrote it stands beside theirs. Nobody is told
of each, and no signal is sent: the room that brings them knows all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from forum.circles.models import Circle
from forum.debate import paths
from forum.debate.evidence import EvidenceGiven
from forum.debate.finding import POST
from forum.debate.models import Evidence, Post, Thread
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search.indexing import remove as remove_found

AT_ONCE = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class PostBrought:
    """A post as it is brought. `html` is what `forum.text.render` made of `source`."""

    elsewhere: str
    kind: str
    source: str
    html: str
    written_at: datetime
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    answers: int | None = None  # which of its thread's posts, from 0; None for the opening one, the first
    evidence: Sequence[EvidenceGiven] = ()


@dataclass(frozen=True, slots=True)
class ThreadWritten:
    """A thread that was brought, and its posts in the order in which they came."""

    thread: Thread
    posts: Sequence[Post]


@transaction.atomic
def bring_threads(
    *, member: Member, circle: Circle | None, threads: Sequence[Sequence[PostBrought]], context: str
) -> list[ThreadWritten]:
    """Write threads in `circle`, or private to `member` where that is None, each from its posts."""
    if circle is None:
        require(member, Act.NOTE_PRIVATELY)
    else:
        require(member, Act.OPEN_THREAD, circle)
    rows = Thread.objects.bulk_create(
        (
            Thread(
                circle=circle,
                private_to=member if circle is None else None,
                context=context,
                opened_by=member,
                opened_at=posts[0].written_at,
                last_post_at=max(post.written_at for post in posts),
                reply_count=len(posts) - 1,
                answered_at=_answered_at(posts),
                evidence_at=min((post.written_at for post in posts if post.evidence), default=None),
            )
            for posts in threads
        ),
        batch_size=AT_ONCE,
    )
    written = [
        ThreadWritten(row, _rows(row, posts, member)) for row, posts in zip(rows, threads, strict=True)
    ]
    _create_by_level(written, threads)
    _open(written)
    _bring_evidence(written, threads)
    return written


@transaction.atomic
def take_back_threads(*, member: Member, threads: Iterable[int]) -> list[int]:
    """Delete those of `threads` in which all posts were brought in by `member`; return their numbers.

    Where somebody else has answered, the thread stays as it is. Rooms above delete first what they tied to them.
    """
    numbers = list(threads_of_nobody_else(member=member, threads=threads))
    for begin in range(0, len(numbers), AT_ONCE):
        some = numbers[begin : begin + AT_ONCE]
        posts = Post.objects.filter(thread__in=some)
        remove_found(POST, list(posts.values_list("pk", flat=True)))
        Thread.objects.filter(pk__in=some).update(opening=None)
        deepest = posts.aggregate(deepest=Max("depth"))["deepest"] or 0
        # A reply goes before what it answers; below the deepest level they stand beside it, the later ones first.
        for post in posts.filter(depth=deepest).order_by("-path") if deepest == Post.DEEPEST else ():
            post.delete()
        for depth in range(deepest, -1, -1):
            posts.filter(depth=depth).delete()
        Thread.objects.filter(pk__in=some).delete()
    return numbers


def threads_of_nobody_else(*, member: Member, threads: Iterable[int]) -> list[int]:
    """Those of `threads` in which nothing stands but what `member` brought from elsewhere.

    They are held: whoever answers just now is seen here, or finds nothing any more to answer.
    """
    wanted = list(threads)
    hold_threads(wanted)
    others = Post.objects.filter(thread__in=wanted).exclude(author=member, elsewhere__gt="")
    kept = set(others.values_list("thread_id", flat=True))
    return [number for number in wanted if number not in kept]


def hold_threads(threads: Iterable[int]) -> None:
    """Hold these threads and all their posts until the transaction ends; posts come first, as they do for whoever
    replies."""
    wanted = list(threads)
    for rows in (Post.objects.filter(thread__in=wanted), Thread.objects.filter(pk__in=wanted)):
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _answered_at(posts: Sequence[PostBrought]) -> datetime | None:
    """When somebody else than who opened the thread first replied; see answering.py."""
    opening, *replies = posts
    answers = (
        post.written_at
        for post in replies
        if post.elsewhere != opening.elsewhere and post.withdrawn_at is None
    )
    return min(answers, default=None)


def _rows(thread: Thread, posts: Sequence[PostBrought], member: Member) -> list[Post]:
    """The rows of a thread's posts, with the paths that `reply` would have given them, in the order they come in."""
    places = [""]
    branches = [0] * len(posts)
    above: list[int] = [0]  # whose branch each post is: what it answers, or what that stands beside
    for post in posts[1:]:
        answered = post.answers or 0
        under = answered if len(places[answered]) < Post.STEP * Post.DEEPEST else above[answered]
        above.append(under)
        places.append(places[under] + paths.step(branches[under]))
        branches[under] += 1
    return [
        Post(
            thread=thread,
            author=member,
            elsewhere=post.elsewhere,
            kind=post.kind,
            source=post.source,
            html=post.html,
            path=path,
            depth=len(path) // Post.STEP,
            branches=given_out,
            written_at=post.written_at,
            edited_at=post.edited_at,
            withdrawn_at=post.withdrawn_at,
        )
        for post, path, given_out in zip(posts, places, branches, strict=True)
    ]


def _create_by_level(written: Sequence[ThreadWritten], threads: Sequence[Sequence[PostBrought]]) -> None:
    """What is answered is written before what answers it, all of a level together."""
    level = [(one.posts[0], None) for one in written]
    answering: dict[int, list[tuple[Post, Post]]] = {}
    for one, posts in zip(written, threads, strict=True):
        for row, post in zip(one.posts[1:], posts[1:], strict=True):
            answered = one.posts[post.answers or 0]
            answering.setdefault(id(answered), []).append((row, answered))
    rows: list[tuple[Post, Post | None]] = list(level)
    while rows:
        for row, above in rows:
            row.answers = above
        Post.objects.bulk_create([row for row, _ in rows], batch_size=AT_ONCE)
        rows = [pair for row, _ in rows for pair in answering.get(id(row), ())]


def _open(written: Sequence[ThreadWritten]) -> None:
    """Say of each thread which post opens it."""
    first = Post.objects.filter(thread=OuterRef("pk"), path="").values("pk")
    for begin in range(0, len(written), AT_ONCE):
        some = written[begin : begin + AT_ONCE]
        Thread.objects.filter(pk__in=[one.thread.pk for one in some]).update(opening=Subquery(first))
        for one in some:
            one.thread.opening = one.posts[0]


def _bring_evidence(written: Sequence[ThreadWritten], threads: Sequence[Sequence[PostBrought]]) -> None:
    Evidence.objects.bulk_create(
        (
            Evidence(post=row, source=one.source, locator=one.locator, says=one.says, stance=one.stance)
            for thread, posts in zip(written, threads, strict=True)
            for row, post in zip(thread.posts, posts, strict=True)
            for one in post.evidence
        ),
        batch_size=AT_ONCE,
    )
