"""Tags, and which threads have them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate.models import Thread
from forum.debate.tags.words import LONGEST


class Tag(models.Model):
    """A word of a circle's own: the same word in another circle is another tag."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="tags", db_index=False)
    name = models.CharField(_("tag"), max_length=LONGEST, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "name"], name="tag_once_in_a_circle")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """That a thread has a tag of its circle."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="taggings", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["thread", "tag"], name="tagging_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.thread_id}"
