"""What the pages of sources need."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from forum.sources import csl
from forum.sources.embedding import context_object, meta_tags
from forum.sources.formats import FORMATS, Format
from forum.sources.kinds import label_of
from forum.sources.models import Merging, Source
from forum.sources.querysets import SourceQuerySet
from forum.sources.styles import in_text, reference_line


@dataclass(frozen=True)
class Reference:
    """A source as a reader is told of it, author and date first."""

    author: str
    year: str
    title: str
    publisher: str
    link: str
    doi: str
    kind: str | Promise
    line: SafeString  # as in a list of references
    in_text: str  # as in running text
    isbn: str
    issn: str
    note: str


@dataclass(frozen=True)
class Entry:
    """Another entry of the same work, and the merging to be undone if it is not."""

    source: Source
    line: SafeString
    merging: Merging | None


@dataclass(frozen=True)
class Carried:
    """What a page about one source carries for reference managers."""

    context_object: str
    tags: Sequence[tuple[str, str]]
    formats: Sequence[tuple[str, Format]]


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
        kind="" if source.csl["type"] == "document" else label_of(source.csl["type"]),
        line=reference_line(source.csl),
        in_text=in_text(source.csl),
        isbn=source.csl.get("ISBN", ""),
        issn=source.csl.get("ISSN", ""),
        note=source.csl.get("note", ""),
    )


def carried(source: Source) -> Carried:
    return Carried(context_object(source.csl), meta_tags(source.csl), list(FORMATS.items()))


def also_entered_as(source: Source, reader: Any) -> list[Entry]:
    """The other entries of its work that `reader` may see, oldest first. Two queries, one where there are none."""
    others = list(Source.objects.visible_to(reader).filter(same_as=source.pk).order_by("pk"))
    standing = Merging.objects.standing().filter(source__in=[other.pk for other in others]) if others else []
    mergings = {merging.source_id: merging for merging in standing}
    return [Entry(other, reference_line(other.csl), mergings.get(other.pk)) for other in others]


def found(words: str, reader: Any) -> SourceQuerySet:
    """The sources `reader` may see in whose author, title or year each of `words` occurs, whatever its case and
    accents."""
    sources = Source.objects.visible_to(reader)
    for word in csl.fold(words).split()[:8]:
        sources = sources.filter(folded__contains=word)
    return sources


def suggest(words: str, reader: Any, limit: int = 8) -> list[Source]:
    """The first few works `reader` may see that `words`, typed so far, may mean; none for no words."""
    if not csl.fold(words):
        return []
    return list(found(words, reader).standing_for_works(reader).order_by("folded")[:limit])


def suggestion(source: Source) -> dict[str, Any]:
    """What the browser shows of a suggested source, and fills in when it is chosen."""
    return {"label": str(source), "fields": asdict(csl.details_of(source.csl)) | {"chosen": source.pk}}
