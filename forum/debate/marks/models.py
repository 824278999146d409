"""What members have read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from forum.circles.models import Circle
from forum.debate.marks.watermark import Mark
from forum.debate.models import Thread


class ReadMark(models.Model):
    """How far a member has read a thread; see watermark.py. Posts go by their ids, which within a thread are given out
    in the order in which they appear."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks", db_index=False
    )
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    up_to = models.BigIntegerField(default=0)
    beyond = models.JSONField(default=list)  # ids above `up_to`, ascending
    version = models.PositiveIntegerField(default=1)  # counted up by each change; see marking.py

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "thread"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.thread_id}: {self.up_to}"

    @property
    def mark(self) -> Mark:
        return Mark(self.up_to, frozenset(self.beyond))


class AllRead(models.Model):
    """That a member has marked everything as read, in a circle or (None) everywhere, up to the post of that id."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+", null=True)
    up_to = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "circle"], name="all_read_once"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(circle=None), name="all_read_everywhere_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.circle_id}: {self.up_to}"
