"""Whether a thread has been answered: whether somebody else than who opened it has replied.

What one adds to one's own words answers nobody; to words that one has brought from elsewhere, it does. A reply that was
withdrawn answers no longer. It is kept on the thread, so that nobody who looks for what is unanswered has to read
replies.
"""

from django.db.models import F

from forum.debate.models import Post, Thread
from forum.debate.signals import thread_answered, thread_unanswered


def count_as_answer(post: Post) -> None:
    """Remember that this reply, just written, answers its thread, if it is the first to do so."""
    thread = post.thread
    if not _answers(post, thread):
        return
    # Of two who answer at once, one finds it unanswered; so does who answers while the last answer is withdrawn.
    if Thread.objects.filter(pk=thread.pk, answered_at=None).update(answered_at=post.written_at):
        thread.answered_at = post.written_at
        thread_answered.send(sender=Thread, thread=thread)


def count_no_longer(post: Post) -> None:
    """Let a reply that was just withdrawn answer its thread no longer; another may answer it in its place."""
    if post.answers_id is None:
        return
    # Locked first: whoever replies meanwhile comes after, and is counted.
    thread = Thread.objects.select_for_update(no_key=True).get(pk=post.thread_id)
    if thread.answered_at is not None and _answers(post, thread):
        look_again(thread)


def look_again(thread: Thread) -> None:
    """Find out from its replies whether a locked thread has been answered, and tell where that has changed."""
    was_answered = thread.answered_at is not None
    answers = Post.objects.filter(thread=thread, answers__isnull=False).exclude(
        author=F("thread__opened_by"), elsewhere=F("thread__opening__elsewhere")
    )
    thread.answered_at = (
        answers.with_words().order_by("written_at").values_list("written_at", flat=True).first()
    )
    thread.save(update_fields=["answered_at"])
    if was_answered != (thread.answered_at is not None):
        changed = thread_unanswered if was_answered else thread_answered
        changed.send(sender=Thread, thread=thread)


def _answers(post: Post, thread: Thread) -> bool:
    """Whether a reply is by somebody else than the opening post, which may have come from elsewhere."""
    if post.author_id != thread.opened_by_id:
        return True
    return thread.opening is not None and thread.opening.elsewhere != post.elsewhere
