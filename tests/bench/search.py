"""What it takes to find something among 100,000 posts, as a page of the search finds and shows it.

By itself: `python -m tests.bench.search 100000`, with a state folder of its own or the empty database of DATABASE_URL.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

POSTS = 100_000
POSTS_A_THREAD = 50
WORDS = 50
ROUNDS = 30
RARE = 1_000  # every so manieth post has a word that few others have
BATCH = 2_000


@dataclass(frozen=True)
class Asking:
    """Something that was asked again and again: how often it was found, and how long that took."""

    what: str
    reader: str
    found: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float  # of this process alone, which on SQLite is all of it


def askings() -> list[Asking]:
    """What is typically asked, by a visitor and by a member of one of two closed circles."""
    from django.contrib.auth.models import AnonymousUser

    from forum.members.models import Member
    from tests.bench.words import lexicon

    words, _often = lexicon()
    often, seldom = sorted(words[:40], key=len)[-3:], words[1500]
    asked = {
        "a rare word": "rarity7 ",
        "two words": f"{often[0]} {seldom} ",
        "the most frequent word": f"{words[0]} ",
        "a phrase": f'"{often[1]} {often[2]}"',
        "the beginning of a word": words[200][:4],
        "a frequent word with filters": f"{words[0]} by:finder-3 kind:critique before:2026-06-01 ",
        "filters alone": "kind:question in:commons",
        "two frequent words, newest first": f"{words[0]} {words[1]} ",
    }
    readers = {"visitor": AnonymousUser(), "member": Member.objects.get(handle="finder-1")}
    return [
        asking(what, said, name, reader) for what, said in asked.items() for name, reader in readers.items()
    ]


def asking(what: str, said: str, name: str, reader: Any) -> Asking:
    from forum.search.pages import search_page

    times, cpu, page = [], [], None
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        page = search_page(reader, said, newest_first="newest" in what)
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    p95 = quantiles(times, n=20)[-1]
    return Asking(what, name, page.count if page else 0, median(times), p95, median(cpu))


def fill(posts: int) -> float:
    """Write so many posts, a third of them in closed circles, and index them; return the seconds that indexing took."""
    from django.core.management import call_command

    writers = _writers()
    circles = _circles(writers)
    rows = _posts(writers, circles)
    while some := list(islice(rows, min(BATCH, posts))):
        posts -= len(some)
        _write(some)
    began = time.perf_counter()
    call_command("rebuild_search", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    return time.perf_counter() - began


def _writers() -> list[Any]:
    from forum.members.models import Member

    return Member.objects.bulk_create(
        Member(handle=f"finder-{n}", email=f"finder-{n}@example.org", password="!") for n in range(200)
    )


def _circles(writers: list[Any]) -> list[Any]:
    """The Commons, four times as often as a closed circle that the first few are in, and one that they are not in."""
    from forum.circles.actions import join, open_circle
    from forum.circles.models import Circle

    theirs, others = (
        open_circle(member=writers[n], slug=slug, name=slug, access=Circle.Access.CLOSED)
        for n, slug in ((0, "theirs"), (-1, "others"))
    )
    join(member=writers[1], circle=theirs)
    return [*[Circle.objects.commons()] * 4, theirs, others]


def _posts(writers: list[Any], circles: list[Any]) -> Iterator[Any]:
    from django.utils import timezone

    from forum.debate import paths
    from forum.debate.models import Kind, Post, Thread
    from tests.bench.words import paragraph

    random, now, number = Random(7), timezone.now(), 0
    while True:
        at = now - timedelta(minutes=10 * (1_000_000 - number) / 10)
        thread = Thread(circle=random.choice(circles), title=paragraph(random, 4)[:100], opened_by=writers[0])
        opening = None
        for n in range(POSTS_A_THREAD):
            rare = f" Rarity{number // RARE}." if number % RARE == 0 else ""
            words = paragraph(random, WORDS) + rare
            post = Post(
                thread=thread,
                author=random.choice(writers),
                answers=opening,
                kind=random.choice(Kind.values),
                source=words,
                html=f"<p>{words}</p>",
                path=paths.step(n - 1) if opening else "",
                depth=int(bool(opening)),
                written_at=at + timedelta(minutes=n),
            )
            opening = opening or post
            number += 1
            yield post


def _write(posts: list[Any]) -> None:
    from forum.debate.models import Post, Thread

    threads = list({id(post.thread): post.thread for post in posts if post.thread.pk is None}.values())
    Thread.objects.bulk_create(threads)
    for post in posts:
        post.thread = post.thread  # now that it has a number
    Post.objects.bulk_create([post for post in posts if post.answers is None])
    for post in posts:
        post.answers = post.answers
    Post.objects.bulk_create([post for post in posts if post.answers is not None])
    for post in posts:
        if post.answers is None:
            post.thread.opening = post
    Thread.objects.bulk_update([post.thread for post in posts if post.answers is None], ["opening"])


def as_lines(found: list[Asking]) -> str:
    return "\n".join(
        f"search for {one.what}, {one.reader}: {one.found:,} found, p50 {one.p50_ms:.1f} ms, "
        f"p95 {one.p95_ms:.1f} ms, {one.cpu_ms:.1f} ms of CPU"
        for one in found
    )


def main(posts: int) -> None:
    with TemporaryDirectory() as state:
        os.environ |= {"VAR_DIR": state, "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        seconds = fill(posts)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        sys.stdout.write(f"{connection.vendor}: {posts:,} posts indexed in {seconds:.0f} s\n")
        sys.stdout.write(as_lines(askings()) + "\n")
        if connection.vendor == "postgresql" and "--explain" in sys.argv:
            explain()


def explain() -> None:
    """Print how PostgreSQL goes about the most frequent word, and a rare one."""
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import BooleanField, Q
    from django.db.models.expressions import RawSQL

    from forum.search import asking
    from forum.search.engines import Sought, postgres
    from forum.search.engines.candidates import share_of
    from forum.search.registry import findables
    from tests.bench.words import lexicon

    for said in (f"{lexicon()[0][0]} ", "rarity7 "):
        query = asking.read(said)
        low, high, documents = share_of(findables()[:1], Sought(query, AnonymousUser(), Q()))
        matches = RawSQL(postgres._MATCHES, [postgres.match(query)], output_field=BooleanField())
        rows = (
            documents.filter(matches, pk__range=(low, high))
            .order_by("-pk")
            .values("pk", "folded_text")[:1000]
        )
        sys.stdout.write(f"{said}\n{rows.explain(analyze=True)}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
