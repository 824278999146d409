"""How flat a circle is, as a table for spreadsheets: no names, and each measure's counts in order of size."""

import csv
import io

from forum.circles.models import Circle
from forum.flatness.chance import expected_gini
from forum.flatness.counting import counted
from forum.flatness.measuring import (
    effective_voices,
    gini,
    independent_events,
    share_of_first,
)
from forum.flatness.pages import amounts_of, chance_for, why_silent
from forum.flatness.registry import measures

COLUMNS = (
    "measure", "window", "counted_at", "people", "events",
    "effective_voices", "effective_voices_low", "effective_voices_high",
    "first", "first_low", "first_high",
    "first_three", "first_three_low", "first_three_high",
    "gini", "gini_low", "gini_high", "gini_expected",
    "counts",
)  # fmt: skip


def as_csv(circle: Circle, window: str) -> str:
    """A line for each measure. `low` and `high` are the band in which nine of ten draws by lot lie, `expected` is their
    mean; all but the first columns are empty where the page is silent."""
    found = counted(circle, window)
    written = io.StringIO()
    line = csv.writer(written)
    line.writerow(COLUMNS)
    for measure in measures():
        counts = found.counts.get(measure.name, ())
        amounts, events = amounts_of(measure, found), sum(count.events for count in counts)
        people = len(amounts)
        cells = [measure.name, window, found.at.isoformat(timespec="seconds"), people, events]
        if not why_silent(measure, people, events):
            chance = chance_for(counts, people)
            independent = independent_events(sum(c.amount for c in counts), sum(c.squares for c in counts))
            for value, band in (
                (effective_voices(amounts), chance.effective),
                (share_of_first(amounts, 1), chance.first),
                (share_of_first(amounts, 3), chance.first_three),
                (gini(amounts), chance.gini),
            ):
                cells += [f"{value:.4f}", f"{band.low:.4f}", f"{band.high:.4f}"]
            cells += [f"{expected_gini(people, independent):.4f}", " ".join(map(str, amounts))]
        line.writerow(cells + [""] * (len(COLUMNS) - len(cells)))
    return written.getvalue()
