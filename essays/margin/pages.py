"""Texts with their margins: what each page shows, gathered in a constant number of queries.

What a margin shows of a section is read by index: the tallies of its blocks, and the first few notes of each.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from essays.library.models import Essay, Section
from essays.library.pages import Contents, Line, TextBlock, blocks_of, contents_of
from essays.margin.contexts import place_url
from essays.margin.models import Annotation, Placement, Tally
from essays.margin.notes import NO_NOTES, BlockMargin, Note, margin_of, margins_of, notes_of
from essays.margin.words import PRIVATE, Counts, counted
from forum.debate.models import Kind
from forum.web.asked import number_in

NOTES_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class MarginedBlock:
    """A block of the text with what stands beside it."""

    text: TextBlock
    margin: BlockMargin


@dataclass(frozen=True, slots=True)
class MarginedSection:
    """A section as it is read: its blocks, each with its margin."""

    section: Section
    url: str
    blocks: Sequence[MarginedBlock]

    @property
    def has_heading(self) -> bool:
        return any(block.text.element == "h1" for block in self.blocks)


@dataclass(frozen=True, slots=True)
class EssayPage:
    """The title page of a text: its contents, each line with what its margin holds."""

    essay: Essay
    contents: Contents
    lines: Sequence[tuple[Line, str]]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A text, or one section of it, with its margin."""

    essay: Essay
    contents: Contents
    sections: Sequence[MarginedSection]

    @property
    def title(self) -> str:
        return self.sections[0].section.name

    @property
    def has_heading(self) -> bool:
        return self.sections[0].has_heading

    @property
    def kinds(self) -> list[str]:
        """What a note can be, in the order of the toolbar."""
        return Kind.values

    @property
    def margin_language(self) -> str:
        """The language the margin speaks, where it is another than the text's around it."""
        spoken = get_language() or ""
        return "" if spoken.split("-")[0] == self.essay.language.split("-")[0] else spoken


@dataclass(frozen=True, slots=True)
class NotesPage:
    """A run of notes in reading order, and the key to go on from: "" at the end."""

    notes: Sequence[Note]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A note just written, what its block's margin says now, and its rows of the margin's index."""

    note: Note
    margin: BlockMargin
    places: list[list[int]]


@dataclass(frozen=True, slots=True)
class BlockPage:
    """One block with all that stands beside it, in pages."""

    essay: Essay
    section: Section
    block: TextBlock
    notes: NotesPage


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """What an annotation is about, with the few words around it, and the section it stands in."""

    before: str
    exact: str
    after: str
    url: str  # of the passage in the text; "" where it no longer stands there


def essay_page(reader: Any, essay: Essay) -> EssayPage:
    contents = contents_of(essay)
    counts = _counts_by("section_id", reader, Q(section__edition=essay.edition_id))
    return EssayPage(
        essay, contents, [(line, counted(counts.get(line.section.pk, {}))) for line in contents.lines]
    )


def section_page(reader: Any, section: Section, *, note: int | None = None) -> ReadingPage:
    """A section with its margin. `note`, an annotation's number, is shown even if it is not among the first."""
    essay = section.edition.essay
    places = list(_visible_places(reader, section).first_few())
    if note and all(place["annotation"] != note for place in places):
        asked_for = _visible_places(reader, section).filter(passage__annotation=note)
        places = sorted([*places, *asked_for], key=lambda place: (place["start"], place["place"]))
    margins = margins_of(_counts_by("block", reader, Q(section=section)), places)
    return ReadingPage(
        essay=essay,
        contents=contents_of(essay, section),
        sections=[_margined(essay, section, margins, level=1)],
    )


def whole_page(reader: Any, essay: Essay) -> ReadingPage:
    """The whole text. Its margins say how many notes there are; the notes themselves stand with the sections."""
    sections = list(Section.objects.filter(edition=essay.edition_id).order_by("position"))
    margins = margins_of(_counts_by("block", reader, Q(section__edition=essay.edition_id)))
    return ReadingPage(
        essay=essay,
        contents=Contents(essay, sections),
        sections=[
            _margined(essay, section, margins, level=2, titled=section is sections[0]) for section in sections
        ],
    )


def block_page(reader: Any, section: Section, number: int, *, after: str = "") -> BlockPage:
    """The block of that number in the section. Raises Http404 where there is none."""
    block = next(
        (block for block in blocks_of(section, level=2, titled=False) if block.number == number), None
    )
    if block is None:
        raise Http404
    return BlockPage(
        section.edition.essay, section, block, notes_on_block(reader, section, number, after=after)
    )


