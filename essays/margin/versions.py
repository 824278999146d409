"""Keeping count of how often a section's margin has changed, layer by layer.

Whoever changes what a margin says touches its version first: that also has the writers of one layer of one section come
after one another, so that what they count together with it stays true.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from essays.margin.models import MarginVersion, Tally
from forum.debate.models import Thread


def touch(thread: Thread, section_ids: Iterable[int]) -> None:
    """The layer of this thread says something else beside these sections from now on."""
    for section_id in sorted(
        set(section_ids)
    ):  # in one order for everyone, so that no two wait for each other
        of = {
            "section_id": section_id,
            "circle_id": thread.circle_id,
            "private_to_id": thread.private_to_id,
        }
        if not _count_up(of):
            try:
                with transaction.atomic():
                    MarginVersion.objects.create(**of)
            except IntegrityError:  # another was first at the same moment
                _count_up(of)


def begin(section_ids: Collection[int]) -> None:
    """Every layer that is counted beside these new sections has a version from now on."""
    layers = Tally.objects.filter(section__in=section_ids).values_list("section", "circle", "private_to")
    MarginVersion.objects.bulk_create(
        (
            MarginVersion(section_id=section, circle_id=circle, private_to_id=member)
            for section, circle, member in layers.order_by("section", "circle", "private_to").distinct()
        ),
        batch_size=500,
    )


def versions_for(reader: Any, section_id: int) -> list[tuple[int | None, int | None, int]]:
    """Circle, member and number of each layer that the reader may see beside a section, in one query and one order.

    Two equal lists mean that the same notes stand there, and say the same.
    """
    versions = MarginVersion.objects.filter(section=section_id).visible_to(reader)
    return list(versions.order_by("pk").values_list("circle", "private_to", "number"))


def _count_up(of: dict[str, int | None]) -> int:
    return MarginVersion.objects.filter(**of).update(number=F("number") + 1)
