"""What the pages of sources need."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet

from forum.sources import csl
from forum.sources.models import Source


@dataclass(frozen=True)
class Reference:
    """A source as a reader is told of it, author and date first."""

    author: str
    year: str
    title: str
    publisher: str
    link: str
    doi: str


def reference(source: Source) -> Reference:
    """What is known of a source, from its CSL-JSON item."""
    details = csl.details_of(source.csl)
    return Reference(
        author=details.author,
        year=details.year,
        title=details.title,
        publisher=details.publisher,
        link=csl.link_of(source.csl),
        doi=source.csl.get("DOI", ""),
    )


def found(words: str, reader: Any) -> QuerySet[Source]:
    """The sources `reader` may see in whose author, title or year each of `words` occurs, whatever its case and
    accents."""
    sources = Source.objects.visible_to(reader)
    for word in csl.fold(words).split()[:8]:
        sources = sources.filter(folded__contains=word)
    return sources


def suggest(words: str, reader: Any, limit: int = 8) -> list[Source]:
    """The first few sources `reader` may see that `words`, typed so far, may mean; none for no words."""
    return list(found(words, reader).order_by("folded")[:limit]) if csl.fold(words) else []


def suggestion(source: Source) -> dict[str, Any]:
    """What the browser shows of a suggested source, and fills in when it is chosen."""
    return {"label": str(source), "fields": asdict(csl.details_of(source.csl))}
