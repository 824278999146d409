"""What the page of a source needs: which posts bring it, and which entries are the same work, or may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forum.debate.models import Evidence
from forum.permissions import Act, can
from forum.sources.duplicates import Candidate, candidates_of
from forum.sources.leaning import Lean, leans_on
from forum.sources.models import Source
from forum.sources.pages import Carried, Entry, Reference, also_entered_as, carried, reference
from forum.text import excerpt
from forum.web.pagination import Page, newest_page


@dataclass(frozen=True)
class Mention:
    """A post that brings the source, its first words, and how it entered the source where that was otherwise."""

    piece: Evidence
    href: str
    words: str
    entered_as: str


@dataclass(frozen=True)
class SourcePage:
    """What is known of a source, and which posts cite it in any of its entries."""

    source: Source
    reference: Reference
    carried: Carried
    mentions: Page[Mention]
    leans: Sequence[Lean]  # what else leans on it
    also_entered_as: Sequence[Entry]
    candidates: Sequence[Candidate]
    may_edit: bool


def source_page(source: Source, reader: Any, *, before: str = "") -> SourcePage:
    """The mentions of `source` that `reader` may see, below the key `before`."""
    work = Source.objects.of_one_work(source)
    brought = Evidence.objects.visible_to(reader).filter(source__in=work)
    page = newest_page(brought.select_related("post__author", "source"), before=before)
    entries = also_entered_as(source, reader)
    return SourcePage(
        source=source,
        reference=reference(source),
        carried=carried(source),
        mentions=Page([_mention(piece, source) for piece in page.rows], page.further),
        leans=leans_on(reader, [source.pk, *(entry.source.pk for entry in entries)]),
        also_entered_as=entries,
        candidates=candidates_of(source, reader),
        may_edit=can(reader, Act.EDIT_SOURCE, source),
    )


def _mention(piece: Evidence, source: Source) -> Mention:
    entered_as = "" if piece.source_id == source.pk else str(piece.source)
    return Mention(piece, piece.post.get_absolute_url(), excerpt(piece.post.html), entered_as)
