"""What the pages of a citation show, gathered in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essays.citing.models import Check, CheckRevision, Finding, Found, Mending
from essays.citing.words import Told, meant, told, why
from essays.library.models import Citation, Essay, Section
from essays.library.pages import anchor_of, url_of
from forum.permissions import Act, can
from forum.sources.models import Source
from forum.text import render_diff, word_diff
from forum.web.pagination import Page, newest_page

MOST_CHECKS = 100  # on one page; a citation that more have looked up is settled or hopeless


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text a citation stands, and what is quoted there."""

    essay: Essay
    section: Section
    url: str  # of the block in the text
    annotate_url: str
    quotation: str  # without the citation printed after it


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a check, the present one or an earlier one."""

    finding: Told
    says: str
    diff: SafeString | str  # of the quotation and the book's words, where they differ
    edition_used: str
    page: str
    photo_url: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check as readers are told of it, with its earlier wordings."""

    pk: int
    author: str
    author_url: str
    wording: Wording
    earlier: Sequence[Wording]
    is_own: bool


@dataclass(frozen=True, slots=True)
class CitationPage:
    """A citation: what is quoted, what it means, and who has looked it up."""

    citation: Citation
    place: Place
    means: str
    why: str
    standing: Told
    checks: Sequence[ShownCheck]
    leans_on: Citation | None
    may_check: bool
    may_mend: bool

    @property
    def is_unsure(self) -> bool:
        return self.citation.certainty == Citation.Certainty.UNSURE

    @property
    def is_mended(self) -> bool:
        return self.citation.certainty == Citation.Certainty.MENDED

    @property
    def has_own(self) -> bool:
        """Whether the reader has checked it."""
        return any(check.is_own for check in self.checks)


@dataclass(frozen=True, slots=True)
class ShownMending:
    """A change of what a citation means, as readers are told of it."""

    mending: Mending
    before: str
    after: str
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    citation: Citation
    place: Place
    mendings: Page[ShownMending]


def place_of(citation: Citation) -> Place:
    """Where it stands; without a query, if it was read `for_reading`."""
    section = citation.section
    essay = section.edition.essay
    row = next((row for row in section.blocks if row["number"] == citation.block), None)
    if row is None:
        raise Http404
    start, end = row["start"], row["end"]
    cited_from, cited_to = row.get("citation") or (end, end)
    quotation = section.text[start:cited_from] + section.text[cited_to:end]
    url = url_of(section)
    return Place(
        essay=essay,
        section=section,
        url=f"{url}#p{anchor_of(citation.block, section.edition.number)}",
        annotate_url=f"{url}annotate/?block={citation.block}",
        quotation=quotation.strip(),
    )


def citation_page(citation: Citation, reader: Any) -> CitationPage:
    place = place_of(citation)
    made = Check.objects.for_reading().visible_to(reader).filter(citation=citation)[:MOST_CHECKS]
    return CitationPage(
        citation=citation,
        place=place,
        means=meant(citation),
        why=why(citation),
        standing=told(citation),
        checks=[_shown(check, reader, place.quotation) for check in made],
        leans_on=_leaned_on(citation),
        may_check=can(reader, Act.CHECK_CITATION, citation),
        may_mend=can(reader, Act.MEND_CITATION, citation),
    )


def history_page(citation: Citation, reader: Any, *, before: str = "") -> HistoryPage:
    """What members have changed in what a citation means, the last first."""
    rows = Mending.objects.visible_to(reader).filter(citation=citation).select_related("member")
    page = newest_page(rows, before=before)
    numbers = {said["source_id"] for row in page.rows for said in (row.before, row.after)}
    sources = Source.objects.in_bulk([number for number in numbers if number])
    may_mend = can(reader, Act.MEND_CITATION, citation)
    shown = [
        ShownMending(row, _in_words(row.before, sources), _in_words(row.after, sources), may_mend)
        for row in page.rows
    ]
    return HistoryPage(citation, place_of(citation), Page(shown, page.further))


def _leaned_on(citation: Citation) -> Citation | None:
    if citation.leans_on is None:
        return None
    edition = citation.section.edition_id
    return Citation.objects.filter(section__edition=edition, position=citation.leans_on).first()


def _shown(check: Check, reader: Any, quotation: str) -> ShownCheck:
    url = reverse("check_photo", args=[check.pk])
    return ShownCheck(
        pk=check.pk,
        author=check.member.name,
        author_url=check.member.get_absolute_url(),
        wording=_wording(check, quotation, check.revised_at or check.made_at, url),
        earlier=[_earlier(check, revision, quotation) for revision in check.revisions.all()],
        is_own=reader.is_authenticated and check.member_id == reader.pk,
    )


def _earlier(check: Check, revision: CheckRevision, quotation: str) -> Wording:
    url = f"{reverse('check_photo', args=[check.pk])}?of={revision.number}"
    return _wording(revision, quotation, revision.written_at, url)


def _wording(said: Found, quotation: str, written_at: datetime, photo_url: str) -> Wording:
    finding = Finding(said.finding)
    is_altered = finding == Finding.ALTERED
    return Wording(
        finding=Told(finding.value, str(finding.label)),
        says=said.says,
        diff=render_diff(word_diff(bare(quotation), bare(said.says))) if is_altered else "",
        edition_used=said.edition_used,
        page=said.page,
        photo_url=photo_url if said.photo else "",
        written_at=written_at,
    )


def bare(quotation: str) -> str:
    """A quotation in one line, without the marks around it: they tell nothing of what is quoted."""
    return " ".join(quotation.split()).strip("“”„\"«»‘’' ")


def _in_words(said: dict[str, Any], sources: dict[int, Source]) -> str:
    source = sources.get(said["source_id"])
    work = str(source) if source else _("no work")
    parts = (said["speaker"], work, said["place"] or said["same_place_as"])
    return ", ".join(part for part in parts if part)
