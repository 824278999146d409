"""What is done for meetings that are held again and again."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from forum.background import schedule
from forum.meetings.actions import close_left_open
from forum.meetings.live.models import LiveEvent, LiveState, Presence
from forum.meetings.live.presence import sweep_all
from forum.meetings.models import Meeting

# After its planned end: a late evening is not cut short, and a window that somebody forgot keeps nothing open for ever.
LEFT_OPEN, FORGOTTEN = timedelta(hours=3), timedelta(days=1)
KEPT = timedelta(days=1)  # after its end: who takes the minutes may still look what the last check found


def register() -> None:
    schedule.register(
        "look who has left meetings", every=timedelta(seconds=30), do=lambda: sweep_all(timezone.now())
    )
    schedule.register(
        "close meetings that were left open",
        every=timedelta(minutes=10),
        do=lambda: close_left_behind(timezone.now()),
    )
    schedule.register(
        "forget who spoke when", every=timedelta(hours=1), do=lambda: forget_logs(timezone.now())
    )


def close_left_behind(now: datetime) -> int:
    """Close meetings that nobody has: LEFT_OPEN after they should have ended where nobody is in them, else FORGOTTEN
    after. They would be everyone's next meeting for ever, and their minutes never come before the circle. Return how
    many there were."""
    there = Presence.objects.filter(meeting=OuterRef("pk"), left_at=None)
    begun = Meeting.objects.live().filter(opened_at__lt=now - LEFT_OPEN).annotate(is_empty=~Exists(there))
    return sum(
        close_left_open(one.pk, at=now)
        for one in begun.order_by("pk")
        if _should_have_ended(one) < now - (LEFT_OPEN if one.is_empty else FORGOTTEN)
    )


def _should_have_ended(meeting: Meeting) -> datetime:
    """Its length after it was to begin, or did begin, whichever is later."""
    begun = (one for one in (meeting.starts_at, meeting.opened_at) if one)
    return max(begun) + timedelta(minutes=meeting.length)


def forget_logs(now: datetime) -> None:
    """Forget what happened in meetings that closed longer than KEPT ago: their events, and who was there when."""
    over = Meeting.objects.filter(closed_at__lt=now - KEPT) | Meeting.objects.filter(
        cancelled_at__lt=now - KEPT
    )
    for rows in (LiveEvent, LiveState, Presence):
        rows.objects.filter(meeting__in=over).delete()
