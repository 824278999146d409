"""Many threads in circles, most of which the reader has read: 100,000 posts, each read by them or new."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from forum.debate import paths
from forum.debate.marks.models import ReadMark
from forum.debate.models import Post, Thread
from forum.debate.tags.models import Tag, Tagging
from tests.bench.people import People
from tests.bench.threads import post_of
from tests.bench.words import wordings

THREADS, REPLIES = 20_000, 4
UNREAD_EVERY = 10  # of so many threads, the reader has not seen the last reply in one
EVIDENCE_EVERY, ANSWERED_EVERY, TAGGED_EVERY = 25, 2, 50
WORDS_A_POST = 20  # a list shows none of them
BATCH = 500


def fill(people: People, say: Callable[[str], None], threads: int = THREADS) -> None:
    """Write so many threads in the Commons, and what the reader has read of them."""
    say(f"{threads:,} threads of {REPLIES + 1} posts, and what the reader has read of each")
    tag = Tag.objects.create(circle=people.commons, name="kept")
    for begin in range(0, threads, BATCH):
        _some(people, tag, range(begin, min(begin + BATCH, threads)))


def pages(people: People) -> dict[str, str]:
    """Name and path of each list."""
    everywhere, circle = reverse("threads"), reverse("circle_threads", args=[people.commons.slug])
    asked = {"newest": "order=newest", "tag": "tag=kept", "notes": "notes"}
    asked |= {name: name for name in ("unanswered", "with-evidence", "mine")}
    found = {"threads": everywhere, "threads of a circle": circle}
    found |= {f"threads, {name}": f"{everywhere}?{query}" for name, query in asked.items()}
    return found | {"threads of a circle, unanswered": f"{circle}?unanswered"}


@transaction.atomic
def _some(people: People, tag: Tag, numbers: range) -> None:
    now, texts, authors = timezone.now(), wordings(WORDS_A_POST), people.in_turn()
    rows = Thread.objects.bulk_create(
        Thread(
            circle=people.commons,
            title=f"A thread among many, number {number}",
            opened_by=writer,
            last_post_at=now - timedelta(minutes=number),
            reply_count=REPLIES,
            answered_at=now if number % ANSWERED_EVERY else None,
            evidence_at=None if number % EVIDENCE_EVERY else now,
            tag_names="" if number % TAGGED_EVERY else tag.name,
        )
        for number, writer in zip(numbers, authors, strict=False)
    )
    openings = Post.objects.bulk_create(post_of(row, row.opened_by, next(texts)) for row in rows)
    for row, opening in zip(rows, openings, strict=True):
        row.opening = opening
    Thread.objects.bulk_update(rows, ["opening"])
    replies = Post.objects.bulk_create(
        post_of(row, next(authors), next(texts), path=paths.step(number), answers=row.opening)
        for number in range(REPLIES)
        for row in rows
    )
    last = dict(zip(rows, replies[-len(rows) :], strict=True))
    ReadMark.objects.bulk_create(_marks(people, last))
    Tagging.objects.bulk_create(Tagging(thread=row, tag=tag) for row in rows if row.tag_names)


def _marks(people: People, last: dict[Thread, Post]) -> Iterator[ReadMark]:
    for number, (thread, post) in enumerate(last.items()):
        seen = post.pk - 1 if number % UNREAD_EVERY == 0 else post.pk
        yield ReadMark(member=people.reader, thread=thread, up_to=seen)