def notes_on_block(reader: Any, section: Section, number: int, *, after: str = "") -> NotesPage:
    """The notes whose passage begins in that block."""
    return _notes_page(_visible_places(reader, section).filter(block=number), after)


def notes_at(reader: Any, section: Section, offset: int, *, after: str = "") -> NotesPage:
    """The notes whose passage covers that code point of the section's text."""
    return _notes_page(_visible_places(reader, section).covering(offset), after)


def address_of(annotation: Annotation) -> str:
    """Where the note just written stands beside its first passage."""
    first = Placement.objects.filter(passage__annotation=annotation, edition=annotation.essay.edition_id)
    place = first.select_related("section", "passage__annotation__essay").get(passage__position=0)
    return place_url(place, fresh=True)


def noted(reader: Any, section: Section, annotation: Annotation) -> Noted:
    """What a page that already shows the section needs to show a note just written there."""
    places = list(_visible_places(reader, section).filter(passage__annotation=annotation))
    [note] = notes_of(places)
    counts = _counts_by("block", reader, Q(section=section, block=note.block))
    return Noted(
        note=note,
        margin=margin_of(counts[note.block], [note]),
        places=[[place["start"], place["end"], note.pk, Kind.values.index(note.kind)] for place in places],
    )


def margin_index(reader: Any, section: Section) -> dict[str, list]:
    """Every place in the section's margin, small enough to send whole: `[start, end, annotation, kind]`, sorted by
    start; the last is an index into `kinds`. One query."""
    standing = (
        Placement.objects.filter(section=section).visible_to(reader).not_taken_back().in_reading_order()
    )
    rows = standing.values_list(
        "start", "end", "passage__annotation_id", "passage__annotation__thread__opening__kind"
    )
    index = {kind: number for number, kind in enumerate(Kind.values)}
    return {"kinds": Kind.values, "places": [(start, end, pk, index[kind]) for start, end, pk, kind in rows]}


def passages_of(annotation: Annotation) -> list[PlacedPassage]:
    """What the annotation is about, where it stands in the edition read now, in one query."""
    places = Placement.objects.filter(passage__annotation=annotation, edition=annotation.essay.edition_id)
    rows = places.select_related("passage__annotation__essay", "section").defer(
        "section__text", "section__blocks"
    )
    return [
        PlacedPassage(
            before=_last_words(place.passage.prefix),
            exact=place.passage.exact,
            after=_first_words(place.passage.suffix),
            url=place_url(place),
        )
        for place in rows.order_by("passage__position")
    ]


def _visible_places(reader: Any, section: Section) -> Any:
    places = Placement.objects.filter(section=section).visible_to(reader).not_taken_back()
    return places.in_reading_order().for_notes()


def _margined(
    essay: Essay, section: Section, margins: dict[int, BlockMargin], *, level: int, titled: bool = True
) -> MarginedSection:
    blocks = blocks_of(section, level=level, titled=titled, title=essay.title)
    return MarginedSection(
        section=section,
        url=reverse("section", args=[essay.slug, section.slug]),
        blocks=[MarginedBlock(block, margins.get(block.number, NO_NOTES)) for block in blocks],
    )


def _counts_by(field: str, reader: Any, where: Q) -> Mapping[int, Counts]:
    """Numbers of notes by `field` ("block" or "section_id") and kind, from the tallies; the reader's own private
    ones by themselves."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    tallies = Tally.objects.filter(where).visible_to(reader)
    for key, kind, private_to, count in tallies.values_list(field, "kind", "private_to", "count"):
        counts[key][PRIVATE if private_to else kind] += count
    return counts


def _notes_page(places: Any, after: str) -> NotesPage:
    """A page of notes after the key `after`, "start.id" of the last placement before it; any other key is none."""
    start, pk = (number_in(part) for part in after.partition(".")[::2])
    if start is not None and pk is not None:
        places = places.filter(Q(start__gte=start), Q(start__gt=start) | Q(pk__gt=pk))
    found = list(places[: NOTES_A_PAGE + 1])
    shown = found[:NOTES_A_PAGE]
    last = shown[-1] if len(found) > NOTES_A_PAGE else None
    return NotesPage(notes=notes_of(shown), after=f"{last['start']}.{last['place']}" if last else "")


def _last_words(prefix: str) -> str:
    """The whole words at the end of what stands before a passage."""
    return prefix.partition(" ")[2] or prefix


def _first_words(suffix: str) -> str:
    return suffix.rpartition(" ")[0] or suffix
