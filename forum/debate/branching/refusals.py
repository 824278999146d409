"""Why a branch stays where it is."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.debate.models import Post

MOST = 2000  # posts that are moved while somebody waits


class CannotMove(Exception):
    """A branch that cannot be moved, with the sentence that says why."""


def why_it_stays(post: Post, *, size: int, brings: bool) -> str:
    """Why a branch of `size` posts below `post` cannot be moved out, in a sentence; "" if it can.

    `brings` says whether any of them was brought from elsewhere.
    """
    if post.answers_id is None:
        return _("This post opens its thread already.")
    if post.withdrawn_at:
        return _("This post has been withdrawn. Choose one below it that still has its words.")
    if post.is_withheld:
        return _("This post is folded, hidden or on hold. Choose one below it whose words are read by all.")
    if post.depth >= Post.DEEPEST:
        return _("This post stands too deep for the replies to it to be told apart from those beside it.")
    if brings:
        return _("Words that were brought from elsewhere stay together where they were brought.")
    return too_many() if size > MOST else ""


def too_many() -> str:
    said = ngettext(
        "At most %(most)d post can be moved at once. Choose a smaller branch.",
        "At most %(most)d posts can be moved at once. Choose a smaller branch.",
        MOST,
    )
    return said % {"most": MOST}


def brings_something(posts: list[int]) -> bool:
    """Whether any of these posts was brought from elsewhere: whoever brought it may take it back as a whole."""
    return Post.objects.filter(pk__in=posts).exclude(elsewhere="").exists()
