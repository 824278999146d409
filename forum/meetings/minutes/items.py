"""Action items. Nobody is made to do anything: an item is offered, and is somebody's once they take it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.circles.models import Circle, Membership
from forum.meetings.minutes.locking import locked_item
from forum.meetings.minutes.models import ActionItem, ActionStep
from forum.meetings.minutes.refusals import NobodyThere, NotNow
from forum.meetings.minutes.rules import MOST_ITEMS
from forum.meetings.minutes.signals import item_offered
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing

What = ActionStep.What


@transaction.atomic
def add_item(
    *,
    member: Member,
    meeting: Meeting,
    text: str,
    to: Member | None = None,
    due: date | None = None,
    at: datetime | None = None,
) -> ActionItem:
    """Write down what is to be done, and take it (`to` is oneself), offer it to somebody, or leave it free. Raises
    NobodyThere where `to` is not in the circle, NotNow where the meeting has MOST_ITEMS."""
    require(member, Act.ADD_ACTION_ITEM, meeting)
    now = at or timezone.now()
    _insist_that_is_there(meeting.circle, to)
    if ActionItem.objects.filter(meeting=meeting).count() >= MOST_ITEMS:
        raise NotNow(_("There are %(most)d items already: nobody gets through more.") % {"most": MOST_ITEMS})
    item = ActionItem(circle=meeting.circle, meeting=meeting, text=text, due=due, added_by=member, at=now)
    if to == member:
        item.owner = member
    elif to:
        item.offered_to, item.offered_by = to, member
    item.save()
    _note(item, What.ADDED, member, at=now)
    if to:
        _note(
            item,
            What.TAKEN if to == member else What.OFFERED,
            member,
            to=None if to == member else to,
            at=now,
        )
    indexing.update("action_item", [item.pk], are_new=True)
    if item.offered_to:
        item_offered.send(sender=ActionItem, item=item)
    return item


@transaction.atomic
def take(*, member: Member, item: ActionItem, at: datetime | None = None) -> ActionItem:
    """Take an item that is nobody's yet. Raises NotNow where somebody else has taken it, or it is closed."""
    item = _nobodys(item)
    require(member, Act.TAKE_ACTION_ITEM, item)
    item.owner, item.offered_to, item.offered_by = member, None, None
    return _saved(item, What.TAKEN, member, at=at)


@transaction.atomic
def refuse(*, member: Member, item: ActionItem, at: datetime | None = None) -> ActionItem:
    """Say no to an item that one is asked to take; no reason is asked. Raises NotNow where one is not any more."""
    item = locked_item(item.pk)
    if item.offered_to_id != member.pk:
        raise NotNow(_("You are not asked to take this any more. Nothing was changed."))
    require(member, Act.REFUSE_ACTION_ITEM, item)
    item.offered_to = item.offered_by = None
    return _saved(item, What.REFUSED, member, at=at)


@transaction.atomic
def hand_on(*, member: Member, item: ActionItem, to: Member | None, at: datetime | None = None) -> ActionItem:
    """Offer one's own item, or one that is nobody's, to somebody; None gives one's own back, free for anybody to take.
    Either way it is one's own no longer. Raises NobodyThere, and NotNow where it is another's by now, or closed."""
    item = locked_item(item.pk)
    if item.owner_id not in (None, member.pk):
        raise NotNow(_("Somebody else has taken this by now. Nothing was changed."))
    require(member, Act.HAND_ON_ACTION_ITEM, item)
    _insist_that_is_there(item.circle, to)
    was_own = item.owner_id is not None
    if to == member:
        return item if was_own else take(member=member, item=item, at=at)
    if to is None and not was_own:
        return item
    item.owner, item.offered_to, item.offered_by = None, to, member if to else None
    what = What.GIVEN_BACK if to is None else What.HANDED if was_own else What.OFFERED
    _saved(item, what, member, to=to, at=at)
    if to:
        item_offered.send(sender=ActionItem, item=item)
    return item


@transaction.atomic
def finish(*, member: Member, item: ActionItem, at: datetime | None = None) -> ActionItem:
    """Say that one's own item is done. Raises NotNow where it is closed."""
    item = locked_item(item.pk)
    require(member, Act.FINISH_ACTION_ITEM, item)
    item.closed_at, item.closed_how = at or timezone.now(), ActionItem.Closed.DONE
    return _saved(item, What.DONE, member, at=at)


@transaction.atomic
def drop(*, member: Member, item: ActionItem, at: datetime | None = None) -> ActionItem:
    """Say that one's own item, or one that is nobody's, is no longer needed. Raises NotNow as `hand_on` does."""
    item = locked_item(item.pk)
    if item.owner_id not in (None, member.pk):
        raise NotNow(_("Somebody else has taken this by now. Nothing was changed."))
    require(member, Act.HAND_ON_ACTION_ITEM, item)
    item.offered_to = item.offered_by = None
    item.closed_at, item.closed_how = at or timezone.now(), ActionItem.Closed.DROPPED
    return _saved(item, What.DROPPED, member, at=at)


@transaction.atomic
def set_free(*, member: Member, circle: Circle, at: datetime | None = None) -> None:
    """Whoever leaves a circle leaves behind what they had taken, and is asked about nothing there any more."""
    rows = ActionItem.objects.open().filter(circle=circle).select_for_update(of=("self",), no_key=True)
    for item in rows.filter(owner=member).order_by("pk"):
        item.owner = None
        _saved(item, What.LEFT, member, at=at)
    for item in rows.filter(offered_to=member).order_by("pk"):
        item.offered_to = item.offered_by = None
        _saved(item, What.REFUSED, member, at=at)


def _nobodys(item: ActionItem) -> ActionItem:
    item = locked_item(item.pk)
    if item.owner_id is not None:
        raise NotNow(_("Somebody else has taken this by now. Nothing was changed."))
    return item


def _insist_that_is_there(circle: Circle, to: Member | None) -> None:
    if to and not Membership.objects.current().filter(circle=circle, member=to).exists():
        raise NobodyThere(_("Nobody of that name is in this circle."))


def _saved(
    item: ActionItem, what: str, by: Member, *, to: Member | None = None, at: datetime | None = None
) -> ActionItem:
    item.save()
    _note(item, what, by, to=to, at=at)
    indexing.update("action_item", [item.pk])
    return item


def _note(
    item: ActionItem, what: str, by: Member, *, to: Member | None = None, at: datetime | None = None
) -> None:
    ActionStep.objects.create(item=item, what=what, by=by, to=to, at=at or timezone.now())
