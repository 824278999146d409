"""What is in force against a post, and the words that it withholds.

Words that are withheld leave the post, so that whatever shows posts shows nothing of them, also what is written in
years to come. There is one way back to them: `reading.words_of`.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from forum.debate.models import Post
from forum.debate.restraining.hows import Category, How
from forum.debate.restraining.querysets import RestraintQuerySet, WithheldQuerySet


class Restraint(models.Model):
    """That a post was restrained, by an entry in the record, and by which entry that was lifted.

    A ruling is on a wording, and holds for all up to one that is not older. While that is the present one the post
    shows it; when it is not, its history does. Of each wording one ruling can be in force at a time, and of each post
    one legal hold, which is laid upon whatever it says; what is stronger is shown.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="restraints")
    how = models.CharField(max_length=4, choices=How)
    line = models.CharField(max_length=300, blank=True)  # under the post
    wording = models.PositiveIntegerField(null=True)  # the revision that was judged; null of a legal hold
    up_to = models.PositiveIntegerField(null=True)  # the last one for which it holds; likewise
    entry = models.PositiveBigIntegerField()  # number of the one in the record
    at = models.DateTimeField(default=timezone.now)
    lifted_by = models.PositiveBigIntegerField(null=True)  # likewise
    lifted_at = models.DateTimeField(null=True)

    objects = RestraintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(how__in=How.values), name="restraint_how_known"),
            models.UniqueConstraint(
                fields=["post", "up_to"],
                condition=Q(lifted_at=None) & ~Q(how="held"),
                name="restraint_one_ruling_a_wording",
            ),
            models.CheckConstraint(
                condition=Q(how="held", wording=None, up_to=None)
                | ~Q(how="held") & Q(wording__isnull=False, up_to__gte=F("wording")),
                name="restraint_on_a_wording",
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(lifted_at=None, how="held"), name="restraint_one_hold"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="restraint_lifted_by_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.post_id} {self.how} by {self.entry}"

    def covers(self, revision: int) -> bool:
        """Whether it holds for the wording of that number."""
        return self.up_to is None or revision <= self.up_to


class HiddenFrom(models.Model):
    """Whom a restraint keeps its post from altogether: a member at whom it is aimed."""

    restraint = models.ForeignKey(Restraint, on_delete=models.CASCADE, related_name="hidden_from")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["restraint", "member"], name="hidden_from_once"),
        ]

    def __str__(self) -> str:
        return f"{self.restraint_id} from {self.member_id}"


class Withheld(models.Model):
    """The words of a post that a restraint withholds, and the title of the thread it opens."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="withheld")
    html = models.TextField()
    title = models.CharField(max_length=160, blank=True)

    objects = WithheldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "withheld"

    def __str__(self) -> str:
        return f"#{self.post_id}"


class LegalHold(models.Model):
    """What the operator said of a legal hold. In the record stand its category, and commitments to the rest."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holds")
    category = models.CharField(max_length=20, choices=Category)
    ground = models.CharField(max_length=300)
    salt = models.CharField(max_length=64)  # hex
    entry = models.PositiveBigIntegerField(unique=True)  # number of the one in the record
    at = models.DateTimeField(default=timezone.now, db_index=True)
    released_by = models.PositiveBigIntegerField(null=True)  # likewise
    released_at = models.DateTimeField(null=True)
    release_ground = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(released_at=None), name="hold_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="hold_released_by_an_entry",
            ),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="hold_category_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.post_id} for {self.category}"
