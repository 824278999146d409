"""Texts as they are read: a title page, a section or the whole, with what stands beside each block.

What a margin shows of a section is read by index: the tallies of its blocks, and the first few notes of each.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from essays.citing.lines import NO_LINES, CitedLine, cited_beside
from essays.library.models import Edition, Essay, Section
from essays.library.pages import (
    Contents,
    Line,
    TextBlock,
    blocks_of,
    contents_of,
    contents_of_edition,
    number_of_old,
    section_url,
)
from essays.margin.bar import FilterBar, bar_of
from essays.margin.contention import Heat, heat_of_section
from essays.margin.counting import Counted, counted_beside
from essays.margin.filtering import BY, PRIVATE
from essays.margin.models import Placement
from essays.margin.notes import NO_NOTES, BlockMargin, margins_of
from essays.margin.pages import parts
from essays.margin.pages.parts import Part, part_of
from essays.margin.pages.places import gone_from, places_of_notes
from essays.margin.querysets import THREAD
from essays.margin.understanding import ALL_NOTES, Asked
from essays.margin.veiling import Veiling, veiling_of
from essays.margin.words import counted
from forum.debate.models import Kind

MOST_OWN = 200  # of one's own notes that stand beside a section whose other notes wait


@dataclass(frozen=True, slots=True)
class MarginedBlock:
    """A block of the text with what stands beside it."""

    text: TextBlock
    margin: BlockMargin
    heat: Heat
    cited: Sequence[CitedLine] = NO_LINES  # what it cites, and how the checks of that stand


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
    """The title page of a text: its contents, each line with what its margin holds, and how contested it is."""

    essay: Essay
    contents: Contents
    lines: Sequence[tuple[Line, str, Heat]]
    bar: FilterBar
    has_gone_notes: bool  # notes whose words are no longer in it


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A text, or one section of it, with its margin."""

    essay: Essay
    contents: Contents
    sections: Sequence[MarginedSection]
    lines: Sequence[tuple[Line, Heat]]  # of the contents
    bar: FilterBar
    part: Part | None = None  # of the whole text, where that is shown
    veiling: Veiling | None = None
    veiled: str = ""  # how many notes of others wait behind it, in words
    own_notes: str = (
        ""  # what an address ends in that asks for the reader's own alone, where the others' wait
    )

    @property
    def asked_beside(self) -> str:
        """What the addresses end in at which scripts ask for what stands beside the text."""
        return self.own_notes or self.bar.suffix

    def shows(self, note: int) -> bool:
        """Whether the note of that number stands beside it."""
        return any(
            each.pk == note
            for section in self.sections
            for block in section.blocks
            for each in block.margin.notes
        )

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
class Attaching:
    """A note that is being attached to other words: its key, and the words it was about."""

    pk: int
    words: str


def essay_page(
    reader: Any, essay: Essay, old: Edition | None = None, *, asked: Asked = ALL_NOTES
) -> EssayPage:
    """The title page of a text, or of its edition `old`."""
    contents = contents_of_edition(essay, old)
    edition = (old or essay.current).pk
    beside = counted_beside(reader, edition, asked)
    counts = beside.by_section()
    return EssayPage(
        essay=essay,
        contents=contents,
        lines=[
            (line, counted(counts.get(line.section.pk, {})), heat) for line, heat in heated(contents, beside)
        ],
        bar=bar_of(essay.get_absolute_url(), beside.asked, reader, layers=beside.layers),
        has_gone_notes=contents.has_history and gone_from(edition).visible_to(reader).exists(),
    )


def section_page(
    reader: Any, section: Section, *, note: int | None = None, asked: Asked = ALL_NOTES
) -> ReadingPage:
    """A section with its margin, as far as it is `asked` for. `note`, an annotation's number, is shown even if it is
    not among the first, or not asked for."""
    essay = section.edition.essay
    cited = cited_beside(section.edition_id, section=section.pk)
    beside = counted_beside(reader, section.edition_id, asked, section_id=section.pk, failed=cited.failed)
    wanted = beside.wanted
    counts = beside.of_section(section.pk)
    veiling = veiling_of(section, reader)
    is_veiled = veiling is not None and veiling.is_drawn
    # Where nothing is counted there may be notes that were withdrawn and answered, unless a filter leaves them out.
    has_any = counts or not wanted
    places: list[Any] = []
    if is_veiled:
        # One's own words are no surprise. Those of others are not sent at all, so that none is seen for a moment.
        own = places_of_notes(reader, section, wanted).filter(**{f"{THREAD}__opening__author": reader.pk})
        places = list(own[:MOST_OWN])
    elif has_any:
        places = list(places_of_notes(reader, section, wanted).first_few(wanted))
    if note and all(place["annotation"] != note for place in places):
        asked_for = places_of_notes(reader, section).and_whether_matching(wanted, reader)
        by_name = asked_for.filter(passage__annotation=note)
        places = sorted([*places, *by_name], key=lambda place: (place["start"], place["place"]))
    margins = margins_of({} if is_veiled else counts, places)
    part = _margined(
        essay,
        section,
        margins,
        Counted(asked=beside.asked) if is_veiled else beside,
        cited.lines,
        level=1,
        edition=section.edition,
        old=number_of_old(section),
    )
    contents = contents_of(essay, section)
    return ReadingPage(
        essay=essay,
        contents=contents,
        sections=[part],
        lines=heated(contents, beside),
        bar=bar_of(
            part.url,
            beside.asked,
            reader,
            layers=beside.layers,
            notes=[note for margin in margins.values() for note in margin.notes],
        ),
        veiling=veiling,
        veiled=_waiting(counts, places) if is_veiled else "",
        own_notes=f"?{urlencode({BY: reader.handle})}" if is_veiled else "",
    )


