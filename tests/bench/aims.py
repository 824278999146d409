"""What is to be reached, and whether it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.figures import Figures
from tests.bench.visits import MEMBER, VISITOR


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
    painted = figures.paintings or {}
    usable = painted[1_000].usable_ms if 1_000 in painted else None
    yield Aim("section with 1,000 annotations usable in the browser", 500, usable, "ms")
    painting = painted[10_000].painting_ms if 10_000 in painted else None
    yield Aim("10,000 annotations painted", 300, painting, "ms")
    yield Aim("our JavaScript, gzipped", 30, figures.script_bytes / 1024, "KB")
    yield Aim("our CSS, gzipped", 15, figures.style_bytes / 1024, "KB")


def _growth(figures: Figures) -> Iterator[float]:
    """Each page of the thread of 5,000 beside the like page of the thread of 50."""
    for reader in (VISITOR, MEMBER):
        for where in ("first", "middle", "last"):
            large, small = (figures.of(f"thread of {size}, {where}", reader) for size in ("5,000", "50"))
            yield large.sample.cpu_ms / small.sample.cpu_ms
