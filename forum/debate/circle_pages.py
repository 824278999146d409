"""What a circle's page needs, in a number of queries that neither its size nor its age changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from forum.circles.doors import Door, door_of
from forum.circles.models import Circle
from forum.circles.pages import Few, few_members
from forum.circles.reading import Reading, Way, read_in, ways_in
from forum.debate.lists import ThreadLine, thread_lines
from forum.debate.models import Thread
from forum.permissions.predicates import is_in_circle

THREADS = 5  # of the circle's own, those with the latest posts
BEGUN = 6  # threads and notes, those begun last


@dataclass(frozen=True)
class Begun:
    """A thread or a note that was begun lately, and whether it is new to the reader."""

    line: ThreadLine
    is_new: bool


@dataclass(frozen=True)
class CircleHome:
    """A circle, and what its reader may do there; all of it without counting anything."""

    circle: Circle
    door: Door
    askings_waiting: int  # told to those who are in
    readings: Sequence[Reading]
    reading_ways: Sequence[Way]
    begun: Sequence[Begun]
    threads: Sequence[ThreadLine]
    members: Few

    @property
    def news(self) -> int:
        """How many of `begun` are new; all of them may mean that there are more."""
        return sum(each.is_new for each in self.begun)

    @property
    def may_be_more(self) -> bool:
        return self.news == BEGUN


def circle_home(circle: Circle, reader: Any) -> CircleHome:
    """The page of `circle`, which comes `with_askings_waiting`, as `reader` finds it."""
    is_in = is_in_circle(reader, circle)
    shown = Thread.objects.of(circle).not_taken_back().for_lists()
    threads = list(shown.of_their_own().by_activity()[:THREADS])
    begun = list(shown.select_related("branching").order_by("-opened_at", "-pk")[:BEGUN])
    lines = {line.thread.pk: line for line in thread_lines([*threads, *begun], reader)}
    return CircleHome(
        circle=circle,
        door=door_of(circle, reader, is_in=is_in, now=timezone.now()),
        askings_waiting=circle.askings_waiting if is_in else 0,  # type: ignore[attr-defined]
        readings=read_in(circle, reader),
        reading_ways=ways_in(circle, reader),
        begun=[Begun(lines[thread.pk], _is_new(thread, reader)) for thread in begun],
        threads=[lines[thread.pk] for thread in threads],
        members=few_members(circle),
    )


def _is_new(thread: Thread, reader: Any) -> bool:
    """Whether others have begun it, or moved it out, since the reader was last here; to visitors nothing is new."""
    if not reader.is_authenticated or thread.opened_at <= reader.new_since:
        return False
    moved_out = getattr(thread, "branching", None)
    return reader.pk not in (thread.opened_by_id, moved_out.by_id if moved_out else None)
