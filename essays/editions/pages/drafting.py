"""A new edition on its way: its sections, what it changes, and what becomes of the notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essays.editions.models import MAY_BE_ANSWERED, Agreement, Answer, Foreseen, NextEdition
from essays.editions.pages.changes import ChangesPage, changes_page
from essays.library.models import Essay
from essays.library.outline import Outline, Section, from_json
from essays.library.rewording import heading_of, wording_of
from essays.margin.models import Annotation
from forum.debate.querysets import has_words
from forum.debate.restraining.hows import in_short
from forum.permissions import Act, can
from forum.text import excerpt
from forum.text.diff import render_diff, word_diff
from forum.web.pagination import page_after

BECOMES = {
    "exact": _("stay as they are"),
    "edited": _("their words change"),
    "moved": _("come elsewhere"),
    "gone": _("are gone, or cannot be told for certain"),
}
TOLD = ("edited", "moved", "gone")  # states of which there are lists
MAY_BE_CHOSEN = 40  # notes on words that change, offered to be answered


@dataclass(frozen=True, slots=True)
class Fate:
    """How many passages come to stand in one state, and where its part of the bar begins and ends, of 1,000."""

    state: str
    label: str
    count: int
    share: int  # in a hundred
    start: float
    width: float
    url: str  # of the list of them; "" where there is none


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of a draft. `number` counts from 1."""

    number: int
    name: str
    words: int
    url: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class NextPage:
    """An edition on its way, with what the reader may do about it."""

    edition: NextEdition
    lines: Sequence[SectionLine]  # while it is a draft
    changes: ChangesPage | None
    fates: Sequence[Fate]
    notes: int  # passages in all
    agreements: Sequence[Agreement]
    answers: Sequence[Answer]
    is_own: bool
    may_publish: bool
    may_agree: bool
    has_agreed: bool


def next_page(reader: Any, edition: NextEdition) -> NextPage:
    """The edition on its way, with the first of what it changes, in four queries beside those that permissions ask."""
    agreements = list(edition.agreements.select_related("member"))
    fates = fates_of(reader, edition) if edition.is_compared and edition.is_open else []
    is_open = edition.is_proposed and not edition.is_outdated
    return NextPage(
        edition=edition,
        lines=_lines(edition) if edition.is_draft else [],
        changes=changes_page(edition.changes) if edition.changes is not None else None,
        fates=fates,
        notes=sum(fate.count for fate in fates),
        agreements=agreements,
        answers=answers_of(reader, edition) if edition.proposed_at else [],
        is_own=edition.proposed_by_id == reader.pk,
        may_publish=(is_open or edition.is_draft) and can(reader, Act.PUBLISH_EDITION, edition),
        may_agree=is_open and can(reader, Act.AGREE_TO_EDITION, edition),
        has_agreed=any(agreement.member_id == reader.pk for agreement in agreements),
    )


def answers_of(reader: Any, edition: NextEdition) -> Sequence[Answer]:
    """The notes an edition is said to answer, as far as the reader may see them."""
    answers = edition.answers.visible_to(reader).select_related("annotation__thread__opening__author")
    return list(answers)


def fates_of(reader: Any, edition: NextEdition) -> list[Fate]:
    """What becomes of the passages the reader may see, by state; in one query."""
    counts = dict(
        Foreseen.objects.filter(next_edition=edition)
        .visible_to(reader)
        .values_list("state")
        .annotate(count=Count("pk"))
        .order_by()
    )
    total, start, fates = sum(counts.values()), 0.0, []
    for state, label in BECOMES.items():
        count = counts.get(state, 0)
        width = 1000 * count / total if total else 0.0
        listed = count and state in TOLD
        url = f"{reverse('next_notes', args=[edition.pk])}?state={state}" if listed else ""
        share = round(100 * count / total) if total else 0
        fates.append(Fate(state, str(label), count, share, round(start, 1), round(width, 1), url))
        start += width
    return fates


