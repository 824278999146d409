"""Keeping the tallies: how many notes of each kind stand on a block."""

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from essays.library.models import Section
from essays.margin.models import Annotation, Placement, Tally
from forum.debate.models import Thread

Place = tuple[Section, int]  # and the number of a block in it


def count_one_more(thread: Thread, place: Place, *, kind: str) -> int:
    """Count a note; return which one it is among all there ever were on that block, of its circle or its author."""
    section, block = place
    on_block = Tally.objects.of_thread(thread).filter(section=section, block=block)
    if not on_block.filter(kind=kind).update(count=F("count") + 1, ever=F("ever") + 1):
        _begin_counting(thread, place, kind)
    return on_block.aggregate(total=Sum("ever"))["total"]


def move(annotation: Annotation, *, before: str, after: str) -> None:
    """Count a note under the kind it has become."""
    places = _places_of(annotation)
    _lock(annotation.thread, places, kinds=[before, after])
    take_out(annotation, kind=before)
    for place in places:
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
            Tally.objects.create(**of, count=1, ever=1)
    except IntegrityError:
        Tally.objects.filter(**of).update(count=F("count") + 1, ever=F("ever") + 1)


def _lock(thread: Thread, places: list[Place], *, kinds: list[str]) -> None:
    """Lock what is to be counted, in one order for everyone: two who change kinds in opposite ways would else
    wait for each other."""
    counted = Tally.objects.of_thread(thread).filter(
        section__in={section for section, _ in places},
        block__in={block for _, block in places},
        kind__in=kinds,
    )
    list(counted.select_for_update().order_by("section", "block", "kind").values_list("pk"))


def _places_of(annotation: Annotation) -> list[Place]:
    """Where it is counted: once a block, however many of its passages begin there; in one order for everyone."""
    places = Placement.objects.filter(passage__annotation=annotation, section__isnull=False)
    by_block = {(place.section_id, place.block): place for place in places.select_related("section")}
    return [(by_block[key].section, by_block[key].block) for key in sorted(by_block)]
