"""Counting months as people do. Pure."""

from calendar import monthrange
from datetime import datetime


def months_after(moment: datetime, months: int) -> datetime:
    """The same day and time so many months later; the month's last day, where it has no such day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
