"""Who is mentioned in which post."""

from django.conf import settings
from django.db import models

from forum.debate.models import Post


class Mention(models.Model):
    """That a post mentions a member who could read it when it was written. Nobody mentions themselves."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in #{self.post_id}"
