"""Threads as lines of a list, and a circle's own threads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forum.debate.contexts import Context, contexts_of
from forum.debate.marks.standing import standings
from forum.debate.models import Thread
from forum.debate.pages import title_of


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list: what it is called, where it is read, and where it stands; "" for a private one by itself."""

    thread: Thread
    title: str
    href: str
    place: str
    new: int = (
        0  # posts that are new to the reader, counted no further than one above marks.standing.MOST_NEW
    )


def thread_lines(threads: Iterable[Thread], reader: Any = None) -> list[ThreadLine]:
    """`threads` (with circle and opening) as lines, in one query for each kind of context among them, and one more for
    what is new to a `reader`, if they are a member."""
    threads = list(threads)
    contexts = contexts_of(threads)
    standing = standings(reader, [thread.pk for thread in threads if thread.circle_id]) if reader else {}
    return [
        _line(
            thread,
            contexts.get(thread.pk),
            new=standing[thread.pk].new if thread.pk in standing else 0,
        )
        for thread in threads
    ]


def _line(thread: Thread, context: Context | None, *, new: int) -> ThreadLine:
    in_its_circle = thread.circle.name if thread.circle else ""
    return ThreadLine(
        thread,
        title_of(thread, context),
        href=context.url if context else thread.get_absolute_url(),
        place=context.title if context else in_its_circle,
        new=new,
    )
