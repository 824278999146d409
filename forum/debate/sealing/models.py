"""What is kept of each post to tell whether it is still what the program wrote, and what the last checkpoint held."""

from django.db import models


class Seal(models.Model):
    """One post. No foreign key: what a checkpoint held must outlast a row that somebody deletes behind the program's
    back. Without the salt, which goes when a post is withdrawn or deleted, the hashes say nothing of its words."""

    post = models.PositiveBigIntegerField(primary_key=True)
    salt = models.CharField(max_length=32)  # hex
    revision = models.PositiveIntegerField()
    is_withdrawn = models.BooleanField(default=False)
    words = models.CharField(max_length=64)  # hex; of author, time, kind and source
    shown = models.CharField(max_length=64)  # hex; of the HTML
    # The same as they were at the last checkpoint; empty where it did not hold the post.
    checked_revision = models.PositiveIntegerField(null=True)
    checked_words = models.CharField(max_length=64, blank=True)
    checked_shown = models.CharField(max_length=64, blank=True)
    gone_at = models.DateTimeField(null=True)  # when the program deleted the post

    def __str__(self) -> str:
        return f"seal of #{self.post}"
