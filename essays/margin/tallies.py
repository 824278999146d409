"""Keeping the tallies: how many notes of each kind a circle has on a block."""

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from essays.library.models import Section
from essays.margin.models import Annotation, Placement, Tally
from forum.circles.models import Circle


def count_one_more(*, section: Section, block: int, circle: Circle, kind: str) -> int:
    """Count a note; return how many its circle has on that block now, of all kinds."""
    of_block = Tally.objects.filter(section=section, block=block, circle=circle)
    if not of_block.filter(kind=kind).update(count=F("count") + 1):
        _begin_counting(section=section, block=block, circle=circle, kind=kind)
    return of_block.aggregate(total=Sum("count"))["total"]


def move(annotation: Annotation, *, before: str, after: str) -> None:
    """Count a note under the kind it has become."""
    circle = annotation.thread.circle
    for section, block in _places_of(annotation):
        _count_one_less(section, block, circle, before)
        count_one_more(section=section, block=block, circle=circle, kind=after)


def take_out(annotation: Annotation, *, kind: str) -> None:
    """Count a note no longer."""
    for section, block in _places_of(annotation):
        _count_one_less(section, block, annotation.thread.circle, kind)


def _begin_counting(**of: object) -> None:
    """The first of its kind. If another is first at the same moment, ours is the second."""
    try:
        with transaction.atomic():
            Tally.objects.create(**of, count=1)
    except IntegrityError:
        Tally.objects.filter(**of).update(count=F("count") + 1)


def _count_one_less(section: Section, block: int, circle: Circle, kind: str) -> None:
    of_kind = Tally.objects.filter(section=section, block=block, circle=circle).of_kind(kind)
    of_kind.filter(count__gt=0).update(count=F("count") - 1)


def _places_of(annotation: Annotation) -> list[tuple[Section, int]]:
    """Section and block of each place it is counted at: once a block, however many of its passages begin there."""
    placements = Placement.objects.filter(passage__annotation=annotation, section__isnull=False)
    by_block = {(p.section_id, p.block): (p.section, p.block) for p in placements.select_related("section")}
    return [by_block[key] for key in sorted(by_block)]
