"""Ways into the middle of a long thread: to a day, and to the next post of a kind."""

from datetime import UTC, date, datetime, time

from django.utils import timezone

from forum.debate.models import Post, Thread
from forum.debate.querysets import PostQuerySet


def day_in(said: str) -> date | None:
    """A day as a date field sends it, or None."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def first_on(thread: Thread, day: date) -> int | None:
    """The id of the first post written on that day of the reader's zone, or after it."""
    try:
        begins = timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
    except OverflowError:  # the first and the last day of the calendar begin outside it elsewhere
        return None
    later = Post.objects.filter(thread=thread, written_at__gte=begins)
    return _first(later.order_by("written_at", "pk"))


def next_of_kind(thread: Thread, kind: str, *, after: str = "") -> tuple[int | None, bool]:
    """The id of the next post of that kind in reading order after the path, and whether it was found further on: else
    it is the first in the thread, or None."""
    found = Post.objects.filter(thread=thread, kind=kind).with_words().in_reading_order()
    further = _first(found.filter(path__gt=after))
    return (further, True) if further or not after else (_first(found), False)


def _first(posts: PostQuerySet) -> int | None:
    return posts.values_list("pk", flat=True).first()
