"""What the page of a source needs: which posts bring it."""

from dataclasses import dataclass
from typing import Any

from forum.debate.models import Evidence
from forum.sources.models import Source
from forum.sources.pages import Reference, reference
from forum.text import excerpt
from forum.web.pagination import Page, newest_page


@dataclass(frozen=True)
class Mention:
    """A post that brings the source, and its first words."""

    piece: Evidence
    href: str
    words: str


@dataclass(frozen=True)
class SourcePage:
    """What is known of a source, and which posts cite it."""

    reference: Reference
    mentions: Page[Mention]


def source_page(source: Source, reader: Any, *, before: str = "") -> SourcePage:
    """The mentions of `source` that `reader` may see, below the key `before`."""
    brought = Evidence.objects.visible_to(reader).filter(source=source).select_related("post__author")
    page = newest_page(brought, before=before)
    mentions = [
        Mention(piece, piece.post.get_absolute_url(), excerpt(piece.post.html)) for piece in page.rows
    ]
    return SourcePage(reference(source), Page(mentions, page.further))
