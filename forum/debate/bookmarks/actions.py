"""Setting and removing bookmarks. They change nothing that others see, so the table of Acts has no word in it."""

from datetime import datetime

from django.utils import timezone

from forum.debate.bookmarks.models import Bookmark
from forum.debate.models import Post
from forum.members.models import Member


def bookmark(*, member: Member, post: Post, note: str = "", at: datetime | None = None) -> Bookmark:
    """Bookmark a post, which the caller has shown to the member. Another note replaces the one there was."""
    mark, _created = Bookmark.objects.update_or_create(
        member=member,
        post=post,
        defaults={"note": note},
        create_defaults={"note": note, "at": at or timezone.now()},
    )
    return mark


def remove_bookmark(*, member: Member, post: int) -> bool:
    """Remove the member's bookmark of the post with that number, whether or not they may still see the post; return
    whether there was one."""
    removed, _by_model = Bookmark.objects.filter(member=member, post=post).delete()
    return bool(removed)
