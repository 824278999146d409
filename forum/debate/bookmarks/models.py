"""Bookmarks."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from forum.debate.bookmarks.querysets import BookmarkQuerySet
from forum.debate.models import Post


class Bookmark(models.Model):
    """That a member wants to find a post again. What they note of it is theirs, whatever becomes of the post."""

    LONGEST_NOTE = 500

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="bookmarks")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="bookmark_once")]
        indexes = [models.Index(fields=["member", "-at", "-id"], name="bookmark_newest_first")]

    def __str__(self) -> str:
        return f"{self.member_id}: #{self.post_id}"
