"""The notes beside a block or a passage, a page of them at a time, and one that was just written."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from essays.library.models import Essay, Section
from essays.library.pages import TextBlock, anchor_of, blocks_of, url_of
from essays.margin.bar import FilterBar, bar_of
from essays.margin.counting import counted_beside
from essays.margin.filtering import EVERYTHING, Filter
from essays.margin.models import Annotation, Placement
from essays.margin.notes import BlockMargin, Note, margin_of, notes_of
from essays.margin.pages.places import places_of_notes
from essays.margin.understanding import ALL_NOTES, Asked, understood
from forum.debate.models import Kind
from forum.web.asked import number_in

NOTES_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class NotesPage:
    """A run of notes in reading order, and the key to go on from: "" at the end."""

    notes: Sequence[Note]
    after: str = ""


@dataclass(frozen=True, slots=True)
class BlockPage:
    """One block with all that stands beside it, in pages."""

    essay: Essay
    section: Section
    url: str  # of the section
    block: TextBlock
    notes: NotesPage
    bar: FilterBar

    @property
    def further(self) -> str:
        """What the address of its next page begins with."""
        return f"{self.bar.suffix}&" if self.bar.filter else "?"


@dataclass(frozen=True, slots=True)
class Noted:
    """A note just written, what its block's margin says now, and its rows of the margin's index."""

    note: Note
    anchor: str  # of its block
    margin: BlockMargin
    places: list[list[int]]
    elsewhere: dict[int, list[list[int]]]  # rows of the indexes of other sections, by section
    bar: FilterBar  # of the page that shows it


def block_page(
    reader: Any, section: Section, number: int, *, after: str = "", asked: Asked = ALL_NOTES
) -> BlockPage:
    """The block of that number in the section. Raises Http404 where there is none."""
    block = next(
        (
            block
            for block in blocks_of(section, level=2, titled=False, edition=section.edition.number)
            if block.number == number
        ),
        None,
    )
    if block is None:
        raise Http404
    asked = understood(asked, reader)
    essay, url = section.edition.essay, url_of(section)
    return BlockPage(
        essay=essay,
        section=section,
        url=url,
        block=block,
        notes=notes_on_block(reader, section, number, after=after, wanted=asked.filter),
        bar=bar_of(f"{url}{block.anchor}/", asked, reader),
    )


def first_notes(reader: Any, section: Section, wanted: Filter = EVERYTHING) -> list[Note]:
    """The notes that come with the section’s page."""
    places = places_of_notes(reader, section, wanted).first_few(wanted)
    return notes_of(place for place in places if place["position"] == 0)


def notes_on_block(
    reader: Any, section: Section, number: int, *, after: str = "", wanted: Filter = EVERYTHING
) -> NotesPage:
    """The notes whose passage begins in that block."""
    return _notes_page(places_of_notes(reader, section, wanted).filter(block=number), after)


def notes_at(
    reader: Any, section: Section, offset: int, *, after: str = "", wanted: Filter = EVERYTHING
) -> NotesPage:
    """The notes whose passage covers that code point of the section's text."""
    return _notes_page(places_of_notes(reader, section, wanted).covering(offset), after)


def notes_named(reader: Any, section: Section, note: int) -> NotesPage:
    """The one note of that number, if a passage of it stands in the section."""
    return _notes_page(places_of_notes(reader, section).filter(passage__annotation=note), "")


def noted(reader: Any, section: Section, annotation: Annotation, *, asked: Asked = ALL_NOTES) -> Noted:
    """What a page that already shows the section, as far as it was `asked` for, needs to show a note just written
    there."""
    beside = counted_beside(reader, section.edition_id, asked, section_id=section.pk)
    written = places_of_notes(reader, section).and_whether_matching(beside.wanted, reader)
    [note] = notes_of(list(written.filter(passage__annotation=annotation)))
    kind = Kind.values.index(note.kind)
    rows: dict[int, list[list[int]]] = defaultdict(list)
    placed = Placement.objects.filter(passage__annotation=annotation, edition=section.edition_id)
    for key, start, end in placed.in_reading_order().values_list("section", "start", "end"):
        rows[key].append([start, end, note.pk, kind])
    return Noted(
        note=note,
        anchor=anchor_of(note.block, section.edition.number),
        margin=margin_of(beside.of_section(section.pk).get(note.block, {}), [note]),
        places=rows.pop(section.pk),
        elsewhere=dict(rows),
        bar=bar_of("", beside.asked, reader),
    )


def _notes_page(places: Any, after: str) -> NotesPage:
    """A page of notes after the key `after`, "start.id" of the last placement before it; any other key is none."""
    start, pk = (number_in(part) for part in after.partition(".")[::2])
    if start is not None and pk is not None:
        places = places.filter(Q(start__gte=start), Q(start__gt=start) | Q(pk__gt=pk))
    found = list(places[: NOTES_A_PAGE + 1])
    shown = found[:NOTES_A_PAGE]
    last = shown[-1] if len(found) > NOTES_A_PAGE else None
    return NotesPage(notes=notes_of(shown), after=f"{last['start']}.{last['place']}" if last else "")
