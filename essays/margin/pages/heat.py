"""Where a text is contested: a picture of its whole length, and the table behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from essays.library.models import Essay, Section
from essays.library.pages import anchor_of
from essays.margin.bar import FilterBar, bar_of, with_query
from essays.margin.contention import Heat, heat_of_section
from essays.margin.counting import Counted, counted_beside
from essays.margin.filtering import LAYER, filter_of
from essays.margin.understanding import ALL_NOTES, Asked
from forum.debate.models import Kind
from forum.text import excerpt

MOST_ROWS = 200  # the hottest paragraphs; of a longer list nobody would see the rest
WORDS = 90  # code points of a paragraph that its row repeats

# The picture, in its own units.
WIDTH, HEIGHT = 1000, 200
NARROWEST = 3  # a bar
APART = 26  # two labels of sections


@dataclass(frozen=True, slots=True)
class Row:
    """A contested paragraph: where it stands, how it begins, and the numbers that make its heat."""

    section: Section
    number: int
    begins: str
    url: str
    heat: Heat
    critiques: int
    counter_evidence: int
    support: int
    start: int  # of the text's length, in code points
    length: int

    @property
    def unanswered(self) -> int:
        return self.heat.stances.unanswered

    @property
    def failed_checks(self) -> int:
        return self.heat.stances.failed_checks

    @property
    def counts(self) -> list[tuple[str | Promise, int]]:
        """What the table says of it in numbers, each with the heading of its column."""
        return [(SORTINGS[name].label, SORTINGS[name].key(self)) for name in COUNTS]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the table, and the address that sorts by it."""

    label: str | Promise
    url: str
    is_sorted: bool
    is_number: bool

    @property
    def direction(self) -> str:
        return "descending" if self.is_number else "ascending"


@dataclass(frozen=True, slots=True)
class PictureBar:
    """A paragraph in the picture: as far along as it stands, as wide as it is long, as high as it is hot."""

    x: float
    y: float
    width: float
    height: float
    row: Row


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a section begins; `label` is "" where there is no room for it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    bars: Sequence[PictureBar]
    boundaries: Sequence[Boundary]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class HeatPage:
    essay: Essay
    bar: FilterBar
    picture: Picture
    sections: Sequence[tuple[Section, Heat]]
    columns: Sequence[Column]
    rows: Sequence[Row]
    left_over: int  # contested paragraphs that are cooler than all in `rows`
    passes_over: bool  # something that was asked for, but whose notes are counted


@dataclass(frozen=True, slots=True)
class _Sorting:
    label: str | Promise
    key: Callable[[Row], Any]
    is_number: bool = True


SORTINGS = {
    "place": _Sorting(_("Paragraph"), lambda row: row.number, is_number=False),
    "critiques": _Sorting(_("Critiques"), lambda row: row.critiques),
    "counter-evidence": _Sorting(_("Counter-evidence"), lambda row: row.counter_evidence),
    "unanswered": _Sorting(_("Of it, unanswered"), lambda row: row.unanswered),
    "support": _Sorting(_("In support"), lambda row: row.support),
    "failed-checks": _Sorting(_("Failed checks"), lambda row: row.failed_checks),
    "heat": _Sorting(_("How contested"), lambda row: row.heat.value),
}


COUNTS = ("critiques", "counter-evidence", "unanswered", "support", "failed-checks")


def heat_page(reader: Any, essay: Essay, *, asked: Asked = ALL_NOTES, sort: str = "") -> HeatPage:
    """Where `essay` is contested as far as the reader sees, in the layers that are `asked` for. What else a filter may
    ask for says nothing of disagreement: the page tells that it is passed over. Three queries."""
    passes_over = any(name != LAYER for name, _value in asked.filter.terms)
    asked = replace(asked, filter=filter_of(term for term in asked.filter.terms if term[0] == LAYER))
    beside = counted_beside(reader, essay.edition_id, asked)
    sections = list(Section.objects.filter(edition=essay.edition_id).defer("text").order_by("position"))
    rows = _rows(essay, sections, beside)
    hottest = sorted(rows, key=lambda row: (-row.heat.value, row.number))[:MOST_ROWS]
    sort = sort if sort in SORTINGS else "place"
    address = reverse("heat", args=[essay.slug])
    return HeatPage(
        essay=essay,
        bar=bar_of(address, beside.asked, reader, layers=beside.layers),
        picture=_picture(sections, hottest),
        sections=[(each, heat_of_section(beside.heats_of_section(each.pk))) for each in sections],
        columns=_columns(with_query(address, beside.wanted), sort),
        rows=_sorted(hottest, SORTINGS[sort]),
        left_over=len(rows) - len(hottest),
        passes_over=passes_over,
    )


def _rows(essay: Essay, sections: Sequence[Section], beside: Counted) -> list[Row]:
    """The contested paragraphs in the order of the text."""
    rows, before, edition = [], 0, essay.current.number
    for section in sections:
        url = with_query(reverse("section", args=[essay.slug, section.slug]), beside.wanted)
        for block in section.blocks:
            heat = beside.heat_of(section.pk, block["number"])
            if heat.step:
                rows.append(_row(section, block, heat, url, edition=edition, start=before + block["start"]))
        before += _length_of(section)
    return rows


def _row(section: Section, block: dict[str, Any], heat: Heat, url: str, *, edition: int, start: int) -> Row:
    return Row(
        section=section,
        number=block["number"],
        begins=excerpt(block["html"], WORDS),
        url=f"{url}#p{anchor_of(block['number'], edition)}",
        heat=heat,
        critiques=heat.counts.get(Kind.CRITIQUE, 0),
        counter_evidence=heat.counts.get(Kind.COUNTER_EVIDENCE, 0),
        support=heat.counts.get(Kind.SUPPORT, 0),
        start=start,
        length=block["end"] - block["start"],
    )


def _sorted(rows: Sequence[Row], sorting: _Sorting) -> list[Row]:
    """Numbers from the highest; of equals, as they stand in the text."""
    in_order = sorted(rows, key=lambda row: row.number)
    return sorted(in_order, key=sorting.key, reverse=sorting.is_number)


def _columns(address: str, sort: str) -> list[Column]:
    joint = "&" if "?" in address else "?"
    return [
        Column(sorting.label, f"{address}{joint}sort={name}", name == sort, sorting.is_number)
        for name, sorting in SORTINGS.items()
    ]


def _picture(sections: Sequence[Section], rows: Sequence[Row]) -> Picture:
    total = max(1, sum(_length_of(section) for section in sections))
    scale = WIDTH / total
    bars = [
        PictureBar(
            x=round(min(row.start * scale, WIDTH - NARROWEST), 1),
            y=round(HEIGHT * (1 - row.heat.value), 1),
            width=round(max(NARROWEST, row.length * scale), 1),
            height=round(HEIGHT * row.heat.value, 1),
            row=row,
        )
        for row in sorted(rows, key=lambda row: row.number)
    ]
    return Picture(bars=bars, boundaries=_boundaries(sections, scale))


def _boundaries(sections: Sequence[Section], scale: float) -> list[Boundary]:
    boundaries: list[Boundary] = []
    begins, labelled = 0, -APART
    for position, section in enumerate(sections, start=1):
        x = round(begins * scale, 1)
        has_room = x - labelled >= APART
        labelled = int(x) if has_room else labelled
        boundaries.append(Boundary(x, (section.label or str(position)) if has_room else ""))
        begins += _length_of(section)
    return boundaries


def _length_of(section: Section) -> int:
    """Code points, from its last block's end: its text was not read."""
    return section.blocks[-1]["end"] if section.blocks else 0
