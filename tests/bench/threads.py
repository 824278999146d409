"""Threads of any size and shape, written many rows at a time but as the actions would have left them."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from forum.debate import paths
from forum.debate.models import Evidence, Kind, Post, Thread
from forum.sources.actions import find_or_add
from tests.bench.people import People
from tests.bench.words import Wording, wordings

WORDS = 200
BATCH = 500
BRINGS_EVIDENCE = 10  # every tenth post


def flat(replies: int) -> list[str]:
    """Paths of that many answers to the opening post."""
    return [paths.step(n) for n in range(replies)]


def deep(replies: int, *, depth: int) -> list[str]:
    """Paths of chains in which everyone answers the post before, each `depth` levels deep."""
    return [
        paths.step(chain) + paths.step(0) * below
        for chain in range(replies // depth)
        for below in range(depth)
    ]


@transaction.atomic
def grow(people: People, title: str, under: Iterable[str] = ()) -> Thread:
    """A thread of the Commons with an opening post and replies at these paths."""
    under, authors, texts = sorted(under, key=len), people.in_turn(), wordings(WORDS)
    now, branches = timezone.now(), Counter(paths.parent_of(path) for path in under)

    def post(path: str, answers: Post | None) -> Post:
        return post_of(
            thread, next(authors), next(texts), path=path, answers=answers, branches=branches[path]
        )

    thread = Thread.objects.create(
        circle=people.commons,
        title=title,
        opened_by=people.writers[0],
        last_post_at=now,
        reply_count=len(under),
    )
    thread.opening = post("", None)
    thread.opening.save()
    thread.save(update_fields=["opening"])
    written = {"": thread.opening}
    for _, level in groupby(under, key=len):
        posts = [post(path, written[paths.parent_of(path)]) for path in level]
        Post.objects.bulk_create(posts, batch_size=BATCH)
        written |= {one.path: one for one in posts}
    bring_evidence(people, list(written.values())[::BRINGS_EVIDENCE])
    return thread


def post_of(thread: Thread, author, wording: Wording, *, path="", answers=None, branches=0) -> Post:
    return Post(
        thread=thread,
        author=author,
        answers=answers,
        kind=Kind.values[len(wording.source) % len(Kind.values)],
        source=wording.source,
        html=wording.html,
        path=path,
        depth=len(path) // Post.STEP,
        branches=branches,
        written_at=timezone.now() - timedelta(minutes=len(wording.source)),
    )


def bring_evidence(people: People, posts: Iterable[Post]) -> None:
    source = find_or_add(
        member=people.reader, author="A. Reader", title="Minutes of a long year", year="1999"
    )
    Evidence.objects.bulk_create(
        (
            Evidence(post=post, source=source, locator="p. 12", says="It was decided by lot.", stance="for")
            for post in posts
        ),
        batch_size=BATCH,
    )
