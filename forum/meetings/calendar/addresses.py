"""Secret addresses of calendars. Whoever has one reads that calendar, since a calendar program cannot sign in."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from forum.meetings.calendar.models import CalendarKey


def address_of(key: CalendarKey) -> str:
    """The path at which the calendar of `key` is read."""
    return reverse("calendar", args=[f"{key.pk}-{key.secret}"])


def key_for(pass_: str) -> CalendarKey | None:
    """The key that the pass of a secret address was made of, if it stands and its member does. One query."""
    number, _, secret = pass_.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    keys = CalendarKey.objects.select_related("member", "circle")
    key = keys.filter(pk=int(number), member__is_active=True).first()
    return key if key and constant_time_compare(secret, key.secret) else None