def _lines(edition: NextEdition) -> list[SectionLine]:
    sections = edition.outline["sections"] if edition.outline else []
    named = from_json(edition.outline).sections if edition.outline else ()
    return [
        SectionLine(
            number=number,
            name=section.name if section.blocks else gettext("A new section"),
            words=sum(len(block.text.split()) for block in section.blocks),
            url=reverse("next_section", args=[edition.pk, number]),
            is_first=number == 1,
            is_last=number == len(sections),
        )
        for number, section in enumerate(named, start=1)
    ]


@dataclass(frozen=True, slots=True)
class NextSectionPage:
    """A section of a draft, as it is changed. `number` counts from 1."""

    edition: NextEdition
    outline: Outline
    number: int

    @property
    def section(self) -> Section:
        return self.outline.sections[self.number - 1]

    @property
    def name(self) -> str:
        return self.section.name if self.section.blocks else gettext("A new section")

    @property
    def total(self) -> int:
        return len(self.outline.sections)

    @property
    def heading(self) -> str:
        return heading_of(self.section)

    @property
    def wording(self) -> str:
        return wording_of(self.section)

    @property
    def url(self) -> str:
        return reverse("next_section", args=[self.edition.pk, self.number])

    @property
    def following(self) -> str:
        """The address of the section after this, or of the edition after the last."""
        if self.number < self.total:
            return reverse("next_section", args=[self.edition.pk, self.number + 1])
        return self.edition.get_absolute_url()

    @property
    def keep_key(self) -> str:
        """Under which the browser keeps what is typed."""
        return f"next-{self.edition.pk}-{self.number}-{self.edition.revision}"


def next_section_page(edition: NextEdition, number: int) -> NextSectionPage:
    """Section `number` of a draft. Raises Http404 where there is none."""
    outline = from_json(edition.outline)
    if not 1 <= number <= len(outline.sections):
        raise Http404
    return NextSectionPage(edition, outline, number)


@dataclass(frozen=True, slots=True)
class FateLine:
    """A passage that does not stay as it is."""

    annotation: Annotation
    state: str
    section: str
    was: str
    changes: SafeString | None
    words: str  # the first of the note's


@dataclass(frozen=True, slots=True)
class FatesPage:
    """Passages in one state, in the order of their notes, and the key to go on from."""

    edition: NextEdition
    state: str
    label: str
    lines: Sequence[FateLine]
    further: str


def fates_page(reader: Any, edition: NextEdition, state: str, *, after: str = "") -> FatesPage:
    """What becomes of the passages in `state`, as far as the reader may see them; in one query."""
    if state not in TOLD:
        raise Http404
    rows = Foreseen.objects.filter(next_edition=edition, state=state).visible_to(reader)
    page = page_after(rows.select_related("passage__annotation__thread__opening__author"), after)
    return FatesPage(
        edition=edition,
        state=state,
        label=str(BECOMES[state]),
        lines=[_fate(row) for row in page.rows],
        further=page.further,
    )


def _fate(row: Foreseen) -> FateLine:
    annotation = row.passage.annotation
    opening = annotation.opening
    return FateLine(
        annotation=annotation,
        state=row.state,
        section=row.section,
        was=row.was,
        changes=render_diff(word_diff(row.was, row.becomes))
        if row.becomes and row.becomes != row.was
        else None,
        words="" if opening.withdrawn_at else in_short(opening.restraint) or excerpt(opening.html, 160),
    )


def may_be_answered(reader: Any, edition: NextEdition) -> list[Annotation]:
    """Notes on words that change, which the change may answer; in one query."""
    touched = (
        Foreseen.objects.filter(next_edition=edition, state__in=TOLD)
        .visible_to(reader)
        .filter(passage__annotation__thread__opening__kind__in=MAY_BE_ANSWERED)
    )
    return list(
        answerable(reader, edition.essay)
        .filter(pk__in=touched.values("passage__annotation"))
        .order_by("pk")[:MAY_BE_CHOSEN]
    )


def answerable(reader: Any, essay: Essay) -> Any:
    """Critiques, counter-evidence and questions in the essay's margin that the reader may see; no private notes."""
    notes = Annotation.objects.visible_to(reader).filter(
        has_words("thread__opening"),
        essay=essay,
        thread__private_to=None,
        thread__opening__kind__in=MAY_BE_ANSWERED,
    )
    return notes.select_related("thread__opening__author")
