"""What minutes said before, by whom, and how one version became another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from forum.meetings.minutes.models import Minutes, MinutesVersion
from forum.members.models import Member
from forum.text import render_diff, word_diff
from forum.web.asked import number_in
from forum.web.pagination import SIZE, Page


@dataclass(frozen=True)
class VersionLine:
    """A version, and who wrote it: all who wrote in that go."""

    version: MinutesVersion
    writers: Sequence[Member]


@dataclass(frozen=True)
class Comparison:
    """How one version became another, word by word."""

    old: MinutesVersion | None  # None: the empty page
    new: MinutesVersion
    changes: SafeString


@dataclass(frozen=True)
class HistoryPage:
    minutes: Minutes
    versions: Page[VersionLine]
    comparison: Comparison | None


def history_page(minutes: Minutes, *, old: str = "", new: str = "", before: str = "") -> HistoryPage:
    """The versions below the number `before`, the latest first, and two compared: those numbered `old` and `new`, or
    `new` with the one before it. The last is compared if nothing is asked for. Four queries."""
    kept = MinutesVersion.objects.kept().filter(minutes=minutes).select_related("author")
    key = number_in(before)
    below = kept if key is None else kept.filter(number__lt=key)
    found = list(below.defer("source").order_by("-number")[: SIZE + 1])
    rows = found[:SIZE]
    writers = _writers(minutes, rows)
    lines = [VersionLine(one, writers[one.run] or [one.author]) for one in rows]
    further = str(rows[-1].number) if len(found) > SIZE else ""
    return HistoryPage(minutes, Page(lines, further), _compare(kept, number_in(old), number_in(new)))


def _writers(minutes: Minutes, rows: Sequence[MinutesVersion]) -> dict[int, list[Member]]:
    """Who wrote in each run, in the order in which they came, in one query."""
    found: dict[int, list[Member]] = defaultdict(list)
    steps = MinutesVersion.objects.filter(minutes=minutes, run__in=[row.run for row in rows])
    for step in steps.select_related("author").defer("source").order_by("number"):
        if step.author not in found[step.run]:
            found[step.run].append(step.author)
    return found


def _compare(kept, old: int | None, new: int | None) -> Comparison | None:
    after = kept.filter(number__lte=new) if new else kept
    later = after.order_by("-number").first()
    if later is None or (new and later.number != new):
        return None
    earlier = kept.filter(number=old) if old else kept.filter(number__lt=later.number)
    before = earlier.order_by("-number").first()
    if old and before is None:
        return None
    changes = word_diff(before.source if before else "", later.source)
    return Comparison(before, later, render_diff(changes))
