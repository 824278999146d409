"""All that one run has found out."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.browser import Painting
from tests.bench.load import Sample
from tests.bench.visits import Facts, Visit

CHECKOUT = Path(__file__).resolve().parents[2]
OUR_FOLDERS = ("forum/static", "essays/static")


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
    script_bytes: int  # our own, each file gzipped by itself as it is served
    style_bytes: int

    def of(self, name: str, reader: str) -> Row:
        return next(row for row in self.rows if (row.visit.name, row.visit.reader) == (name, reader))

    def beginning(self, name: str, reader: str = "") -> Iterator[Row]:
        """The rows of pages whose name begins so, of one reader or of all."""
        return (
            row for row in self.rows if row.visit.name.startswith(name) and reader in ("", row.visit.reader)
        )

    def times_floor(self, row: Row) -> float:
        return row.sample.cpu_ms / self.floors["page"].cpu_ms


def gzipped_size_of_ours(ending: str) -> int:
    """Bytes of all our own static files with that ending, each gzipped by itself."""
    files = (path for folder in OUR_FOLDERS for path in (CHECKOUT / folder).rglob(f"*.{ending}"))
    return sum(len(gzip.compress(path.read_bytes(), compresslevel=9)) for path in files)
