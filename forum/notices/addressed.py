"""Whom a post speaks to: the author of what it answers, and whoever it mentions."""

from collections.abc import Iterable

from forum.debate.mentioning.models import Mention
from forum.debate.models import Post
from forum.notices.models import Notice


def addressed_by(post: Post) -> dict[int, Notice.Reason]:
    """The numbers of those whom `post` addresses, each with why; its author never addresses themselves.

    Words that were brought from elsewhere are nobody's here: an answer to them addresses nobody.
    """
    spoken_to = dict.fromkeys(_mentioned_in(post), Notice.Reason.MENTIONED)
    answered = Post.objects.written_here().filter(pk=post.answers_id).values_list("author_id", flat=True)
    spoken_to |= dict.fromkeys(answered, Notice.Reason.ANSWERED)
    spoken_to.pop(post.author_id, None)
    return spoken_to


def _mentioned_in(post: Post) -> Iterable[int]:
    """The numbers of those whom the post mentions by their handle."""
    return Mention.objects.filter(post=post).values_list("member", flat=True)
