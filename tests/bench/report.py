"""What was found, for people and for machines."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import notices
from tests.bench.aims import Aim
from tests.bench.exchange import as_lines
from tests.bench.figures import Figures
from tests.bench.load import Sample
from tests.bench.search import as_lines as searched

HEAD = ("page", "reader", "CPU ms", "× floor", "p50 ms", "p95 ms", "req/s", "SQL", "KB", "KB gz")
LAYOUT = "{:<28} {:<8}" + " {:>8}" * (len(HEAD) - 2)


def as_table(figures: Figures) -> str:
    """A line for each floor and page, and the rest below."""
    lines = [LAYOUT.format(*HEAD)]
    for name, sample in figures.floors.items():
        lines.append(LAYOUT.format(f"floor: {name}", "", *_times(figures, sample), "", "", ""))
    for row in figures.rows:
        sizes = (f"{row.facts.bytes / 1024:.1f}", f"{row.facts.bytes_gzipped / 1024:.1f}")
        times = _times(figures, row.sample)
        lines.append(LAYOUT.format(row.visit.name, row.visit.reader, *times, row.facts.statements, *sizes))
    lines.append(
        LAYOUT.format("a reply, thread of 5,000", "member", *_times(figures, figures.reply), "", "", "")
    )
    for size, painting in (figures.paintings or {}).items():
        lines.append(
            f"section with {size:,} in Chromium: usable after {painting.usable_ms:.0f} ms, "
            f"of which {painting.painting_ms:.0f} ms passed between the index and the painted margin"
        )
    lines += [
        f"re-anchoring {one.passages:,} passages over {one.characters:,} characters: {one.cpu_seconds:.2f} s of CPU"
        for one in figures.reanchorings
    ]
    book, edited = figures.book, figures.edited
    lines.append(
        f"a book of {book.megabytes:.1f} MB: read in {book.read_seconds:.1f} s, "
        f"published in {book.publish_seconds:.1f} s"
    )
    fates = ", ".join(f"{count:,} {state}" for state, count in edited.fates.items())
    lines.append(
        f"a new edition of it with {edited.passages:,} passages: compared in {edited.compare_seconds:.1f} s, "
        f"published in {edited.publish_seconds:.1f} s ({fates})"
    )
    return "\n".join(
        [
            *lines,
            as_lines(figures.passings),
            notices.as_lines(figures.noticing),
            figures.moving.as_lines(),
            figures.polling.as_lines(),
            searched(figures.searches),
        ]
    )


def as_verdicts(aims: Iterable[Aim]) -> str:
    """A line for each aim."""
    lines = []
    for aim in aims:
        reached = "" if aim.reached is None else f"{aim.reached:.2f} "
        lines.append(f"{aim.verdict:<13} {aim.what}: {reached}(≤ {aim.limit:g}) {aim.unit}".rstrip())
    return "\n".join(lines)


def keep(figures: Figures, aims: Iterable[Aim], folder: Path) -> Path:
    """Write everything as JSON into `folder`, named by the time (UTC); return the file."""
    now = datetime.now(UTC)
    told = asdict(figures) | {
        "at": now.isoformat(timespec="seconds"),
        "machine": {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "system": platform.platform(),
        },
        "aims": [asdict(aim) | {"verdict": aim.verdict} for aim in aims],
    }
    file = folder / f"{now:%Y-%m-%d-%H%M%S}.json"
    file.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return file


def _times(figures: Figures, sample: Sample) -> tuple[str, ...]:
    floor = figures.floors["page"].cpu_ms
    return (
        f"{sample.cpu_ms:.2f}",
        f"{sample.cpu_ms / floor:.2f}",
        f"{sample.p50_ms:.1f}",
        f"{sample.p95_ms:.1f}",
        f"{sample.per_second:.0f}",
    )
