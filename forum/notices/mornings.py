"""When the next morning comes, where a member lives."""

from datetime import UTC, datetime, time, timedelta, tzinfo

MORNING = time(7)
WEEK = 7  # days


def morning_before(at: datetime, zone: tzinfo) -> datetime:
    """Seven o'clock in `zone` on the day before the one on which `at` falls there, in UTC."""
    day = at.astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


def next_morning(now: datetime, zone: tzinfo, weekday: int | None = None) -> datetime:
    """The first seven o'clock in `zone` after `now`, in UTC: on any day, or on `weekday` (Monday is 0).

    Where a zone skips that hour, or a whole day, it comes as much later as the clocks were put forward (PEP 495).
    """
    today = now.astimezone(zone).date()
    for days in range(-1, 2 * WEEK + 2):
        day = today + timedelta(days=days)
        morning = datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)
        if morning > now and weekday in (None, day.weekday()):
            return morning
    raise AssertionError("Two weeks without such a morning.")
