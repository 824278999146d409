"""Entries that are the same work count as one: the work that a row of a source stands for."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.expressions import Combinable

from forum.sources.models import Source
from forum.sources.querysets import SourceQuerySet


def works_for(reader: Any) -> SourceQuerySet:
    """A row for each work that `reader` may see: an entry that was found to be the same as another stands for itself
    only where the other may not be seen."""
    return Source.objects.visible_to(reader).standing_for_works(reader)


def of_the_work(source: str) -> Q:
    """The condition that the source at the lookup `source` is an entry of the work in the outer query.

    The entries are looked up first, so that what leans on them is found by its index: asked whether each row's source
    is one of them, a database would look at every row for every work.
    """
    work = OuterRef(OuterRef("pk"))
    return Q(**{f"{source}__in": Source.objects.filter(Q(pk=work) | Q(same_as=work)).order_by().values("pk")})


def of_any_work(source: str, works: Sequence[int]) -> Q:
    """The condition that the source at the lookup `source` is an entry of one of these works; looked up first, too."""
    entries = Source.objects.filter(Q(pk__in=works) | Q(same_as__in=works)).order_by()
    return Q(**{f"{source}__in": entries.values("pk")})


def told_of_work(source: str, column: str, reader: Any) -> Combinable:
    """What the work of the source at the lookup `source` has in that column; the entry itself, where `reader` may not
    see the one that stands for its work.

    Whether they may is asked only of entries that were merged, one by one: those are few.
    """
    head = Source.objects.visible_to(reader).filter(pk=OuterRef(f"{source}__same_as"))
    return Case(
        When(Q(**{f"{source}__same_as": None}), then=F(f"{source}__{column}")),
        When(Exists(head), then=F(f"{source}__same_as__{column}")),
        default=F(f"{source}__{column}"),
    )
