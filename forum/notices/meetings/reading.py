"""Having read what one was told of a meeting."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.notices.meetings.models import MeetingNotice


def read_meeting(*, member: Member, meeting: Meeting) -> None:
    """Remember that `member` has the page of a meeting before them: what they were told of it is read.

    No query where nothing is unread, one where nothing of this meeting is.
    """
    told = MeetingNotice.objects.filter(member=member, meeting=meeting).unread()
    if not member.unread_notices or not told.exists():
        return
    with transaction.atomic():
        # Held in the order of whoever tells them something meanwhile: the member, then their notices.
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=member.pk)
        read = told.update(read_at=timezone.now())
        Member.objects.filter(pk=member.pk).update(unread_notices=Greatest(F("unread_notices"), read) - read)
    member.unread_notices = max(member.unread_notices - read, 0)
