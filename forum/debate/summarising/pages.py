"""What the history of a thread's summary needs."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from forum.debate.models import Thread
from forum.debate.summarising.models import EarlierSummary, Summary, SummaryWording
from forum.text import render_diff, word_diff
from forum.web.asked import number_in
from forum.web.pagination import SIZE, Page


@dataclass(frozen=True)
class Comparison:
    """How one version became another, word by word."""

    old: SummaryWording
    new: SummaryWording
    changes: SafeString


@dataclass(frozen=True)
class HistoryPage:
    """Versions of a summary, the latest first, and two of them compared. `present` is None where none stands now."""

    thread: Thread
    present: Summary | None
    versions: Page[SummaryWording]
    comparison: Comparison | None
    last: int  # the highest number


def history_page(thread: Thread, *, old: str = "", new: str = "", before: str = "") -> HistoryPage:
    """The versions below the number `before`, and two compared: those numbered `old` and `new`.

    Numbers come as the address has them. The last two are compared if nothing is asked for.
    """
    present = present_of(thread)
    key = number_in(before)
    found = _earlier_than(thread, key)
    versions: list[SummaryWording] = [*found[:SIZE]]
    further = str(versions[-1].number) if len(found) > SIZE else ""
    if present and key is None:
        versions.insert(0, present)
    last = versions[0].number if versions else 0
    asked = [number_in(old), number_in(new)]
    latest = [version.number for version in reversed(versions[:2])]
    numbers = [one or other for one, other in zip(asked, latest, strict=False)] if len(latest) == 2 else []
    return HistoryPage(thread, present, Page(versions, further), _compare(thread, present, numbers), last)


def present_of(thread: Thread) -> Summary | None:
    return Summary.objects.filter(thread=thread).select_related("author").first()


def version_of(thread: Thread, number: int | None) -> SummaryWording | None:
    """An earlier version of a thread's summary, if there is one of that number."""
    return EarlierSummary.objects.filter(thread=thread, number=number).first() if number else None


def _earlier_than(thread: Thread, number: int | None) -> list[EarlierSummary]:
    """One version more than a page is read, to know whether any follow."""
    earlier = thread.earlier_summaries.select_related("author").order_by("-number")
    return list((earlier if number is None else earlier.filter(number__lt=number))[: SIZE + 1])


def _compare(thread: Thread, present: Summary | None, numbers: list[int]) -> Comparison | None:
    known: dict[int, SummaryWording] = {
        version.number: version for version in thread.earlier_summaries.filter(number__in=numbers)
    }
    if present:
        known[present.number] = present
    if len(set(numbers)) != 2 or not set(numbers) <= set(known):
        return None
    old, new = (known[number] for number in numbers)
    return Comparison(old, new, render_diff(word_diff(old.source, new.source)))
