"""What a list, or whatever leads to a post, says of it in few words: the one place where that is decided."""

from typing import Any

from django.utils.translation import gettext as _

from forum.debate.models import Post
from forum.debate.restraining.hows import in_short
from forum.members.blocking import blocked_by
from forum.text import excerpt


def in_few_words(post: Post, length: int, reader: Any) -> str:
    """The first `length` code points of the words of `post`, which comes with its author; in their place that it is
    withheld, or by whom it is where `reader` has blocked them: its own page is where one reads it all the same."""
    return in_short(post.restraint) or folded_for(post, reader) or excerpt(post.html, length)


def folded_for(post: Post, reader: Any) -> str:
    """What stands in place of the words of somebody whom `reader` has blocked; "" for the words of others."""
    if not blocked_by(reader).wrote(post):
        return ""
    return _("Folded: by %(name)s, whom you have blocked") % {"name": post.byline}
