"""Whatever is written in minutes, or said of them, is so one after the other, and never once they stand."""

from datetime import datetime

from django.utils.translation import gettext as _

from forum.meetings.minutes.models import ActionItem, Minutes
from forum.meetings.minutes.refusals import NotNow
from forum.meetings.models import Meeting


def locked(pk: int) -> Minutes:
    """The minutes of the meeting of that number, held until the transaction ends."""
    rows = Minutes.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("meeting__circle").get(pk=pk)


def begun(meeting: Meeting) -> Minutes:
    """The minutes of a meeting, which are begun if there are none, held until the transaction ends."""
    Minutes.objects.get_or_create(meeting=meeting)
    return locked(meeting.pk)


def insist_on_time(minutes: Minutes, now: datetime) -> None:
    """Raise NotNow where the minutes stand, whether or not a chore has seen to it."""
    if minutes.stand or comes_to_stand(minutes, now):
        raise NotNow(_("These minutes stand by now, and are not changed any more. Nothing was changed."))


def comes_to_stand(minutes: Minutes, now: datetime) -> bool:
    """Whether the time to object is over, and nothing keeps the minutes from standing."""
    return (
        minutes.ends_at is not None
        and minutes.ends_at <= now
        and not minutes.unsettled
        and not minutes.objections.open().exists()
    )


def locked_item(pk: int) -> ActionItem:
    """The action item of that number, held until the transaction ends, if it is not closed. Raises NotNow."""
    rows = ActionItem.objects.select_for_update(of=("self",), no_key=True)
    item = rows.select_related("circle", "meeting").get(pk=pk)
    if not item.is_open:
        raise NotNow(_("This is closed by now. Nothing was changed."))
    return item
