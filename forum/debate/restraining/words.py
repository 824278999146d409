"""Taking a post's words from where all read them, and giving them back."""

from forum.debate import answering, bearing
from forum.debate.models import Post, Thread
from forum.debate.restraining.models import Withheld
from forum.debate.wording import say_titles_anew


def take_away(post: Post) -> None:
    """Keep the words of a locked post, and the title of the thread it opens, where only `reading` finds them. The post
    is yet to be saved, and what follows from it then to be told (see `tell_others`)."""
    opened = Thread.objects.filter(opening=post).first()
    Withheld.objects.create(post=post, html=post.html, title=opened.title if opened else "")
    post.html = ""
    _call(post, "")


def give_back(post: Post) -> None:
    """Have the words of a locked post stand where all read them again; likewise."""
    kept = Withheld.objects.get(post=post)
    post.html = kept.html
    # A branch may have been moved back since, and out again by another with a title of theirs.
    if kept.title and not post.thread.title:
        _call(post, kept.title)
    kept.delete()


def tell_others(post: Post) -> None:
    """Have what leads to the thread of `post`, or into it, say what it is called now; and the thread know whether it is
    answered, and brings evidence."""
    if post.evidence.exists():
        bearing.look_again(post.thread_id)
    say_titles_anew(post.thread)
    if post.answers_id is not None:
        answering.look_again(Thread.objects.select_for_update(no_key=True).get(pk=post.thread_id))


def _call(post: Post, title: str) -> None:
    if Thread.objects.filter(opening=post).update(title=title):
        post.thread.title = title
