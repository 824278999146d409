"""Whether a thread brings evidence. It is kept on the thread, so that who looks for such threads reads no posts."""

from forum.debate.models import Evidence, Thread
from forum.debate.querysets import has_words


def look_again(thread: int) -> None:
    """Find out anew, after a post of the thread of that id has let go of evidence or changed it, or was withheld, or
    freed."""
    # Locked first: whoever brings a source meanwhile comes after, and is counted.
    Thread.objects.select_for_update(no_key=True).only("pk").get(pk=thread)
    brought = Evidence.objects.filter(has_words("post"), post__thread=thread).order_by("post__written_at")
    Thread.objects.filter(pk=thread).update(
        evidence_at=brought.values_list("post__written_at", flat=True).first()
    )
