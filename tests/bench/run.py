"""One run from empty tables to the verdict."""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from django.db import connection, connections
from django.urls import reverse

from essays.library.models import Essay
from forum.limits.models import Allowance
from tests.bench import (
    anchoring,
    browser,
    calendars,
    cases,
    exchange,
    meeting,
    notices,
    record,
    report,
    search,
)
from tests.bench.aims import aims
from tests.bench.book import import_book
from tests.bench.data import World, build
from tests.bench.editions import edit_book
from tests.bench.figures import Figures, Row
from tests.bench.load import Sample, sample_reading, sample_replying
from tests.bench.serving import Server, serving
from tests.bench.visits import MEMBER, Readers, Visit, visits

ROUNDS = 3
HOUSE, BARE = "config.settings", "tests.bench.bare_settings"
PAINTED = (1_000, 10_000)


def run(folder: Path) -> int:
    """Build, measure, print, and keep the figures in `folder`. Returns the exit status."""
    world = build(say)
    readers = Readers(world)
    facts = {visit: readers.facts_of(visit) for visit in visits(world, readers)}
    connections.close_all()
    with serving(HOUSE) as house, serving(BARE) as bare:
        found = measure(world, readers, facts, house, bare)
        samples = {what: min(some, key=lambda one: one.cpu_ms) for what, some in found.items()}
        say("painting in the browser")
        paintings = browser.paintings(house, sections_to_paint(world))
        say("a margin of 10,000 notes on its way out")
        passings = exchange.exports(house, world.essay)
    if paintings is None:
        say("NOT MEASURED: there is no Chromium on this machine, so nothing was painted")
    say("a file of 10,000 notes on its way in")
    unnoted = world.essay.edition.sections.get(slug="with-0")
    passings += exchange.imports(world.people.reader, world.essay, unnoted)
    say("passages from one edition to the next")
    reanchorings = anchoring.reanchorings()
    say("a book of 1 MB, and a new edition of it with 10,000 passages")
    book = import_book(world.people)
    edited = edit_book(world.people, Essay.objects.get(slug=book.essay))
    say("posting to 10,000 followers, telling them, and their digests")
    noticing = notices.measure(world.people)
    say(f"a record of {record.ENTRIES:,} entries, checked")
    verifying = record.verifying()
    say(f"{cases.CASES:,} open cases, and the chore that moves them on")
    moving = cases.measure(world.people)
    say(f"a meeting of {meeting.PEOPLE}")
    polling = meeting.measure(world.people.commons, world.people.writers[: meeting.PEOPLE])
    say(f"{search.POSTS:,} posts more, and a search among them")
    search.fill(search.POSTS)
    searches = search.askings()
    figures = Figures(
        database=connection.vendor,
        floors={name: samples[name] for name in floors(world)},
        rows=[Row(visit, fact, samples[visit]) for visit, fact in facts.items()],
        reply=samples["reply"],
        paintings=paintings,
        reanchorings=reanchorings,
        book=book,
        edited=edited,
        passings=passings,
        searches=searches,
        noticing=noticing,
        verifying=verifying,
        moving=moving,
        polling=polling,
        calendar_ms=calendars.writing_ms(),
    )
    judged = list(aims(figures))
    kept = report.keep(figures, judged, folder)
    tell(f"\n{report.as_table(figures)}\n\n{report.as_verdicts(judged)}\n\nAll figures are in {kept}")
    return 0


def measure(
    world: World, readers: Readers, pages: Iterable[Visit], house: Server, bare: Server
) -> dict[str | Visit, list[Sample]]:
    """Floors, pages and replies, all in every round: a machine that is busy for a while is fair to all."""
    found: dict[str | Visit, list[Sample]] = defaultdict(list)
    answer = reverse("reply", args=[world.flat[5_000].opening.pk])
    for number in range(1, ROUNDS + 1):
        say(f"round {number} of {ROUNDS}")
        for name, path in floors(world).items():
            found[name].append(sample_reading(bare, path, cookie=""))
        for visit in pages:
            found[visit].append(sample_reading(house, visit.path, readers.cookie(visit.reader)))
        Allowance.objects.all().delete()  # what a round sends would be too much for a person
        found["reply"].append(sample_replying(house, answer, readers.cookie(MEMBER)))
    return found


def floors(world: World) -> dict[str, str]:
    """Name and path of each floor."""
    return {"string": "/string/", "page": f"/page/{world.flat[50].pk}/"}


def sections_to_paint(world: World) -> dict[int, str]:
    return {size: reverse("section", args=[world.essay.slug, f"with-{size}"]) for size in PAINTED}


def say(words: str) -> None:
    """Tell whoever waits what is being done."""
    tell(f"bench: {words}")


def tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
