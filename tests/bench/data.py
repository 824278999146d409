"""The installation that is measured."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from config.serving import preparing
from essays.library.models import Essay
from essays.margin.models import Annotation
from forum.circles.models import Circle
from forum.debate.models import Post, Thread
from tests.bench import circles, lists, margins, threads
from tests.bench.people import People, gather

SIZES_OF_MARGINS = [0, 100, 1_000, 10_000]
OTHER_THREADS = 300


@dataclass(frozen=True)
class World:
    people: People
    flat: dict[int, Thread]  # by number of replies
    deep: Thread
    essay: Essay
    annotation: Annotation  # in the largest margin
    busiest: Circle  # of many


def prepare() -> None:
    """Make the tables and the static files. Ends the program where there are tables already."""
    if connection.introspection.table_names():
        raise SystemExit("DATABASE_URL names a database that is not empty; make a new one for measuring.")
    preparing.prepare_database()
    preparing.collect_static_files()


def build(say: Callable[[str], None]) -> World:
    """Fill the tables; `say` is told what comes next."""
    say("tables and static files")
    prepare()
    people = gather()
    say(f"{OTHER_THREADS} threads of one post")
    for number in range(OTHER_THREADS):
        threads.grow(people, f"A short thread, number {number}")
    lists.fill(people, say)
    flat = {}
    for replies in (50, 500, 5_000):
        say(f"a flat thread of {replies:,} replies")
        flat[replies] = threads.grow(people, f"A thread of {replies}", threads.flat(replies))
    say("a thread of 5,000 replies, 200 levels deep")
    deep = threads.grow(people, "A deep thread", threads.deep(5_000, depth=200))
    say(
        "an essay with "
        + ", ".join(f"{size:,}" for size in SIZES_OF_MARGINS)
        + " annotations in its sections"
    )
    essay = margins.put_up(people, SIZES_OF_MARGINS)
    say(f"{circles.CIRCLES} circles with {circles.MEMBERS:,} members and {circles.THREADS:,} threads")
    busiest = circles.fill(people)
    return World(people, flat, deep, essay, Annotation.objects.order_by("-pk")[0], busiest)


def in_the_middle(thread: Thread) -> Post:
    """The post half-way through a thread in reading order."""
    return thread.posts.order_by("path")[thread.reply_count // 2]


def near_the_end(thread: Thread) -> Post:
    """The twentieth post from a thread's end: a last page that is full begins with it."""
    return thread.posts.order_by("-path")[19]
