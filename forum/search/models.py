"""What can be found, as one row a thing, or a part of it. All of it can be written anew from the things themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.search import keys


class Document(models.Model):
    """A thing that can be found, or a part of one: its words as they are shown, and folded as they are sought.

    What an engine makes of the folded words is kept by the database itself, see the migration `search`. Its key says
    what it is of (keys.py), so that nothing is found twice. A `*` in its address stands for the number of a line.
    """

    # Never counted up, always given; this type alone is the row's own number to SQLite.
    id = models.BigAutoField(primary_key=True)
    what = models.CharField(max_length=20)  # the name of what is registered
    object_id = models.BigIntegerField()
    # Who may see it. What each of these means for a kind of thing is said where that is registered. None is indexed by
    # itself: a circle has many of them, and PostgreSQL would read them all beside the few that have a rare word.
    circle = models.ForeignKey(
        "forum.Circle", on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    beside = models.ForeignKey(  # the circle of the text it stands beside
        "forum.Circle", on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    private_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    at = models.DateTimeField()

    title = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)

    folded_title = models.TextField(blank=True)
    folded_text = models.TextField(blank=True)
    facets = models.TextField(blank=True)  # such as "by:amara kind:critique"

    class Meta:
        indexes = [
            models.Index(
                fields=["private_to"], name="document_private", condition=Q(private_to__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.object_id}"

    def address_at(self, line: int) -> str:
        """Where the line of that number in its text is read."""
        return self.address.replace("*", str(keys.part_of(self.pk) + line))


class Rebuilding(models.Model):
    """That all there is was written into the index, in the form of that version."""

    version = models.PositiveIntegerField(unique=True)
    finished_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.version}"
