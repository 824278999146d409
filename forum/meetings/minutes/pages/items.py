"""What is to be done: of a meeting, of a circle, and one by itself with its way from hand to hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle, Membership
from forum.meetings.minutes.models import ActionItem, ActionStep
from forum.meetings.minutes.rules import MOST_ITEMS
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.web.pagination import Page, newest_page

OPEN, FREE, CLOSED = "open", "free", "closed"
SHOWN = {OPEN: _("Open"), FREE: _("Free to take"), CLOSED: _("Done")}
MOST_PEOPLE = 100  # suggested to be asked, in a circle; others are asked by their handle


@dataclass(frozen=True)
class ItemLine:
    """An action item in a list, and what the reader may do with it there."""

    item: ActionItem
    may_take: bool = False
    is_asked: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class Choice:
    name: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class ItemsPage:
    """A circle's action items, those `shown`."""

    circle: Circle
    shown: str
    choices: Sequence[Choice]
    items: Page[ItemLine]


@dataclass(frozen=True)
class ItemPage:
    """An action item, its way, and whom it can be offered to."""

    line: ItemLine
    steps: Sequence[ActionStep]
    may_hand_on: bool
    may_drop: bool
    people: Sequence[Member]


def items_page(circle: Circle, reader: Any, *, shown: str = "", before: str = "") -> ItemsPage:
    """The page of `circle` below the key `before`. One query, and one more for members."""
    shown = shown if shown in SHOWN else OPEN
    rows = ActionItem.objects.visible_to(reader).filter(circle=circle).for_pages()
    if shown == OPEN:
        page = newest_page(rows.open(), before=before)
    elif shown == FREE:
        page = newest_page(rows.free(), before=before)
    else:
        page = newest_page(rows.filter(closed_at__isnull=False), by="closed_at", before=before)
    return ItemsPage(
        circle=circle,
        shown=shown,
        choices=[Choice(name, label, name == shown) for name, label in SHOWN.items()],
        items=Page(lines_of(page.rows, reader, is_in=is_in(circle, reader)), page.further),
    )


def item_page(item: ActionItem, reader: Any) -> ItemPage:
    """The page of `item`, which comes `for_pages`. One query for a visitor, three for a member."""
    is_there = is_in(item.circle, reader)
    may_pass = is_there and item.is_open and item.owner_id in (None, reader.pk)
    return ItemPage(
        line=lines_of([item], reader, is_in=is_there)[0],
        steps=list(item.steps.select_related("by", "to")),
        may_hand_on=may_pass,
        may_drop=may_pass,
        people=people_of(item.circle) if may_pass else [],
    )


def lines_of(items: Sequence[ActionItem], reader: Any, *, is_in: bool) -> list[ItemLine]:
    """Items with what the reader may do, who is in their circle or not; asks nothing."""
    return [
        ItemLine(
            item=item,
            may_take=is_in and item.is_open and item.owner_id is None,
            is_asked=is_in and item.is_open and item.offered_to_id == reader.pk,
            is_own=is_in and item.is_open and item.owner_id == reader.pk,
        )
        for item in items
    ]


def items_of_meeting(meeting: Meeting, reader: Any) -> list[ActionItem]:
    """Those of a meeting, in the order in which they were written down."""
    rows = ActionItem.objects.visible_to(reader).filter(meeting=meeting).order_by("pk")
    return list(rows.select_related("owner", "offered_to")[:MOST_ITEMS])


def people_of(circle: Circle) -> list[Member]:
    """Members who can be asked, by name."""
    present = Membership.objects.current().filter(circle=circle).select_related("member")
    return [one.member for one in present.order_by("member__display_name", "pk")[:MOST_PEOPLE]]


def is_in(circle: Circle, reader: Any) -> bool:
    """Whether the reader is in the circle, which all Acts of action items ask."""
    present = Membership.objects.current().filter(circle=circle, member=reader.pk)
    return reader.is_authenticated and present.exists()
