"""Editions that were published: their history, and how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from essays.editions.comparing import Part, changes_between
from essays.editions.models import Agreement, Answer, NextEdition
from essays.editions.pages.changes import ChangesPage, changes_page
from essays.editions.placing import Text
from essays.library.models import Edition, Essay
from essays.margin.leading import standing_of
from essays.margin.selecting import SelectionRefused, block_at, words_of_block
from forum.web.asked import number_in
from forum.web.pagination import Page, newest_page

AT_ONCE = 300_000  # code points of two wordings that are compared while one waits; what was published was compared then


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the history of its text."""

    edition: Edition
    url: str
    came_of: NextEdition | None  # how it came about; None for the first, and for one put there by other means
    agreed: Sequence[str]  # names of those who agreed to it
    published_by: str  # whose decision it was; "" where two agreements were enough
    answers: Sequence[Answer]
    changes_url: str  # "" for the first
    is_current: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """All editions of a text, the newest first, and those on their way."""

    essay: Essay
    lines: Page[EditionLine]
    open: Sequence[NextEdition]


def history_page(reader: Any, essay: Essay, *, before: str = "") -> HistoryPage:
    """The editions of `essay` below the key `before`; in five queries."""
    came_of = (
        NextEdition.objects.without_contents()
        .select_related("proposed_by")
        .prefetch_related(
            Prefetch("agreements", Agreement.objects.select_related("member")),
            Prefetch(
                "answers",
                Answer.objects.visible_to(reader).select_related("annotation__thread__opening__author"),
            ),
        )
    )
    editions = Edition.objects.filter(essay=essay).defer("succession").select_related("published_by")
    found = newest_page(editions.prefetch_related(Prefetch("came_of", came_of)), before=before)
    open_ones = NextEdition.objects.visible_to(reader).open().filter(essay=essay).without_contents()
    return HistoryPage(
        essay=essay,
        lines=Page([_line(essay, edition) for edition in found.rows], found.further),
        open=list(open_ones.select_related("proposed_by", "essay").order_by("-pk")[:20]),
    )


def _line(essay: Essay, edition: Edition) -> EditionLine:
    came_of: NextEdition | None = getattr(edition, "came_of", None)
    number = edition.number
    agreements = list(came_of.agreements.all()) if came_of else []
    by_agreement = edition.published_by_id in {agreement.member_id for agreement in agreements}
    return EditionLine(
        edition=edition,
        url=reverse("edition", args=[essay.slug, number]),
        came_of=came_of,
        agreed=[agreement.member.name for agreement in agreements],
        published_by=edition.published_by.name if edition.published_by and not by_agreement else "",
        answers=list(came_of.answers.all()) if came_of else [],
        changes_url=reverse("edition_changes", args=[essay.slug, number - 1, number]) if number > 1 else "",
        is_current=edition.pk == essay.edition_id,
    )


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """How one edition became another; `page` is None where they are too long to compare while one waits."""

    essay: Essay
    old: Edition
    new: Edition
    last: int  # the number of the edition read now
    page: ChangesPage | None


def comparison_page(essay: Essay, old: Edition, new: Edition, *, start: int = 0) -> ComparisonPage:
    """How `old` became `new`. What was found when an edition was published is kept; of others, the shorter ones are
    compared now."""
    kept = NextEdition.objects.filter(edition=new, base=old).values_list("changes", flat=True).first()
    changes = kept if kept is not None else _compared(old, new)
    page = changes_page(changes, start=start) if changes is not None else None
    return ComparisonPage(essay, old, new, essay.current.number, page)


def _compared(old: Edition, new: Edition) -> list[dict[str, Any]] | None:
    texts = [Text.of(edition.pk) for edition in (old, new)]
    if sum(len(text.text) for text in texts) > AT_ONCE:
        return None
    before, after = ([Part.of(section) for section in text.sections] for text in texts)
    return changes_between(before, after)


def where_to_annotate(edition: Edition, section: Any, asked: Any) -> str:
    """The address at which the words of an old edition that are asked for are annotated now; "" where they, and their
    paragraph, are gone."""
    start, end, block = (number_in(asked.get(name)) for name in ("start", "end", "block"))
    number = block or block_at(section, start or 0)
    standing = standing_of(edition.essay, edition.number, number)
    if not standing.is_current:
        return ""
    try:
        words = section.text[start:end] if start is not None and end is not None else ""
        found = words_of_block(standing.section, standing.block, words)
        place = f"start={found.start}&end={found.end}" if words else f"block={standing.block}"
    except SelectionRefused:
        place = f"block={standing.block}"
    kind = asked.get("kind", "")
    more = f"&kind={kind}" if kind.replace("-", "").isalpha() else ""
    return f"{reverse('annotate', args=[edition.essay.slug, standing.section.slug])}?{place}{more}"
