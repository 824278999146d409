"""What is done for meetings that are held again and again."""

from datetime import datetime, timedelta

from django.utils import timezone

from forum.background import schedule
from forum.meetings.live.models import LiveEvent, LiveState, Presence
from forum.meetings.live.presence import sweep_all
from forum.meetings.models import Meeting

KEPT = timedelta(days=1)  # after its end: who takes the minutes may still look what the last check found


def register() -> None:
    schedule.register(
        "look who has left meetings", every=timedelta(seconds=30), do=lambda: sweep_all(timezone.now())
    )
    schedule.register(
        "forget who spoke when", every=timedelta(hours=1), do=lambda: forget_logs(timezone.now())
    )


def forget_logs(now: datetime) -> None:
    """Forget what happened in meetings that closed longer than KEPT ago: their events, and who was there when."""
    over = Meeting.objects.filter(closed_at__lt=now - KEPT) | Meeting.objects.filter(
        cancelled_at__lt=now - KEPT
    )
    for rows in (LiveEvent, LiveState, Presence):
        rows.objects.filter(meeting__in=over).delete()
