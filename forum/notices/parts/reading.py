"""Having read what one was told of a role, of minutes, or of an action item."""

from django.db.models import Q

from forum.meetings.minutes.models import ActionItem
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.notices import told
from forum.notices.parts.models import PartNotice


def read_roles(*, member: Member, meeting: Meeting) -> None:
    """Remember that `member` has the roles of a meeting before them."""
    _read(member, Q(meeting=meeting) & ~Q(role=""))


def read_minutes(*, member: Member, meeting: Meeting) -> None:
    """Remember that `member` has the minutes of a meeting before them, and what is to be done after it."""
    _read(member, Q(meeting=meeting, role=""))


def read_item(*, member: Member, item: ActionItem) -> None:
    """Remember that `member` has an action item before them."""
    _read(member, Q(item=item))


def read_part(*, member: Member, notice: PartNotice) -> None:
    """Remember that `member` follows their notice to what it tells of."""
    _read(member, Q(pk=notice.pk))


def _read(member: Member, which: Q) -> None:
    told.read(member, PartNotice.objects.filter(which, member=member))
