"""What the pages of leaving and coming in need, and the pages of a text's collection of notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from essays.exchange import jsonld
from essays.exchange.addresses import Addresses
from essays.exchange.forms_out import FORMS, FormOut
from essays.exchange.gathering import annotations_of, notes_numbered
from essays.exchange.models import Bringing, BroughtNote
from essays.exchange.wordings import explain_note
from essays.library.models import Essay, Section
from essays.library.pages import anchor_of
from essays.margin.bar import FilterBar, bar_of
from essays.margin.filtering import PRIVATE
from essays.margin.models import Annotation
from essays.margin.understanding import Asked
from forum.permissions import Act, can
from forum.text import excerpt, render_diff, word_diff
from forum.web.pagination import Page, page_after

NOTES_A_PAGE = 50  # with the replies to them


@dataclass(frozen=True)
class ExportPage:
    """The forms in which a text's margin leaves, and what of it `bar` says is asked for."""

    essay: Essay
    bar: FilterBar
    forms: Sequence[tuple[str, FormOut]]
    may_bring: bool

    @property
    def asks_for_private(self) -> bool:
        return PRIVATE in self.bar.filter.layers


def export_page(essay: Essay, reader: Any, asked: Asked) -> ExportPage:
    bar = bar_of(reverse("export", args=[essay.slug]), asked, reader)
    return ExportPage(essay, bar, list(FORMS.items()), can(reader, Act.IMPORT_ANNOTATIONS, essay))


def collection_item(essay: Essay, reader: Any, addresses: Addresses) -> jsonld.Item:
    """The collection of the notes `reader` may see; what is private is in no collection. Two queries."""
    notes = annotations_of(essay, reader)
    newest = _numbers(notes.order_by("-pk"), NOTES_A_PAGE + 1)
    if not newest:
        return jsonld.collection(essay, addresses, first=None, last=None)
    return jsonld.collection(
        essay,
        addresses,
        first=addresses.of_page(essay, None),
        last=addresses.of_page(essay, newest[NOTES_A_PAGE] if len(newest) > NOTES_A_PAGE else None),
    )


def page_item(essay: Essay, reader: Any, addresses: Addresses, *, after: int | None) -> jsonld.Item:
    """A page of it: the notes with the numbers after `after`, the oldest first, each followed by its replies."""
    notes = annotations_of(essay, reader)
    following = _numbers(notes.filter(pk__gt=after or 0).order_by("pk"), NOTES_A_PAGE + 1)
    here = following[:NOTES_A_PAGE]
    return jsonld.page(
        essay,
        addresses,
        items=[item for note in notes_numbered(here) for item in jsonld.note_items(note, addresses)],
        here=addresses.of_page(essay, after),
        previous=_previous(notes, essay, addresses, after),
        following=addresses.of_page(essay, here[-1]) if len(following) > NOTES_A_PAGE else None,
    )


def _previous(
    notes: QuerySet[Annotation], essay: Essay, addresses: Addresses, after: int | None
) -> str | None:
    if not after:
        return None
    before = _numbers(notes.filter(pk__lte=after).order_by("-pk"), NOTES_A_PAGE + 1)
    if not before:
        return None
    return addresses.of_page(essay, before[NOTES_A_PAGE] if len(before) > NOTES_A_PAGE else None)


def _numbers(notes: QuerySet[Annotation], most: int) -> list[int]:
    return list(notes.values_list("pk", flat=True)[:most])


@dataclass(frozen=True)
class FoundNote:
    """A note of a file, and what would become of it."""

    position: int
    kind: str
    author: str
    words: str  # the first of them
    is_reply: bool
    answers_url: str  # of the post here that it answers
    is_private: bool
    state: str
    state_label: str
    reason: str
    passages: Sequence["FoundPassage"]


@dataclass(frozen=True)
class FoundPassage:
    """A passage of it. `changes` is what the text says in other words; `section` where that is."""

    exact: str
    state: str
    section: str
    block: int | None
    url: str
    changes: SafeString


@dataclass(frozen=True)
class CountedState:
    state: str
    label: str
    count: int
    is_asked: bool


@dataclass(frozen=True)
class ReportPage:
    """What is in a file, before anything is written; or what became of it."""

    bringing: Bringing
    counts: Sequence[CountedState]
    total: int
    writable: int  # of notes and replies that have a place
    gone: int
    answers: int  # replies to what is here already
    notes: Page[FoundNote]
    state: str  # that is looked at alone; "" for all


def report_page(bringing: Bringing, *, state: str = "", after: str = "") -> ReportPage:
    """The report on a file that has been read: the notes after the position `after`, of one state or of all.

    Two queries: the numbers were counted when it was read.
    """
    rows = bringing.notes.all()
    if state in BroughtNote.State.values:
        rows = rows.filter(state=state)
    else:
        state = ""
    page = page_after(rows, after, by="position", size=NOTES_A_PAGE)
    sections = _sections_of(page.rows)
    counts = bringing.counts
    return ReportPage(
        bringing=bringing,
        counts=[
            CountedState(value, str(label), counts[value], is_asked=value == state)
            for value, label in BroughtNote.State.choices
            if counts.get(value)
        ],
        total=sum(counts.values()),
        writable=counts.get("exact", 0) + counts.get("edited", 0),
        gone=counts.get("gone", 0),
        answers=counts.get("answer", 0),
        notes=Page([_found(row, bringing, sections) for row in page.rows], page.further),
        state=state,
    )


def under_way(member: Any, essay: Essay) -> list[Bringing]:
    """What the member has brought to this text, the newest first; without the files."""
    found = Bringing.objects.visible_to(member).filter(essay=essay).for_reading()
    return list(found.order_by("-pk")[:NOTES_A_PAGE])


def _sections_of(rows: Sequence[BroughtNote]) -> dict[int, Section]:
    """The sections in which their passages stand, whole: passages in other words are compared with them."""
    wanted = {passage.get("section") for row in rows for passage in row.said["passages"]} - {None}
    return Section.objects.defer("blocks").in_bulk(list(wanted)) if wanted else {}


def _found(row: BroughtNote, bringing: Bringing, sections: dict[int, Section]) -> FoundNote:
    said = row.said
    return FoundNote(
        position=row.position,
        kind=said["kind"],
        author=said["author"],
        words=excerpt(row.html, 300) or " ".join(said["words"].split())[:300],
        is_reply=row.answers is not None or row.under_id is not None,
        answers_url=reverse("post", args=[row.under_id]) if row.under_id else "",
        is_private=said["is_private"],
        state=row.state,
        state_label=str(BroughtNote.State(row.state).label),
        reason=explain_note(row.reason),
        passages=[_passage(passage, bringing, sections) for passage in said["passages"]],
    )


def _passage(said: dict[str, Any], bringing: Bringing, sections: dict[int, Section]) -> FoundPassage:
    essay, section = bringing.essay, sections.get(said.get("section", 0))
    there = section.text[said["start"] : said["end"]] if section else ""
    anchor = anchor_of(said["block"], bringing.edition.number) if section else ""
    is_edited = said["state"] == BroughtNote.State.EDITED
    return FoundPassage(
        exact=said["exact"],
        state=said["state"],
        section=section.name if section else "",
        block=said.get("block"),
        url=reverse("block", args=[essay.slug, section.slug, anchor]) if section else "",
        changes=render_diff(word_diff(said["exact"], there)) if is_edited else SafeString(),
    )
