"""Adding and editing sources."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from forum.members.models import Member
from forum.permissions import Act, require
from forum.sources import csl
from forum.sources.indexing import index_of
from forum.sources.models import Source


class KnownAlready(Exception):
    """Another row says already what an edit would."""


@transaction.atomic
def find_or_add(
    *, member: Member, author: str, title: str, year: str = "", publisher: str = "", address: str = ""
) -> Source:
    """The source with these details: the one that is known already, or a new one.

    It is known already where everything that is said agrees, however it is spelled: nobody's citation says what
    another has typed. Authors are parted by semicolons; `address` is a URL or a DOI. Two members adding one source
    at once get the same row.
    """
    details = csl.Details(*(" ".join(said.split()) for said in (author, title, year, publisher, address)))
    return add_source(member=member, item=csl.item_of(details))


@transaction.atomic
def add_source(*, member: Member, item: dict[str, Any]) -> Source:
    """The source that says `item`, as `csl.cleaned` leaves it: the one that is known already, or a new one."""
    require(member, Act.ADD_SOURCE)
    source, is_new = Source.objects.get_or_create(
        key=csl.key_of_item(item), defaults={"csl": item, "added_by": member} | index_of(item)
    )
    if not is_new and source.added_by_id != member.pk:
        source.also_entered_by.add(member)  # they see what they entered, wherever else it is brought
    return source


@transaction.atomic
def add_sources(*, member: Member, items: Sequence[dict[str, Any]]) -> list[Source]:
    """All of them or, where something goes wrong, none."""
    return [add_source(member=member, item=item) for item in items]


@transaction.atomic
def edit_source(*, member: Member, source: Source, item: dict[str, Any]) -> Source:
    """Have a source say `item` instead. Raises KnownAlready where another says it already."""
    source = Source.objects.select_for_update().get(pk=source.pk)  # nobody brings it while we look
    require(member, Act.EDIT_SOURCE, source)
    key = csl.key_of_item(item)
    if Source.objects.filter(key=key).exclude(pk=source.pk).exists():
        raise KnownAlready
    source.csl, source.key = item, key
    for column, value in index_of(item).items():
        setattr(source, column, value)
    source.save()
    return source


def index_anew(limit: int = 500) -> int:
    """Fill in the index of entries from before it had all its columns, and return how many there were."""
    unindexed = list(Source.objects.filter(likeness="")[:limit])
    for source in unindexed:
        for column, value in index_of(source.csl).items():
            setattr(source, column, value)
    Source.objects.bulk_update(unindexed, ["doi", "isbn", "likeness"])
    return len(unindexed)
