"""Which posts say the title of which thread."""

from django.db import models

from forum.debate.models import Post, Thread


class Reference(models.Model):
    """That some wording of `post` leads to `thread`, or to a post in it, and so says its title.

    A title that nobody has taken up in a reply is its author's to take back; by these rows, it goes everywhere.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="references")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="referred_to_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "thread"], name="reference_once")]

    def __str__(self) -> str:
        return f"#{self.post_id} to {self.thread_id}"
