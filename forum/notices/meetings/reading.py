"""Having read what one was told of a meeting."""

from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.notices import told
from forum.notices.meetings.models import MeetingNotice


def read_meeting(*, member: Member, meeting: Meeting) -> None:
    """Remember that `member` has the page of a meeting before them: what they were told of it is read."""
    told.read(member, MeetingNotice.objects.filter(member=member, meeting=meeting))
