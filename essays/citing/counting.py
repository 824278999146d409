"""Which works stand on a page of a survey, in its order, and what rests on them.

What rests on a work is counted as the reader sees it: a closed circle's counts are its own. So nothing is stored, and
no order by a count can have an index. What leans on works is therefore counted in one run over the rows that lean, and
never work by work; works on which nothing rests come after the others, in the order in which they were entered.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from essays.citing.asking import COUNTED, SORTS, Asked
from essays.citing.canonical import of_the_work, told_of_work, works_for
from essays.citing.querysets import FAILED
from essays.library.models import Citation, Essay
from forum.debate.models import Evidence
from forum.members.prepared import PreparedForReaders
from forum.sources import csl
from forum.sources.models import Source
from forum.web.asked import number_in

ON_A_PAGE = 31  # works that are looked at for a page: as many as it shows, and one more
_OF_CITATIONS = {
    "leans": Q(),
    "checked": Q(checks_made__gt=0),
    "settled": Q(standing=Citation.Standing.SETTLED),
    "failed": FAILED,
    "disputed": Q(standing=Citation.Standing.DISPUTED),
}
_OF_EVIDENCE = {
    "cited_for": Q(stance=Evidence.Stance.FOR),
    "cited_against": Q(stance=Evidence.Stance.AGAINST),
}
# For each filter, of which citations or pieces of evidence a work has to have one.
_HAS = {
    "unchecked": ("leans", Q(checks_made=0)),
    "failed": ("failed", Q()),
    "disputed": ("disputed", Q()),
    "against": ("cited_against", Q()),
}


def page_of(reader: Any, asked: Asked, *, essay: Essay | None, size: int) -> list[int]:
    """The numbers of the first `size` works after the key in the address, in the order that is asked for; in one query,
    or two where works are counted and some have nothing to count."""
    column = COUNTED.get(asked.sort)
    said, pk = _key_in(asked)
    if column is None and asked == Asked(sort=asked.sort) and not essay and size == ON_A_PAGE:
        return _FIRST[asked.sort].rows(reader)
    if column is None:
        # On what the reader sees to lean rests a work that they see: who asks for those need not be asked about others.
        seen = Source.objects.all() if asked.only or essay else works_for(reader)
        works = _after_words(_among(seen, reader, asked, essay), asked.sort, said, pk)
        return list(works.order_by(asked.sort, "pk").values_list("pk", flat=True)[:size])
    count = None if pk is None else number_in(said)
    keys: list[int] = []
    if count != 0:
        keys = list(_most_first(reader, asked, essay, column, count, pk)[:size])
    if len(keys) < size:
        without = _among(counted(reader, essay).filter(**{column: 0}), reader, asked, essay)
        rest = without.filter(pk__gt=pk) if count == 0 else without
        keys += rest.order_by("pk").values_list("pk", flat=True)[: size - len(keys)]
    return keys


# The first page of all works, in each of the orders that have an index.
_FIRST = {
    sort: PreparedForReaders(
        lambda reader, sort=sort: (
            works_for(reader).order_by(sort, "pk").values_list("pk", flat=True)[:ON_A_PAGE]
        )
    )
    for sort in SORTS
    if sort not in COUNTED
}


def key_of(row: Any, sort: str) -> str:
    """By what the page after a work begins."""
    return f"{getattr(row, COUNTED.get(sort, sort))}.{row.pk}"


def counted(reader: Any, essay: Essay | None) -> Any:
    """Works with the numbers that a survey tells of them, each counted by itself: for few works."""
    leaning = citations_for(reader, essay).filter(of_the_work("source"))
    brought = _evidence_for(reader).filter(of_the_work("source"))
    return works_for(reader).annotate(
        **{name: _number(leaning.filter(which)) for name, which in _OF_CITATIONS.items()},
        **{name: _number(brought.filter(which)) for name, which in _OF_EVIDENCE.items()},
    )


def counted_among(reader: Any, essay: Essay | None, keys: Sequence[int]) -> dict[int, Any]:
    """The same of works with these numbers, by their numbers; in one query."""
    if essay or not 0 < len(keys) <= ON_A_PAGE:
        return counted(reader, essay).in_bulk(keys)
    return {row.pk: row for row in _COUNTED.rows(reader, *filled_up(keys))}


def filled_up(keys: Sequence[int]) -> list[int]:
    """As many numbers as stand on a page, the last of them 0, which no row has: for a query that was composed once."""
    return [*keys, *[0] * (ON_A_PAGE - len(keys))]


_COUNTED = PreparedForReaders(
    lambda reader, *keys: counted(reader, None).filter(pk__in=keys), *[int] * ON_A_PAGE
)


def citations_for(reader: Any, essay: Essay | None) -> QuerySet[Citation]:
    """The citations that a survey counts: of the text, which the caller has shown, or of all that are read now."""
    if essay:
        return Citation.objects.filter(section__edition=essay.edition_id).order_by()
    return Citation.objects.visible_to(reader).current().order_by()


def _evidence_for(reader: Any) -> QuerySet[Evidence]:
    return Evidence.objects.visible_to(reader).filter(post__withdrawn_at=None).order_by()


def _number(rows: QuerySet) -> Coalesce:
    numbers = rows.annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)


def _leaning(reader: Any, essay: Essay | None, column: str) -> Any:
    """The rows that are counted in a column, each with the work it leans on."""
    rows: QuerySet[Any]
    if column in _OF_CITATIONS:
        rows = citations_for(reader, essay).filter(_OF_CITATIONS[column], source__isnull=False)
    else:
        rows = _evidence_for(reader).filter(_OF_EVIDENCE[column])
    return rows.annotate(of_work=told_of_work("source", "id", reader))


def _most_first(
    reader: Any, asked: Asked, essay: Essay | None, column: str, count: int | None, pk: int | None
) -> Any:
    """The numbers of works that have something in a column, those with the most first, after that count and number."""
    rows = _leaning(reader, essay, column)
    if asked.words or asked.only or essay:
        rows = rows.filter(of_work__in=_among(Source.objects.all(), reader, asked, essay).values("pk"))
    works = rows.values("of_work").annotate(n=Count("pk"))
    if count is not None:
        works = works.filter(Q(n__lt=count) | Q(n=count, of_work__gt=pk))
    return works.order_by("-n", "of_work").values_list("of_work", flat=True)


def _among(works: Any, reader: Any, asked: Asked, essay: Essay | None) -> Any:
    """Those with the words that are asked for, on which rests what is asked for, and which the text leans on."""
    for word in csl.fold(asked.words).split()[:8]:
        works = works.filter(folded__contains=word)
    if essay:
        works = works.filter(pk__in=_leaning(reader, essay, "leans").values("of_work"))
    if asked.only:
        column, which = _HAS[asked.only]
        works = works.filter(pk__in=_leaning(reader, essay, column).filter(which).values("of_work"))
    return works


def _key_in(asked: Asked) -> tuple[str, int | None]:
    """What stands in the key of the address: the column's value and a work's number; None for no key."""
    said, _dot, number = asked.after.rpartition(".")
    return said, number_in(number)


def _after_words(works: Any, sort: str, said: str, pk: int | None) -> Any:
    if pk is None:
        return works
    # The second condition decides between works that read the same; the first lets an index be used.
    return works.filter(Q(**{f"{sort}__gt": said}) | Q(pk__gt=pk), **{f"{sort}__gte": said})
