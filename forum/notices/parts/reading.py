"""Having read what one was told of a role, of minutes, or of an action item."""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from forum.meetings.minutes.models import ActionItem
from forum.meetings.models import Meeting
from forum.members.models import Member
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
    """No query where nothing is unread, one where nothing of these is."""
    told = PartNotice.objects.filter(which, member=member).unread()
    if not member.unread_notices or not told.exists():
        return
    with transaction.atomic():
        # Held in the order of whoever tells them something meanwhile: the member, then their notices.
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=member.pk)
        read = told.update(read_at=timezone.now())
        Member.objects.filter(pk=member.pk).update(unread_notices=Greatest(F("unread_notices"), read) - read)
    member.unread_notices = max(member.unread_notices - read, 0)
