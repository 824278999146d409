"""Minutes, by what they say and the meeting they are of; action items, by what is to be done."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forum.circles.querysets import seen_through
from forum.meetings.minutes.models import ActionItem, Minutes
from forum.search.models import Document
from forum.search.registry import Entry, Findable, Group, Shown
from forum.search.registry import register as register_findable

MINUTES, ITEM = "minutes", "action_item"
GROUP = Group("minutes", _("Minutes and action items"))


def register() -> None:
    register_findable(Findable(MINUTES, 8, GROUP, written, entries_of_minutes, seen, show_minutes))
    register_findable(Findable(ITEM, 11, GROUP, ActionItem.objects.all, entries_of_items, seen, show_items))


def written() -> QuerySet[Minutes]:
    return Minutes.objects.exclude(source="")


def entries_of_minutes(ids: Collection[int]) -> Iterator[Entry]:
    for minutes in written().filter(pk__in=ids).select_related("meeting__circle"):
        meeting = minutes.meeting
        yield Entry(
            object_id=minutes.pk,
            at=meeting.starts_at or minutes.begun_at,
            title=meeting.title,
            text=minutes.source,
            facets=[f"in:{meeting.circle.slug}"],
            circle=meeting.circle_id,
        )


def entries_of_items(ids: Collection[int]) -> Iterator[Entry]:
    for item in ActionItem.objects.filter(pk__in=ids).select_related("circle"):
        yield Entry(
            object_id=item.pk,
            at=item.at,
            title=item.text,
            facets=[f"in:{item.circle.slug}"],
            circle=item.circle_id,
        )


def seen(reader: Any) -> Q:
    return seen_through("circle", reader)


def show_minutes(reader: Any, documents: Sequence[Document]) -> Mapping[int, Shown]:
    """Minutes, and whether they stand, in one query."""
    rows = Minutes.objects.visible_to(reader).select_related("meeting__circle")
    found = rows.in_bulk([one.object_id for one in documents])
    return {
        one.pk: Shown(
            title=minutes.meeting.title,
            icon="minutes",
            kind=_("Minutes") if minutes.stand else _("Minutes that do not stand yet"),
            href=minutes.get_absolute_url(),
            place=minutes.meeting.circle.name,
        )
        for one in documents
        if (minutes := found.get(one.object_id))
    }


def show_items(reader: Any, documents: Sequence[Document]) -> Mapping[int, Shown]:
    """Action items with whoever has taken them, in one query."""
    rows = ActionItem.objects.visible_to(reader).select_related("circle", "owner")
    found = rows.in_bulk([one.object_id for one in documents])
    return {
        one.pk: Shown(
            title=item.text,
            icon="action-item",
            kind=_("Action item") if item.is_open else _("Action item, closed"),
            href=item.get_absolute_url(),
            place=item.circle.name,
            by=item.owner.name if item.owner else "",
        )
        for one in documents
        if (item := found.get(one.object_id))
    }
