"""Where in a thread what is new begins."""

from typing import Any

from forum.debate.marks.standing import standing_to
from forum.debate.models import Post, Thread


def first_new_post(reader: Any, thread: Thread) -> int | None:
    """The id of the first post, in reading order, that is new to the reader."""
    standing = standing_to(reader, thread)
    if standing is None or not standing.unread:
        return None
    later = Post.objects.filter(thread=thread, pk__gt=standing.mark.up_to).exclude(author=reader)
    unread = later.exclude(pk__in=standing.mark.beyond) if standing.mark.beyond else later
    return unread.in_reading_order().values_list("pk", flat=True).first()
