"""A meeting that is held now, with the thread that it talks about."""

from datetime import timedelta

from django.utils import timezone

from forum.circles.models import Circle
from forum.debate.models import Thread
from forum.meetings.live.asking import do_what_was_said
from forum.meetings.live.models import Presence
from forum.meetings.models import AgendaItem, Meeting
from forum.members.models import Member

OF_A_MEETING = ("live", "live_now", "live_passage", "live_say")


def hold(author: Member, circle: Circle, title: str, thread: Thread) -> Meeting:
    """Called, opened and begun by `author`, who has put up their hand."""
    now = timezone.now()
    meeting = Meeting.objects.create(
        circle=circle, title=title, starts_at=now, time_zone="UTC", called_by=author, opened_at=now
    )
    item = AgendaItem.objects.create(
        meeting=meeting, place=0, title=f"{title}, at last", thread=thread, added_by=author
    )
    for said in (f"item:{item.pk}", "raise"):
        do_what_was_said(said, member=author, meeting=meeting)
    # However long a test takes, nobody is taken for gone meanwhile.
    Presence.objects.filter(meeting=meeting).update(seen_at=now + timedelta(days=1))
    return meeting