def _waiting(counts: Mapping[int, Mapping[str, int]], own: Sequence[Any]) -> str:
    """How many notes of others stand beside a section, by kind, in words; "" for none."""
    sums: Counter[str] = Counter()
    for of_block in counts.values():
        sums.update({kind: count for kind, count in of_block.items() if kind != PRIVATE})
    seen = {row["annotation"]: row for row in own}
    sums.subtract(row["kind"] for row in seen.values() if row["private_to"] is None)
    return counted({kind: count for kind, count in sums.items() if count > 0})


def whole_page(reader: Any, essay: Essay, *, begins: str = "", asked: Asked = ALL_NOTES) -> ReadingPage:
    """The whole text or, of a book, the part with the section called `begins`. Its margins say how many notes there
    are; the notes themselves stand with the sections."""
    cited = cited_beside(essay.edition_id)
    beside = counted_beside(reader, essay.edition_id, asked, failed=cited.failed)
    is_short = essay.current.word_count <= parts.MOST_WORDS
    rows = Section.objects.filter(edition=essay.edition_id).order_by("position")
    contents = Contents(
        essay, list(rows if is_short else rows.defer("text", "blocks")), has_history=essay.current.number > 1
    )
    part = part_of(essay, contents.sections, begins=begins, wanted=beside.wanted)
    sections = part.sections if is_short else list(rows.filter(pk__in=[one.pk for one in part.sections]))
    margins = margins_of({block: counts for (_, block), counts in beside.by_block.items()})
    return ReadingPage(
        essay=essay,
        contents=contents,
        part=part,
        sections=[
            _margined(
                essay,
                section,
                margins,
                beside,
                cited.lines,
                level=2,
                titled=section.pk == contents.first.pk,
                edition=essay.current,
            )
            for section in sections
        ],
        lines=[
            (replace(line, url=part.leads_to(essay, line.section, beside.wanted)), heat)
            for line, heat in heated(contents, beside)
        ],
        bar=bar_of(reverse("whole", args=[essay.slug]), beside.asked, reader, layers=beside.layers),
    )


def attaching(reader: Any, page: ReadingPage, note: int | None) -> Attaching | None:
    """What a page of a section shows of the note that is to be attached to words of it, in one query."""
    if note is None or not reader.is_authenticated:
        return None
    place = (
        Placement.objects.visible_to(reader)
        .filter(passage__annotation=note, edition=page.essay.edition_id)
        .select_related("passage")
        .order_by("passage__position")
        .first()
    )
    return Attaching(note, place.passage.exact) if place else None


def heated(contents: Contents, beside: Counted) -> list[tuple[Line, Heat]]:
    """The lines of the contents, each with how contested its section is."""
    return [(line, heat_of_section(beside.heats_of_section(line.section.pk))) for line in contents.lines]


def _margined(
    essay: Essay,
    section: Section,
    margins: dict[int, BlockMargin],
    beside: Counted,
    cited: Mapping[int, Sequence[CitedLine]],
    *,
    level: int,
    edition: Edition,
    old: int | None = None,
    titled: bool = True,
) -> MarginedSection:
    blocks = blocks_of(section, level=level, titled=titled, title=essay.title, edition=edition.number)
    return MarginedSection(
        section=section,
        url=section_url(essay, section, old),
        blocks=[
            MarginedBlock(
                text=block,
                margin=margins.get(block.number, NO_NOTES),
                heat=beside.heat_of(section.pk, block.number),
                cited=cited.get(block.number, NO_LINES),
            )
            for block in blocks
        ],
    )
