"""Lists of threads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from forum.circles.models import Circle
from forum.debate.contexts import Context, contexts_of
from forum.debate.models import Thread
from forum.debate.pages import title_of
from forum.debate.querysets import ThreadQuerySet
from forum.permissions import Act, can

SIZE = 20  # threads a page


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list; `context` is where it stands, if not in its circle by itself."""

    thread: Thread
    title: str
    href: str
    context: Context | None


@dataclass(frozen=True)
class CirclePage:
    """A circle's own threads, the latest posts first; `before` is the key of the next page, or ""."""

    circle: Circle
    lines: Sequence[ThreadLine]
    before: str
    may_open: bool


def thread_lines(threads: Iterable[Thread]) -> list[ThreadLine]:
    """`threads` (loaded `for_lists`) as lines, in one query for each kind of context among them."""
    threads = list(threads)
    contexts = contexts_of(threads)
    return [
        ThreadLine(
            thread,
            title_of(thread),
            href=contexts[thread.pk].url if thread.pk in contexts else thread.get_absolute_url(),
            context=contexts.get(thread.pk),
        )
        for thread in threads
    ]


def circle_page(circle: Circle, reader: Any, *, before: str = "") -> CirclePage:
    """The threads of `circle` with a last post earlier than the key `before`."""
    threads = circle.threads.visible_to(reader).of_their_own().not_taken_back().for_lists()
    found = list(_earlier(threads, before).by_activity()[: SIZE + 1])
    return CirclePage(
        circle=circle,
        lines=thread_lines(found[:SIZE]),
        before=_key(found[SIZE - 1]) if len(found) > SIZE else "",
        may_open=can(reader, Act.OPEN_THREAD, circle),
    )


def _key(thread: Thread) -> str:
    """When its last post came (ISO 8601) and its number, which tells apart threads of one moment."""
    return f"{thread.last_post_at.isoformat()}~{thread.pk}"


def _earlier(threads: ThreadQuerySet, key: str) -> ThreadQuerySet:
    """Those after `key` in the list; all, if it is none."""
    moment, _, number = key.partition("~")
    try:
        last_post_at, pk = datetime.fromisoformat(moment), int(number)
    except ValueError:
        return threads
    if last_post_at.tzinfo is None:
        return threads
    # The first condition lets an index be used; the second decides between threads of one moment.
    return threads.filter(Q(last_post_at__lt=last_post_at) | Q(pk__lt=pk), last_post_at__lte=last_post_at)
