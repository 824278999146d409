"""Lists of threads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forum.circles.models import Circle
from forum.debate.contexts import Context, contexts_of
from forum.debate.models import Thread
from forum.debate.pages import title_of
from forum.permissions import Act, can
from forum.web.pagination import Page, newest_page


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list: what it is called, where it is read, and where it stands; "" for a private one by itself."""

    thread: Thread
    title: str
    href: str
    place: str


@dataclass(frozen=True)
class CirclePage:
    """A circle's own threads, the latest posts first."""

    circle: Circle
    threads: Page[ThreadLine]
    may_open: bool


def circle_page(circle: Circle, reader: Any, *, before: str = "") -> CirclePage:
    """The threads of `circle` whose last post came before the key `before`."""
    threads = circle.threads.visible_to(reader).of_their_own().not_taken_back().for_lists()
    page = newest_page(threads, by="last_post_at", before=before)
    return CirclePage(
        circle=circle,
        threads=Page(thread_lines(page.rows), page.further),
        may_open=can(reader, Act.OPEN_THREAD, circle),
    )


def thread_lines(threads: Iterable[Thread]) -> list[ThreadLine]:
    """`threads` (with circle and opening) as lines, in one query for each kind of context among them."""
    threads = list(threads)
    contexts = contexts_of(threads)
    return [_line(thread, contexts.get(thread.pk)) for thread in threads]


def _line(thread: Thread, context: Context | None) -> ThreadLine:
    in_its_circle = thread.circle.name if thread.circle else ""
    return ThreadLine(
        thread,
        title_of(thread, context),
        href=context.url if context else thread.get_absolute_url(),
        place=context.title if context else in_its_circle,
    )
