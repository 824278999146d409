"""Tells the forum which sources the texts lean on, and where."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from essays.citing.words import told
from essays.library.models import Citation
from forum.sources import leaning
from forum.sources.leaning import Lean

MOST_LINES = 100  # on one page of a source

CITATION = "citation"


def register() -> None:
    leaning.register(CITATION, citations_for, leans)


def citations_for(reader: Any) -> QuerySet[Citation]:
    """The citations a reader may see."""
    return Citation.objects.visible_to(reader).order_by()


def leans(reader: Any, sources: Collection[int]) -> list[Lean]:
    """Where the texts that are read now lean on these sources, in reading order, in one query."""
    rows = Citation.objects.visible_to(reader).current().filter(source__in=sources).for_reading()
    rows = rows.defer("section__text", "section__blocks")
    ordered = rows.order_by("section__edition", "position")[:MOST_LINES]
    return [_lean(row) for row in ordered]


def _lean(row: Citation) -> Lean:
    standing = told(row)
    return Lean(
        text=row.section.edition.essay.title,
        where=row.section.name,
        url=row.get_absolute_url(),
        locator=row.place or row.same_place_as,
        standing=standing.words,
        mark=standing.mark,
    )
