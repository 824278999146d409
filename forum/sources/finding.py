"""Sources, by all that is known of them."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from forum.search import indexing
from forum.search.registry import Entry, Findable, Group, shown_as_kept
from forum.search.registry import register as register_findable
from forum.sources import csl
from forum.sources.models import Source

SOURCE = "source"
SOURCES = Group("sources", _("Sources"))


def register() -> None:
    register_findable(
        Findable(
            name=SOURCE,
            number=2,  # the last of their share, so that no more of them than need be are sifted
            group=SOURCES,
            rows=sources,
            entries=entries,
            seen=seen,
            show=shown_as_kept("source", _("Source")),
            sift=sift,
        )
    )
    post_save.connect(follow, sender=Source, dispatch_uid="forum.sources.found")


def sources() -> QuerySet[Source]:
    return Source.objects.all()


def entries(ids: Collection[int]) -> Iterator[Entry]:
    for source in sources().filter(pk__in=ids):
        details = csl.details_of(source.csl)
        yield Entry(
            object_id=source.pk,
            at=source.added_at,
            title=source.title,
            text=", ".join(filter(None, (details.author, details.publisher, details.year))),
            also=_words_of(source.csl),
            address=source.get_absolute_url(),
        )


def seen(_reader: Any) -> Q:
    """What a reader may see of them depends on all that leans on them: they are sifted."""
    return Q()


def sift(reader: Any, ids: Collection[int]) -> list[int]:
    """What its page shows them: one entry a work."""
    works = Source.objects.visible_to(reader).standing_for_works(reader)
    return list(works.filter(pk__in=ids).values_list("pk", flat=True))


def follow(sender: Any, instance: Source, raw: bool, **_: Any) -> None:
    if not raw:
        indexing.update(SOURCE, [instance.pk])


def _words_of(item: dict[str, Any]) -> str:
    """All that is said in words: the title of the journal, numbers by which it is known, notes."""
    return "\n".join(value for value in item.values() if isinstance(value, str))
