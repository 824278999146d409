"""All that one run has found out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from tests.bench.browser import Painting
from tests.bench.load import Sample
from tests.bench.visits import Facts, Visit

OUR_FOLDERS = ("forum", "essays")


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
    script_bytes: int  # our own, gzipped as they are served
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
    """Bytes of all our own static files with that ending, as they were collected and compressed."""
    files = (
        path for folder in OUR_FOLDERS for path in (settings.STATIC_ROOT / folder).rglob(f"*.{ending}.gz")
    )
    return sum(path.stat().st_size for path in files)
