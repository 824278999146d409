"""The log of branches that were moved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.debate import paths
from forum.debate.branching.querysets import BranchingQuerySet
from forum.debate.models import Post, Thread


class Branching(models.Model):
    """That a reply, and all under it, was moved into a thread of its own; and that it was moved back."""

    # The reply that opens the thread now, and what it answered: its place is below that, wherever that stands itself.
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="branchings")
    answered = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="branched_off")
    step = models.CharField(
        max_length=paths.STEP
    )  # of its path, below what it answered; nobody else is given it
    thread = models.OneToOneField(Thread, on_delete=models.SET_NULL, related_name="branching", null=True)
    # The number of that thread once the branch was moved back: its address leads on to where the posts are.
    was_thread = models.BigIntegerField(null=True, db_index=True)
    moved = models.PositiveIntegerField()  # posts, that reply among them
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    undone_at = models.DateTimeField(null=True)

    objects = BranchingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(undone_at=None), name="branching_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False, thread=None),
                name="branching_undone_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.post_id} → {self.thread_id}"
