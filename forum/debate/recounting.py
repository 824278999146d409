"""What is kept on a thread so that lists need not count, counted anew from its posts."""

from django.db.models import Count, Max

from forum.debate import answering, bearing
from forum.debate.models import Thread


def recount(thread: Thread) -> None:
    """Count the posts of a locked thread, after many of them came or went at once."""
    said = thread.posts.aggregate(posts=Count("pk"), last=Max("written_at"))
    thread.reply_count, thread.last_post_at = said["posts"] - 1, said["last"]
    thread.save(update_fields=["reply_count", "last_post_at"])
    answering.look_again(thread)
    bearing.look_again(thread.pk)
