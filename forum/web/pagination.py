"""Pages by key: a page begins after the last thing of the page before, so no page costs more than the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import QuerySet

from forum.web.asked import number_in

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A run of rows, and the keys to go on from; "" where there is nothing more that way."""

    rows: Sequence[Row]
    after: str = ""
    before: str = ""


def newest_page(rows: QuerySet, *, before: str = "", size: int = 20, field: str = "pk") -> Page:
    """A page of `rows`, newest first by the whole-number column `field`, below the key `before`.

    A key that is no number is taken as none. One row more than `size` is read, to know whether more follow.
    """
    rows = rows.order_by(f"-{field}")
    if (key := number_in(before)) is not None:
        rows = rows.filter(**{f"{field}__lt": key})
    found = list(rows[: size + 1])
    more = str(getattr(found[size - 1], field)) if len(found) > size else ""
    return Page(rows=found[:size], after=more)
