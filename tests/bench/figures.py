"""All that one run has found out."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.anchoring import Reanchoring
from tests.bench.book import Book
from tests.bench.browser import Painting
from tests.bench.cases import Moving
from tests.bench.editions import Edited
from tests.bench.exchange import Passing
from tests.bench.load import Sample
from tests.bench.meeting import Polling
from tests.bench.notices import Noticing
from tests.bench.record import Verifying
from tests.bench.search import Asking
from tests.bench.visits import Facts, Visit


@dataclass(frozen=True)
class Row:
    """A page, how it was read, and what that cost."""

    visit: Visit
    facts: Facts
    sample: Sample


@dataclass(frozen=True)
class Figures:
    database: str
    floors: dict[str, Sample]  # "string" and "page"
    rows: list[Row]
    reply: Sample  # to a post in the thread of 5,000, one at a time
    paintings: dict[int, Painting] | None  # by number of annotations; None without a browser
    reanchorings: list[Reanchoring]
    book: Book
    edited: Edited
    passings: list[Passing]  # margins on their way out and in
    searches: list[Asking]
    noticing: Noticing
    verifying: Verifying
    moving: Moving  # open cases, by the chore
    polling: Polling
    calendar_ms: float  # to write one of 500 meetings

    @property
    def exports(self) -> list[Passing]:
        return [one for one in self.passings if one.what.startswith("export")]

    @property
    def names(self) -> list[str]:
        """The pages, each once."""
        return list(dict.fromkeys(row.visit.name for row in self.rows))

    def of(self, name: str, reader: str) -> Row:
        return next(row for row in self.rows if (row.visit.name, row.visit.reader) == (name, reader))

    def beginning(self, name: str, reader: str = "") -> Iterator[Row]:
        """The rows of pages whose name begins so, of one reader or of all."""
        return (
            row for row in self.rows if row.visit.name.startswith(name) and reader in ("", row.visit.reader)
        )

    def heaviest(self, what: str) -> Row:
        """The row whose page asks for most bytes of our own: "script_bytes" or "style_bytes"."""
        return max(self.rows, key=lambda row: getattr(row.facts, what))

    def times_floor(self, row: Row) -> float:
        return row.sample.cpu_ms / self.floors["page"].cpu_ms
