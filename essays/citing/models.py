"""Checks of citations against the books, and what members mend in what a citation means."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essays.citing.querysets import CheckQuerySet, OfACitationQuerySet
from essays.library.models import Citation


class Finding(models.TextChoices):
    """What a member found in the book."""

    AS_QUOTED = "as-quoted", _("as quoted")
    ALTERED = "altered", _("altered")
    OUT_OF_CONTEXT = "out-of-context", _("out of context")
    NOT_FOUND = "not-found", _("not found")


SAYS_MORE = (Finding.ALTERED, Finding.OUT_OF_CONTEXT)  # and then has to give the book's words


class Found(models.Model):
    """What a check says: the finding, the book's own words, and in which copy they stand."""

    finding = models.CharField(_("finding"), max_length=20, choices=Finding)
    says = models.TextField(_("what the book says"), max_length=5000, blank=True)
    edition_used = models.CharField(_("edition used"), max_length=300, blank=True)
    page = models.CharField(_("page"), max_length=80, blank=True)
    photo = models.CharField(max_length=100, blank=True, editable=False)  # its name in the storage of uploads

    class Meta:
        abstract = True


class Check(Found):
    """One member's look into the book; `number` counts its wordings, the earlier ones being its revisions."""

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="checks")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="checks")
    number = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    revised_at = models.DateTimeField(null=True, editable=False)

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["citation", "member"], name="check_once_a_member"),
            models.CheckConstraint(condition=Q(finding__in=Finding.values), name="check_finding_known"),
            models.CheckConstraint(
                condition=~Q(finding__in=SAYS_MORE) | ~Q(says=""), name="check_says_what_stands_there"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.finding}"


class CheckRevision(Found):
    """What a check said before its member revised it."""

    of = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="check_revision_number_once")]

    def __str__(self) -> str:
        return f"#{self.of_id}.{self.number}"


class Mending(models.Model):
    """A change of what a citation means. `before` and `after` are the columns of the citation that say it;
    what is printed never changes."""

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="mendings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mendings")
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField()
    after = models.JSONField()
    note = models.CharField(_("why"), max_length=300, blank=True)
    reverts = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="reverted_by", null=True)
    # The citation that was mended, where this one was mended along with it because it leans on it.
    along_with = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="along", null=True)

    objects = OfACitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["citation", "-id"], name="mending_newest_first")]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.citation_id}"
