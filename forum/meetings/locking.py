"""Whatever is done to a meeting is done one after the other, and never after its end."""

from django.utils.translation import gettext as _

from forum.meetings.models import Meeting
from forum.meetings.refusals import NotNow


def locked(pk: int) -> Meeting:
    """The meeting of that number, held until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("circle").get(pk=pk)


def locked_before_its_end(pk: int) -> Meeting:
    """The meeting, held, if it is neither closed nor cancelled. Raises NotNow."""
    meeting = locked(pk)
    if meeting.is_cancelled:
        raise NotNow(_("This meeting has been cancelled. Nothing was changed."))
    if meeting.closed_at is not None:
        raise NotNow(_("This meeting is over. Nothing was changed."))
    return meeting
