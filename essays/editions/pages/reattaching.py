"""Notes whose words are gone, and notes that were put in their place by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Greatest, Substr

from essays.editions.models import Reattachment
from essays.library.models import Essay, Section
from essays.library.pages import section_url
from essays.margin.models import Annotation, Placement
from essays.margin.pages.places import gone_from
from forum.debate.restraining.hows import in_short
from forum.text import excerpt
from forum.web.pagination import page_after

CONTEXT = 160  # code points of the old text on either side


@dataclass(frozen=True, slots=True)
class GoneNote:
    """A note whose words are gone, with where they stood last and what stood around them."""

    annotation: Annotation
    exact: str
    before: str
    after: str
    section: str  # where they stood last; "" if that was never in this text
    edition: int
    url: str  # of that section in that edition
    words: str  # the first of the note's


@dataclass(frozen=True, slots=True)
class GonePage:
    """Notes whose words are gone from the edition read now, and the key to go on from."""

    essay: Essay
    notes: Sequence[GoneNote]
    further: str


def gone_page(reader: Any, essay: Essay, *, after: str = "") -> GonePage:
    """The gone notes the reader may see, in two queries."""
    rows = gone_from(essay.current.pk).visible_to(reader)
    page = page_after(rows.select_related("passage__annotation__thread__opening__author"), after)
    last = _last_places([row.passage_id for row in page.rows])
    notes = [
        _note(essay, row, last[row.passage_id]) if row.passage_id in last else _from_elsewhere(row)
        for row in page.rows
    ]
    return GonePage(essay, notes, page.further)


def _last_places(passages: Sequence[int]) -> dict[int, Any]:
    """Where each passage stood last, with the words around it."""
    places = (
        Placement.objects.filter(passage__in=passages, section__isnull=False)
        .select_related("section", "edition")
        .defer("section__text", "section__blocks", "edition__succession")
        .annotate(
            before=Substr(
                "section__text",
                Greatest(F("start") - CONTEXT, 0) + 1,
                F("start") - Greatest(F("start") - CONTEXT, 0),
            ),
            after=Substr("section__text", F("end") + 1, CONTEXT),
        )
    )
    last: dict[int, Any] = {}
    for place in places.order_by("-edition__number"):
        last.setdefault(place.passage_id, place)
    return last


def _note(essay: Essay, row: Placement, last: Any) -> GoneNote:
    annotation = row.passage.annotation
    opening = annotation.opening
    return GoneNote(
        annotation=annotation,
        exact=row.passage.exact,
        before=last.before.partition(" ")[2] if len(last.before) == CONTEXT else last.before,
        after=last.after.rpartition(" ")[0] if len(last.after) == CONTEXT else last.after,
        section=last.section.name,
        edition=last.edition.number,
        url=f"{section_url(essay, last.section, last.edition.number)}?note={annotation.pk}#note-{annotation.pk}",
        words="" if opening.withdrawn_at else in_short(opening.restraint) or excerpt(opening.html, 200),
    )


def _from_elsewhere(row: Placement) -> GoneNote:
    """A note that was brought here, and whose words never stood in this text."""
    passage = row.passage
    opening = passage.annotation.opening
    return GoneNote(
        annotation=passage.annotation,
        exact=passage.exact,
        before=passage.prefix,
        after=passage.suffix,
        section="",
        edition=0,
        url="",
        words="" if opening.withdrawn_at else in_short(opening.restraint) or excerpt(opening.html, 200),
    )


@dataclass(frozen=True, slots=True)
class Attached:
    """What was done by hand to the places of a note's passages in the edition read now."""

    annotation: Annotation
    done: Sequence[tuple[Reattachment, bool]]  # and whether it can be taken back


def attached(reader: Any, annotation: Annotation) -> Attached | None:
    """What a note's page tells of its places; nothing while its text has only had one edition. One query."""
    if annotation.essay.current.number == 1:
        return None
    rows = list(
        Reattachment.objects.filter(
            placement__passage__annotation=annotation, placement__edition=annotation.essay.edition_id
        )
        .select_related("by", "undone_by")
        .order_by("pk")
    )
    latest = {row.placement_id: row.pk for row in rows if not row.undone_at}
    return Attached(annotation, [(row, latest.get(row.placement_id) == row.pk) for row in rows])


@dataclass(frozen=True, slots=True)
class ReattachPage:
    """A note that is attached to other words: its passages, and the sections they may be in."""

    annotation: Annotation
    passages: Sequence[Placement]
    chosen: Placement
    sections: Sequence[Section]
    likely: Section | None  # the one that goes by the name of that in which the passage stood last


def reattach_page(annotation: Annotation, *, passage: int | None = None) -> ReattachPage | None:
    """The page for a note, about the passage at that position, or else the first that is gone; None where the
    note has no such passage. Three queries."""
    essay = annotation.essay
    places = list(
        Placement.objects.filter(passage__annotation=annotation, edition=essay.edition_id)
        .select_related("passage__annotation__thread", "passage__annotation__essay")
        .order_by("passage__position")
    )
    if passage is None:
        gone = (place for place in places if place.state == Placement.State.GONE)
        chosen = next(gone, next(iter(places), None))
    else:
        chosen = next((place for place in places if place.passage.position == passage), None)
    if chosen is None:
        return None
    sections = Section.objects.filter(edition=essay.edition_id).defer("text", "blocks").order_by("position")
    stood = Placement.objects.filter(passage=chosen.passage_id, section__isnull=False)
    slug = stood.order_by("-edition__number").values_list("section__slug", flat=True).first()
    likely = next((section for section in sections if section.slug == slug), None)
    return ReattachPage(annotation, places, chosen, list(sections), likely)
