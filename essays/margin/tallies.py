"""Keeping the tallies: how many notes of each kind stand on a block."""

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from essays.library.models import Section
from essays.margin.models import Annotation, Placement, Tally
from forum.debate.models import Thread

Place = tuple[Section, int]  # and the number of a block in it


def count_one_more(thread: Thread, place: Place, *, kind: str) -> int:
    """Count a note; return how many there are on that block now, of all kinds: its circle's, or its author's own."""
    section, block = place
    on_block = Tally.objects.of_thread(thread).filter(section=section, block=block)
    if not on_block.filter(kind=kind).update(count=F("count") + 1):
        _begin_counting(thread, place, kind)
    return on_block.aggregate(total=Sum("count"))["total"]


def move(annotation: Annotation, *, before: str, after: str) -> None:
    """Count a note under the kind it has become."""
    take_out(annotation, kind=before)
    for place in _places_of(annotation):
        count_one_more(annotation.thread, place, kind=after)


def take_out(annotation: Annotation, *, kind: str) -> None:
    """Count a note no longer."""
    for section, block in _places_of(annotation):
        counted = Tally.objects.of_thread(annotation.thread).filter(section=section, block=block, kind=kind)
        counted.filter(count__gt=0).update(count=F("count") - 1)


def _begin_counting(thread: Thread, place: Place, kind: str) -> None:
    """The first of its kind. If another is first at the same moment, ours is the second."""
    section, block = place
    of = {
        "section": section,
        "block": block,
        "circle_id": thread.circle_id,
        "private_to_id": thread.private_to_id,
        "kind": kind,
    }
    try:
        with transaction.atomic():
            Tally.objects.create(**of, count=1)
    except IntegrityError:
        Tally.objects.filter(**of).update(count=F("count") + 1)


def _places_of(annotation: Annotation) -> list[Place]:
    """Where it is counted: once a block, however many of its passages begin there; in one order for everyone."""
    places = Placement.objects.filter(passage__annotation=annotation, section__isnull=False)
    by_block = {(place.section_id, place.block): place for place in places.select_related("section")}
    return [(by_block[key].section, by_block[key].block) for key in sorted(by_block)]
