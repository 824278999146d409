"""A note by itself: what it is about, as its own page tells it, and where it stands."""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Substr
from django.utils.safestring import SafeString

from essays.margin.contexts import place_url
from essays.margin.models import Annotation, Placement
from forum.text.diff import render_diff, word_diff


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """What an annotation is about, with the few words around it, and what has become of it since."""

    before: str
    exact: str
    after: str
    section: str  # what it is called; "" where the passage no longer stands in the text
    url: str  # of the passage in the text; "" where it no longer stands there
    state: str  # of its placement
    changes: SafeString | None  # how its words differ now, where they do
    placement: int


def passages_of(annotation: Annotation) -> list[PlacedPassage]:
    """What the annotation is about, where it stands in the edition read now, in one query."""
    places = Placement.objects.filter(passage__annotation=annotation, edition=annotation.essay.edition_id)
    rows = (
        places.select_related("passage__annotation__essay", "passage__annotation__thread", "section")
        .defer("section__text", "section__blocks")
        .annotate(words=Substr("section__text", F("start") + 1, F("end") - F("start")))
    )
    return [
        PlacedPassage(
            before=_last_words(place.passage.prefix),
            exact=place.passage.exact,
            after=_first_words(place.passage.suffix),
            section=place.section.name if place.section else "",
            url=place_url(place),
            state=place.state,
            changes=_changes(place.passage.exact, place.words),
            placement=place.pk,
        )
        for place in rows.order_by("passage__position")
    ]


def address_of(annotation: Annotation) -> str:
    """Where the note just written stands beside its first passage."""
    first = Placement.objects.filter(passage__annotation=annotation, edition=annotation.essay.edition_id)
    place = first.select_related("section", "passage__annotation__essay").get(passage__position=0)
    return place_url(place, fresh=True)


def _changes(exact: str, words: str | None) -> SafeString | None:
    return render_diff(word_diff(exact, words)) if words is not None and words != exact else None


def _last_words(prefix: str) -> str:
    """The whole words at the end of what stands before a passage."""
    return prefix.partition(" ")[2] or prefix


def _first_words(suffix: str) -> str:
    return suffix.rpartition(" ")[0] or suffix
