"""Tells the forum where an annotation's thread stands."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from essays.margin.models import Placement
from forum.circles.querysets import seen_by_the_one_at
from forum.debate import contexts

ANNOTATION = "annotation"


def register() -> None:
    contexts.register(ANNOTATION, contexts_of_annotations)


def contexts_of_annotations(thread_ids: Iterable[int]) -> dict[int, contexts.Context]:
    """Text, section and quoted words of annotations' threads, by thread id, in one query.

    A private note is shown to its author alone, wherever it stands; of a text they do not see any more, since they left
    its circle, they are told nothing.
    """
    first = Placement.objects.filter(
        Q(passage__annotation__thread__private_to=None)
        | seen_by_the_one_at("passage__annotation__essay__circle", "passage__annotation__thread__private_to"),
        passage__position=0,
        passage__annotation__thread__in=list(thread_ids),
    ).current()
    places = first.select_related(
        "passage__annotation__essay", "passage__annotation__thread", "section"
    ).defer("section__text", "section__blocks")
    return {place.passage.annotation.thread_id: context_of(place) for place in places}


def context_of(place: Placement) -> contexts.Context:
    annotation = place.passage.annotation
    essay, section = annotation.essay, place.section
    return contexts.Context(
        title=f"{essay.title} · {section.name}" if section else essay.title,
        url=reverse("annotation", args=[annotation.pk]),
        place_url=place_url(place) or reverse("gone", args=[essay.slug]),
        quote=place.passage.exact,
        section="texts",
        slug=essay.slug,
        circle=essay.circle_id,
    )


def place_url(place: Placement, *, fresh: bool = False) -> str:
    """The section, open at the note; "" where the passage is gone from the text.

    A note that does not come with its page is asked for by name. So is one that is `fresh`: to a page that was there
    before it, its address is another page's.
    """
    if place.section is None:
        return ""
    note = place.passage.annotation_id
    section = reverse("section", args=[place.passage.annotation.essay.slug, place.section.slug])
    asked = f"?note={note}" if fresh or not place.is_among_the_first else ""
    return f"{section}{asked}#note-{note}"
