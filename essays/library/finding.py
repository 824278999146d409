"""Texts by their titles and authors, and their sections by their words, as they are read now."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from essays.library.models import Essay, Section
from essays.library.pages import anchor_of, section_url
from essays.library.querysets import SectionQuerySet
from essays.library.signals import essay_published
from forum.circles.querysets import seen_through
from forum.search import indexing
from forum.search.registry import Entry, Findable, Group, shown_as_kept
from forum.search.registry import register as register_findable

ESSAY, SECTION = "essay", "section"
TEXTS = Group("texts", _("Texts"))

WORDS_OF_A_PART = (
    1500  # a section is found in parts about so long: the words asked for stand near one another
)


def register() -> None:
    register_findable(
        Findable(
            name=SECTION,
            number=4,
            group=TEXTS,
            rows=sections,
            entries=section_entries,
            seen=seen,
            show=shown_as_kept("text", _("Passage")),
        )
    )
    register_findable(
        Findable(
            name=ESSAY,
            number=5,
            group=TEXTS,
            rows=essays,
            entries=essay_entries,
            seen=seen,
            show=shown_as_kept("text", _("Text")),
        )
    )
    essay_published.connect(follow, dispatch_uid="essays.library.found")


def essays() -> QuerySet[Essay]:
    return Essay.objects.filter(edition__isnull=False)


def sections() -> SectionQuerySet:
    return Section.objects.current()


def seen(reader: Any) -> Q:
    return seen_through("circle", reader)


def essay_entries(ids: Collection[int]) -> Iterator[Entry]:
    for essay in essays().filter(pk__in=ids).select_related("circle"):
        yield Entry(
            object_id=essay.pk,
            at=essay.put_up_at,
            title=essay.title,
            text=", ".join(filter(None, (essay.subtitle, essay.author, essay.date))),
            place=essay.circle.name,
            address=essay.get_absolute_url(),
            facets=_places(essay),
            circle=essay.circle_id,
        )


def section_entries(ids: Collection[int]) -> Iterator[Entry]:
    for section in sections().filter(pk__in=ids).for_reading().order_by("pk"):
        essay, edition = section.edition.essay, section.edition
        # A line is a block, so that what is found in the nth line is read at the nth block of the part.
        anchor = anchor_of(0, edition.number).replace("0", "*", 1)
        for first, text in _parts(section):
            yield Entry(
                object_id=section.pk,
                part=first,
                at=edition.published_at,
                title=section.name,
                text=text,
                place=essay.title,
                address=f"{section_url(essay, section)}#p{anchor}",
                facets=_places(essay),
                circle=essay.circle_id,
            )


def follow(sender: Any, essay: Essay, **_: Any) -> None:
    """The sections of the edition read now are found from now on, those of earlier ones no longer."""
    indexing.update(ESSAY, [essay.pk])
    of_any_edition = Section.objects.filter(edition__essay=essay)
    indexing.update(SECTION, list(of_any_edition.values_list("pk", flat=True)))


def _places(essay: Essay) -> list[str]:
    return [f"in:{essay.slug}", f"in:{essay.circle.slug}"]


def _parts(section: Section) -> Iterator[tuple[int, str]]:
    """The number of the first block of each part, and its blocks, a line each."""
    first, lines, words = 0, [], 0
    for block in section.blocks:
        line = " ".join(section.text[block["start"] : block["end"]].split())
        first = first or block["number"]
        lines.append(line)
        words += line.count(" ") + 1
        if words >= WORDS_OF_A_PART:
            yield first, "\n".join(lines)
            first, lines, words = 0, [], 0
    if lines:
        yield first, "\n".join(lines)
