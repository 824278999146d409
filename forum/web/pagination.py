"""Pages by key: a page begins after the last thing of the page before, so no page costs more than the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

from forum.web.asked import number_in

SIZE = 20  # rows a page, where nothing else is said
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A run of rows, and the key to go on from: "" where nothing further follows."""

    rows: Sequence[Row]
    further: str = ""


def newest_page(rows: QuerySet, *, by: str = "", before: str = "", size: int = SIZE) -> Page:
    """A page of `rows` below the key `before`, newest first by the column of times `by`; rows of one moment, or all
    where no column is named, by their number.

    What is no key is taken as none. One row more than `size` is read, to know whether any follow.
    """
    return page_of(list(newest_first(_below(rows, by, before), by=by, size=size)), by=by, size=size)


def newest_first(rows: QuerySet, *, by: str = "", size: int = SIZE) -> QuerySet:
    """What the first page of them takes: for a query that is prepared. What it finds, `page_of` makes a page of."""
    order = [f"-{by}", "-pk"] if by else ["-pk"]
    return rows.order_by(*order)[: size + 1]


def page_of(found: list[Any], *, by: str = "", size: int = SIZE) -> Page:
    """The page of what was `found`, one row more than it shows where there are more."""
    return Page(rows=found[:size], further=_key_of(found[size - 1], by) if len(found) > size else "")


def page_after(rows: QuerySet, after: str, *, by: str = "pk", size: int = SIZE) -> Page:
    """A page of `rows` above the key `after`, in the order of the column `by`, which numbers each of them differently.

    What is no key is taken as none. One row more than `size` is read, to know whether any follow.
    """
    key = number_in(after)
    beyond = rows if key is None else rows.filter(**{f"{by}__gt": key})
    found = list(beyond.order_by(by)[: size + 1])
    return Page(rows=found[:size], further=str(getattr(found[size - 1], by)) if len(found) > size else "")


def _key_of(row: Any, by: str) -> str:
    """The row's number; before it, where rows are ordered by a time, its microseconds since 1970 (UTC)."""
    return f"{(getattr(row, by) - EPOCH) // MICROSECOND}-{row.pk}" if by else str(row.pk)


def _below(rows: QuerySet, by: str, key: str) -> QuerySet:
    """Those of `rows` that come after `key`; all, if it is none."""
    moment, _, number = key.rpartition("-") if by else ("", "", key)
    pk, at = number_in(number), _time_in(moment)
    if pk is None or (by and at is None):
        return rows
    if not by:
        return rows.filter(pk__lt=pk)
    # The first condition decides between rows of one moment; the second lets an index be used.
    return rows.filter(Q(**{f"{by}__lt": at}) | Q(pk__lt=pk), **{f"{by}__lte": at})


def _time_in(moment: str) -> datetime | None:
    microseconds = number_in(moment)
    try:
        return None if microseconds is None else EPOCH + microseconds * MICROSECOND
    except OverflowError:
        return None
