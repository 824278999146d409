"""What is to be reached, and whether it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.figures import Figures
from tests.bench.visits import MEMBER, VISITOR

MEMBER_BESIDE_VISITOR = 1.25  # of every page: who is known costs a quarter more at most
# What a member's page holds and a visitor's does not: there the two are not the same page, and the aim is told so.
SHOWN_BESIDES = {
    "front door": " (with their own news, and what they are asked)",
    "circles": " (with a card for each circle they are in)",
    "threads": " (with how much is new to them in each)",
}


@dataclass(frozen=True)
class Aim:
    what: str
    limit: float
    reached: float | None  # None where it could not be measured
    unit: str

    @property
    def verdict(self) -> str:
        if self.reached is None:
            return "NOT MEASURED"
        return "met" if self.reached <= self.limit else "NOT met"


def aims(figures: Figures) -> Iterator[Aim]:
    """Every aim with the worst figure that was measured for it."""
    pages = [figures.times_floor(row) for row in figures.beginning("thread of", MEMBER)]
    yield Aim("a page of 20 posts, for a member", 3, max(pages), "× the floor of one query and a template")
    yield Aim("thread of 5,000 beside thread of 50", 1.1, max(_growth(figures)), "×")
    yield Aim("a reply in the thread of 5,000, p50", 15, figures.reply.p50_ms, "ms")
    for reader, most in ((VISITOR, 6), (MEMBER, 10)):
        statements = [row.facts.statements for row in figures.beginning("", reader)]
        yield Aim(f"statements of a page, for a {reader}", most, max(statements), "")
    for name in figures.names:
        member, visitor = (figures.of(name, reader).sample.cpu_ms for reader in (MEMBER, VISITOR))
        besides = SHOWN_BESIDES.get(name, "")
        yield Aim(
            f"{name}: a member’s page beside a visitor’s{besides}",
            MEMBER_BESIDE_VISITOR,
            member / visitor,
            "× CPU",
        )
    painted = figures.paintings or {}
    usable = painted[1_000].usable_ms if 1_000 in painted else None
    yield Aim("section with 1,000 annotations usable in the browser", 500, usable, "ms")
    painting = painted[10_000].painting_ms if 10_000 in painted else None
    yield Aim("10,000 annotations painted", 300, painting, "ms")
    small, large = figures.reanchorings
    yield Aim("1,000 passages re-anchored on 60 KB", 0.5, small.cpu_seconds, "s")
    yield Aim("10,000 passages re-anchored on 1 MB", 10, large.cpu_seconds, "s")
    yield Aim("a new edition of 1 MB with 10,000 passages published", 10, figures.edited.publish_seconds, "s")
    slowest = max(figures.searches, key=lambda one: one.p50_ms)
    yield Aim(f"search among 100,000 posts for {slowest.what}, p50", 50, slowest.p50_ms, "ms")
    greediest = max(figures.exports, key=lambda one: one.memory_mb)
    yield Aim(f"memory of the greediest {greediest.what}", 100, greediest.memory_mb, "MB above idle")
    checked = figures.verifying
    yield Aim(f"{checked.entries:,} entries of the record checked by verify.py", 5, checked.cpu_seconds, "s")
    moving = figures.moving
    yield Aim(f"the chore with {moving.cases:,} cases open, a minute like any other", 5, moving.minute, "s")
    yield Aim("the longest run of it, with all of them due at once", 5, moving.longest, "s")
    yield Aim("a calendar of 500 meetings written", 500, figures.calendar_ms, "ms of CPU")
    noticing = figures.noticing
    yield Aim("posting where 10,000 follow beside where 10 do", 1.25, noticing.growth, "×")
    yield Aim("10,000 members told of a post", 15, noticing.telling_seconds, "s")
    yield Aim(f"a poll in a meeting of {figures.polling.people}, p95", 100, figures.polling.p95_ms, "ms")
    for what, kind, limit in (("script_bytes", "JavaScript", 30), ("style_bytes", "CSS", 15)):
        row = figures.heaviest(what)
        reached = getattr(row.facts, what) / 1024
        yield Aim(f"our {kind} on the heaviest page ({row.visit.name}), gzipped", limit, reached, "KB")


def _growth(figures: Figures) -> Iterator[float]:
    """Each page of the thread of 5,000 beside the like page of the thread of 50."""
    for reader in (VISITOR, MEMBER):
        for where in ("first", "middle", "last"):
            large, small = (figures.of(f"thread of {size}, {where}", reader) for size in ("5,000", "50"))
            yield large.sample.cpu_ms / small.sample.cpu_ms
