"""Circles, by name and purpose."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.circles.querysets import seen_through
from forum.search import indexing
from forum.search.registry import Entry, Findable, Group, shown_as_kept
from forum.search.registry import register as register_findable

CIRCLE = "circle"
CIRCLES = Group("circles", _("Circles"))


def register() -> None:
    register_findable(
        Findable(
            name=CIRCLE,
            number=9,
            group=CIRCLES,
            rows=circles,
            entries=entries,
            seen=seen,
            show=shown_as_kept("circle", _("Circle")),
        )
    )
    post_save.connect(follow, sender=Circle, dispatch_uid="forum.circles.found")


def circles() -> QuerySet[Circle]:
    return Circle.objects.all()


def entries(ids: Collection[int]) -> Iterator[Entry]:
    for circle in circles().filter(pk__in=ids):
        yield Entry(
            object_id=circle.pk,
            at=circle.opened_at,
            title=circle.name,
            text=circle.purpose,
            also=circle.slug,
            address=circle.get_absolute_url(),
            facets=[f"in:{circle.slug}"],
            circle=circle.pk,
        )


def seen(reader: Any) -> Q:
    return seen_through("circle", reader)


def follow(sender: Any, instance: Circle, raw: bool, **_: Any) -> None:
    if not raw:
        indexing.update(CIRCLE, [instance.pk])
