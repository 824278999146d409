"""Keeping the tallies: how many notes of each kind stand on a block, and what is known of them without reading them.

Callers hold the essay (`essays.library.holding`) and touch the version of the layer (see versions.py) first, so that no
edition is published from tallies that are being changed, and no two count in one layer of a section at once.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, Sum

from essays.library.models import Section
from essays.margin.models import Annotation, Placement, Tally
from forum.debate.models import Thread
from forum.debate.querysets import has_words

Place = tuple[Section, int]  # and the number of a block in it

THREAD = "passage__annotation__thread"
NUMBERS = ("count", "ever", "unanswered", "voices")
COUNTED = ("section_id", "block", "circle_id", "private_to_id", "kind")


def count_one_more(thread: Thread, place: Place, *, kind: str) -> int:
    """Count a note; return which one it is among all there ever were on that block, of its circle or its author."""
    section, block = place
    on_block = Tally.objects.of_thread(thread).filter(section=section, block=block)
    more = {"count": 1, "ever": 1} | _said_of(thread, place, kind)
    if not on_block.filter(kind=kind).update(**{name: F(name) + one for name, one in more.items()}):
        _begin_counting(thread, place, kind, more)
    return on_block.aggregate(total=Sum("ever"))["total"]


def move(annotation: Annotation, *, before: str, after: str) -> None:
    """Count a note under the kind it has become."""
    places = places_of(annotation)
    _lock(annotation.thread, places, kinds=[before, after])
    take_out(annotation, kind=before)
    for place in places:
        count_one_more(annotation.thread, place, kind=after)


def take_out(annotation: Annotation, *, kind: str) -> None:
    """Count a note no longer."""
    for place in places_of(annotation):
        take_out_at(annotation.thread, place, kind=kind)


def take_out_at(thread: Thread, place: Place, *, kind: str) -> None:
    """Count a note no longer on one block."""
    section, block = place
    counted = Tally.objects.of_thread(thread).filter(section=section, block=block, kind=kind)
    less = {"count": 1} | _said_of(thread, place, kind)
    for name in (name for name, one in less.items() if one):
        counted.filter(**{f"{name}__gt": 0}).update(**{name: F(name) - 1})


def answered(annotation: Annotation, *, kind: str, is_answered: bool) -> None:
    """Count a note as answered, or again as one that nobody has answered."""
    for section, block in places_of(annotation):
        counted = Tally.objects.of_thread(annotation.thread).filter(section=section, block=block, kind=kind)
        if is_answered:
            counted.filter(unanswered__gt=0).update(unanswered=F("unanswered") - 1)
        else:
            counted.update(unanswered=F("unanswered") + 1)


@transaction.atomic
def recount(section_ids: Collection[int], *, begun: Iterable[Tally] = ()) -> None:
    """Make the tallies of these sections anew from the notes that stand there: for notes that were placed in bulk.

    `begun` are tallies that are in no table yet, and know already how many there ever were. Of those that are, only
    what has changed is written: that is slow for many.
    """
    kept = {_key(tally): tally for tally in Tally.objects.filter(section__in=section_ids)}
    before = {tally.pk: _numbers(tally) for tally in kept.values()}
    kept |= {_key(tally): tally for tally in begun}
    for tally in kept.values():
        tally.count = tally.unanswered = tally.voices = 0
    for row in _counted_anew(section_ids):
        key = tuple(row.pop(name) for name in COUNTED)
        tally = kept.setdefault(key, Tally(**dict(zip(COUNTED, key, strict=True))))
        tally.count, tally.unanswered, tally.voices = row["notes"], row["open"], row["authors"]
        tally.ever = max(tally.ever, tally.count)
    new = [tally for tally in kept.values() if tally.pk is None]
    changed = [
        tally for tally in kept.values() if tally.pk is not None and _numbers(tally) != before[tally.pk]
    ]
    Tally.objects.bulk_update(changed, NUMBERS, batch_size=500)
    Tally.objects.bulk_create(new, batch_size=500)


def places_of(annotation: Annotation) -> list[Place]:
    """Where it is counted: once a block, however many of its passages begin there; in one order for everyone."""
    places = Placement.objects.filter(passage__annotation=annotation, section__isnull=False)
    by_block = {(place.section_id, place.block): place for place in places.select_related("section")}
    return [(by_block[key].section, by_block[key].block) for key in sorted(by_block)]


def _said_of(thread: Thread, place: Place, kind: str) -> dict[str, int]:
    """What a note adds to its tally beside itself: that nobody has answered it, that its author speaks there."""
    section, block = place
    same = Placement.objects.filter(
        has_words(f"{THREAD}__opening"),
        section=section,
        block=block,
        **{
            f"{THREAD}__circle": thread.circle_id,
            f"{THREAD}__private_to": thread.private_to_id,
            f"{THREAD}__opened_by": thread.opened_by_id,
            f"{THREAD}__opening__kind": kind,
        },
    )
    speaks_already = same.exclude(passage__annotation__thread=thread).exists()
    return {"unanswered": int(thread.answered_at is None), "voices": int(not speaks_already)}


def _begin_counting(thread: Thread, place: Place, kind: str, more: dict[str, int]) -> None:
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
            Tally.objects.create(**of, **more)
    except IntegrityError:
        Tally.objects.filter(**of).update(**{name: F(name) + one for name, one in more.items()})


def _lock(thread: Thread, places: list[Place], *, kinds: list[str]) -> None:
    """Lock what is to be counted, in one order for everyone: two who change kinds in opposite ways would else
    wait for each other."""
    counted = Tally.objects.of_thread(thread).filter(
        section__in={section for section, _ in places},
        block__in={block for _, block in places},
        kind__in=kinds,
    )
    list(counted.select_for_update().order_by("section", "block", "kind").values_list("pk"))


def _key(tally: Tally) -> tuple[Any, ...]:
    return tuple(getattr(tally, name) for name in COUNTED)


def _numbers(tally: Tally) -> tuple[int, ...]:
    return tuple(getattr(tally, name) for name in NUMBERS)


def _counted_anew(section_ids: Collection[int]) -> Any:
    """Rows of what stands there, once a block for each note, by what tallies are kept apart by."""
    notes = Count("passage__annotation", distinct=True)
    of_layer = {
        "circle_id": F(f"{THREAD}__circle_id"),
        "private_to_id": F(f"{THREAD}__private_to_id"),
        "kind": F(f"{THREAD}__opening__kind"),
    }
    standing = Placement.objects.filter(has_words(f"{THREAD}__opening"), section__in=section_ids)
    return standing.values("section_id", "block", **of_layer).annotate(
        notes=notes,
        open=Count("passage__annotation", distinct=True, filter=Q(**{f"{THREAD}__answered_at": None})),
        authors=Count(f"{THREAD}__opened_by", distinct=True),
    )
