"""Which places in a margin a page shows."""

from typing import Any

from essays.library.models import Section
from essays.margin.filtering import EVERYTHING, Filter
from essays.margin.models import Placement
from essays.margin.querysets import PlacementQuerySet


def standing_beside(reader: Any, section: Section, wanted: Filter) -> Any:
    """The places of notes that stand beside a section. A withdrawn note, which is there for the sake of its replies, is
    nothing that can be filtered for."""
    places = Placement.objects.filter(section=section).visible_to(reader)
    return places.with_words().matching(wanted, reader) if wanted else places.not_taken_back()


def places_of_notes(reader: Any, section: Section, wanted: Filter = EVERYTHING) -> Any:
    """The same in reading order, as rows of what a note shows."""
    return standing_beside(reader, section, wanted).in_reading_order().for_notes()


def gone_from(edition: int) -> PlacementQuerySet:
    """The places of passages that have gone from the edition with that key, of notes not taken back."""
    return Placement.objects.filter(edition=edition, state=Placement.State.GONE).not_taken_back()
