"""The three queries of a page of a survey, each composed once in a process for every form in which it is asked.

Put together they take a database a few milliseconds, and Django ten times that to compose: see `forum.web.prepared`.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from essays.citing import counting
from essays.citing.asking import COUNTED, Asked
from essays.citing.canonical import of_any_work, told_of_work
from essays.library.models import Citation
from forum.members.prepared import PreparedForReaders
from forum.sources.models import Source

SIZE = 30  # works a page
LINES = 12  # places a work, that are told at once


def page_of(reader: Any, asked: Asked, *, edition: int | None) -> list[int]:
    """The numbers of the works on the page that is asked for, and of the first on the next; of those that the edition
    cites, where one is given."""
    if asked.words or asked.after or asked.sort in COUNTED:
        return counting.page_of(reader, asked, edition=edition, size=SIZE + 1)
    found = _first_page(asked.sort, asked.only, of_a_text=edition is not None).rows(reader, *_given(edition))
    return list(found)


def counted_works(reader: Any, edition: int | None, works: Sequence[int]) -> list[Any]:
    """These works, SIZE of them at most, with the numbers that a survey tells of them."""
    if not works:
        return []
    return _counted(of_a_text=edition is not None).rows(reader, *_given(edition), *_filled(works))


def places_leaning(reader: Any, edition: int | None, works: Sequence[int]) -> list[Any]:
    """The first LINES places that lean on each of these works, SIZE of them at most, in reading order."""
    if not works:
        return []
    return _places(of_a_text=edition is not None).rows(reader, *_given(edition), *_filled(works))


def _given(edition: int | None) -> list[int]:
    return [] if edition is None else [edition]


def _filled(works: Sequence[int]) -> list[int]:
    """SIZE numbers, so that every page asks the same statement."""
    return [*works, *[works[0]] * (SIZE - len(works))]


@cache
def _first_page(sort: str, only: str, *, of_a_text: bool) -> PreparedForReaders:
    def compose(reader: Any, *edition: int) -> QuerySet[Source, Any]:
        asked = Asked(sort=sort, only=only)
        return counting.first_works(reader, asked, edition=edition[0] if edition else None)[: SIZE + 1]

    return PreparedForReaders(compose, *[int] * of_a_text)


@cache
def _counted(*, of_a_text: bool) -> PreparedForReaders:
    def compose(reader: Any, *numbers: int) -> Any:
        edition, works = (numbers[0], numbers[1:]) if of_a_text else (None, numbers)
        return counting.counted(reader, edition).filter(pk__in=works)

    return PreparedForReaders(compose, *[int] * (SIZE + of_a_text))


@cache
def _places(*, of_a_text: bool) -> PreparedForReaders:
    def compose(reader: Any, *numbers: int) -> QuerySet[Citation]:
        edition, works = (numbers[0], numbers[1:]) if of_a_text else (None, numbers)
        nth = Window(RowNumber(), partition_by=F("of_work"), order_by=[F("section__edition"), F("position")])
        return (
            counting.citations_for(reader, edition)
            .filter(of_any_work("source", list(works)))
            .annotate(of_work=told_of_work("source", "id", reader), nth=nth)
            .filter(nth__lte=LINES)
            .select_related("section__edition__essay")
            .defer("section__text", "section__blocks")
            .order_by("section__edition", "position")
        )

    return PreparedForReaders(compose, *[int] * (SIZE + of_a_text))
