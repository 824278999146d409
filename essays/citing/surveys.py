"""The works that texts and posts rest on: where, how often checked, and which way they are cited.

A page is cut by key in the database, whatever it is sorted by; what stands in it is gathered in one query more.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, QuerySet, Window
from django.db.models.functions import RowNumber

from essays.citing import counting
from essays.citing.asking import FILTERS, SORTS, Asked
from essays.citing.canonical import of_any_work, of_the_work, told_of_work, works_for
from essays.citing.shares import BAR, Share, shares_of
from essays.citing.words import Told, told
from essays.library.models import Essay
from forum.members.prepared import PreparedForReaders
from forum.sources.models import Source

SIZE = counting.ON_A_PAGE - 1  # works a page
LINES = 12  # places a work, that are told at once


@dataclass(frozen=True, slots=True)
class Leaning:
    """A place in a text that leans on a work."""

    url: str
    where: str
    essay: str
    locator: str
    told: Told


@dataclass(frozen=True, slots=True)
class SurveyedWork:
    """A work with what rests on it."""

    source: Source
    leans: int
    checked: int
    settled: int
    failed: int
    disputed: int
    cited_for: int
    cited_against: int
    places: Sequence[Leaning]

    @property
    def further_places(self) -> int:
        return max(0, self.leans - len(self.places))


@dataclass(frozen=True, slots=True)
class Survey:
    """A page of works, and the address that goes on from it: "" at the end."""

    asked: Asked
    works: Sequence[SurveyedWork]
    further: str
    essay: Essay | None = None
    shares: Sequence[Share] = ()

    @property
    def height(self) -> int:
        """Of the picture of shares."""
        return len(self.shares) * BAR

    @property
    def sorts(self) -> list[tuple[str, Any, str, bool]]:
        """Name, words, address, and whether it is this one."""
        return [
            (name, label, self.asked.address(sort=name if name != "author" else ""), name == self.asked.sort)
            for name, label in SORTS.items()
        ]

    @property
    def filters(self) -> list[tuple[str, Any]]:
        return list(FILTERS.items())


def survey(reader: Any, asked: Asked, *, essay: Essay | None = None) -> Survey:
    """The works that `reader` may see; with `essay`, which the caller has shown, those its present edition cites.

    Which works stand on the page is found first, and what rests on them is counted for those alone.
    """
    keys = counting.page_of(reader, asked, essay=essay, size=SIZE + 1)
    rows = counting.counted_among(reader, essay, keys)
    shown = [rows[key] for key in keys[:SIZE] if key in rows]
    places = _places(reader, essay, [row.pk for row in shown])
    return Survey(
        asked=asked,
        works=[_work(row, places.get(row.pk, [])) for row in shown],
        further=asked.address(after=counting.key_of(shown[-1], asked.sort)) if len(keys) > SIZE else "",
        essay=essay,
        shares=shares_of(essay, reader) if essay else (),
    )


def works_of(reader: Any, essay: Essay) -> QuerySet[Source]:
    """The works that the present edition of `essay`, which the caller has shown, leans on."""
    leaning = counting.citations_for(reader, essay).filter(of_the_work("source"))
    return works_for(reader).filter(Exists(leaning)).order_by("folded", "pk")


def _places(reader: Any, essay: Essay | None, works: list[int]) -> Mapping[int, list[Leaning]]:
    """The first places that lean on each of these works, in one query."""
    found = (
        _numbered(reader, essay, works)
        if essay or not works
        else _NUMBERED.rows(reader, *counting.filled_up(works))
    )
    places: dict[int, list[Leaning]] = defaultdict(list)
    for row in found:
        places[row.of_work if row.of_work in works else row.source_id].append(
            Leaning(
                url=row.get_absolute_url(),
                where=row.section.name,
                essay=row.section.edition.essay.title,
                locator=row.place or row.same_place_as,
                told=told(row),
            )
        )
    return places


def _numbered(reader: Any, essay: Essay | None, works: Sequence[int]) -> Any:
    return (
        counting.citations_for(reader, essay)
        .filter(of_any_work("source", works))
        .annotate(
            of_work=told_of_work("source", "id", reader),
            nth=Window(
                RowNumber(), partition_by=F("of_work"), order_by=[F("section__edition"), F("position")]
            ),
        )
        .filter(nth__lte=LINES)
        .select_related("section__edition__essay")
        .defer("section__text", "section__blocks")
        .order_by("section__edition", "position")
    )


_NUMBERED = PreparedForReaders(
    lambda reader, *works: _numbered(reader, None, works), *[int] * counting.ON_A_PAGE
)


def _work(row: Any, places: Sequence[Leaning]) -> SurveyedWork:
    return SurveyedWork(
        source=row,
        leans=row.leans,
        checked=row.checked,
        settled=row.settled,
        failed=row.failed,
        disputed=row.disputed,
        cited_for=row.cited_for,
        cited_against=row.cited_against,
        places=places,
    )
