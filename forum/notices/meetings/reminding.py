"""Reminding members of a meeting on the morning before, where they live: those who have not said that they stay away.

Nothing is kept for it: who is to be reminded is asked again and again while a meeting is near, and the notice itself
says that somebody has been.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from forum.meetings.models import Answer, Meeting, Says
from forum.members.zones import zone_of
from forum.notices.meetings.models import MeetingNotice, MeetingTelling, What
from forum.notices.meetings.telling import BATCH, addressed_by, tell_some
from forum.notices.mornings import morning_before

NEAR = timedelta(hours=48)  # from seven o'clock to the midnight after the next


def remind_all(now: datetime) -> None:
    """Remind all whose morning before a meeting has come by `now`, each once."""
    for meeting in Meeting.objects.to_come(now).filter(starts_at__lt=now + NEAR).select_related("circle"):
        for morning, zones in _mornings_before(meeting).items():
            if morning <= now:
                _remind(meeting, morning, zones)


def _mornings_before(meeting: Meeting) -> dict[datetime, list[str]]:
    """When those whom a meeting with a date addresses are to be reminded: the zones they live in, by that moment."""
    assert meeting.starts_at is not None
    found: dict[datetime, list[str]] = {}
    for zone in addressed_by(meeting).values_list("member__time_zone", flat=True).distinct():
        found.setdefault(morning_before(meeting.starts_at, zone_of(zone)), []).append(zone)
    return found


def _remind(meeting: Meeting, morning: datetime, zones: Collection[str]) -> None:
    after = 0
    while some := _next_after(after, meeting, morning, zones):
        with transaction.atomic():
            # Held while members are told: whatever is done to it meanwhile comes before, or after. What came before
            # and is still to be told says more than a reminder.
            held = Meeting.objects.select_for_update(no_key=True, of=("self",)).select_related("circle")
            as_it_is = held.get(pk=meeting.pk)
            is_as_it_was = as_it_is.starts_at == meeting.starts_at and not as_it_is.is_cancelled
            if not is_as_it_was or MeetingTelling.objects.filter(meeting=meeting).exists():
                return
            tell_some(as_it_is, some, what=What.REMINDER, since=morning)
        after = some[-1]


def _next_after(after: int, meeting: Meeting, morning: datetime, zones: Collection[str]) -> list[int]:
    """The next BATCH, by number, of those in `zones` who may have to be reminded: nobody who has been told anything of
    it since that morning, has answered since, or has called it since."""
    told = MeetingNotice.objects.filter(meeting=meeting, at__gte=morning)
    answers = Answer.objects.filter(meeting=meeting).filter(Q(says=Says.NO) | Q(at__gte=morning))
    rows = addressed_by(meeting).filter(member__gt=after, member__time_zone__in=zones)
    rows = rows.exclude(member__in=told.values("member")).exclude(member__in=answers.values("member"))
    if meeting.called_at >= morning:
        rows = rows.exclude(member=meeting.called_by_id)
    return list(rows.order_by("member").values_list("member", flat=True)[:BATCH])
