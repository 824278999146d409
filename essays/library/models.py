"""Essays, their editions and sections, what they cite, and drafts of imports."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essays.library.outline import named
from essays.library.querysets import (
    CitationQuerySet,
    EditionQuerySet,
    EssayQuerySet,
    ImportDraftQuerySet,
    SectionQuerySet,
)
from forum.circles.models import Circle
from forum.sources.models import Source


class Essay(models.Model):
    """A text a circle reads. Its words stand in editions; `edition` is the one read now."""

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    date = models.CharField(_("date"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=16)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="essays")
    put_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="essays_put_up", null=True
    )
    put_up_at = models.DateTimeField(default=timezone.now, editable=False)
    edition = models.OneToOneField("Edition", on_delete=models.PROTECT, related_name="read_now_as", null=True)

    objects = EssayQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-put_up_at", "-id"], name="essay_newest_first")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("essay", args=[self.slug])

    @property
    def current(self) -> "Edition":
        """The edition that is read now; every essay has one that anybody can see."""
        assert self.edition is not None
        return self.edition


class Edition(models.Model):
    """One immutable wording of an essay; publishing a change makes another."""

    essay = models.ForeignKey(Essay, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    # SHA-256 of the outline it was made from: the same file is not put up twice in one circle.
    digest = models.CharField(max_length=64, db_index=True)
    word_count = models.PositiveIntegerField(default=0)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    # For each block of the edition before, from its first: the number it has in this one, or null. Null for the first.
    succession = models.JSONField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["essay", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.essay_id}.{self.number}"


class Section(models.Model):
    """A part of an edition: its plain text, and blocks as ranges of code points in it.

    `blocks` is a list of {"number", "kind", "start", "end", "html", "citation"?: [start, end]}: numbers count
    through the whole edition from 1, `html` is the block's inline HTML, made safe when it was published, whose
    text is exactly text[start:end].
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    slug = models.SlugField(max_length=80)
    text = models.TextField()
    blocks = models.JSONField()
    word_count = models.PositiveIntegerField(default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="section_position_once"),
            models.UniqueConstraint(fields=["edition", "slug"], name="section_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called: a text may begin before its first heading, or have none."""
        return named(self.label, self.heading) or (
            gettext("Opening") if self.position == 1 else gettext("Section %d") % self.position
        )


class Citation(models.Model):
    """Where an edition itself quotes: what is printed there, the work it was led to, and how its checks stand.

    `raw` never changes. `author`, `work`, `locator` and `year` are what it says itself; what it means is `source`
    and `place`, found by `essays.library.resolving` or mended by a member. How its checks stand is kept by
    `essays.citing.checking`, so that no page counts.
    """

    class Certainty(models.TextChoices):
        SURE = "sure", _("sure")
        UNSURE = "unsure", _("unsure")
        MENDED = "mended", _("mended by a member")

    class Standing(models.TextChoices):
        UNCHECKED = "unchecked", _("not checked")
        ONCE = "once", _("checked once")
        SETTLED = "settled", _("settled")
        DISPUTED = "disputed", _("disputed")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="citations")
    block = models.PositiveIntegerField()
    raw = models.CharField(max_length=1000)
    author = models.CharField(max_length=300, blank=True)
    work = models.CharField(max_length=500, blank=True)
    locator = models.CharField(max_length=120, blank=True)
    year = models.CharField(max_length=20, blank=True)

    # What it means.
    position = models.PositiveIntegerField(default=0)  # among the citations of its edition, from 1
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations", null=True)
    place = models.CharField(max_length=120, blank=True)
    same_place_as = models.CharField(
        max_length=120, blank=True
    )  # the place before, where this says “ibid” alone
    speaker = models.CharField(
        max_length=300, blank=True
    )  # whose words, where they are found in another's work
    speech = models.CharField(max_length=500, blank=True)
    leans_on = models.PositiveIntegerField(null=True)  # the position of the citation it leans on
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.UNSURE)
    reason = models.CharField(max_length=10, blank=True)  # a `resolving.Reason`
    quoted_words = models.PositiveIntegerField(default=0)

    # How its checks stand.
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.UNCHECKED)
    finding = models.CharField(max_length=20, blank=True)  # what its checks agree on
    checks_made = models.PositiveIntegerField(default=0)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["section", "block", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing__in=("unchecked", "disputed"), finding="")
                | (models.Q(standing__in=("once", "settled")) & ~models.Q(finding="")),
                name="citation_has_a_finding_if_agreed",
            ),
        ]

    def __str__(self) -> str:
        return self.raw

    def get_absolute_url(self) -> str:
        return reverse("citation", args=[self.pk])

    @property
    def circle_id(self) -> int:
        """Of the circle whose text it stands in."""
        return self.section.edition.essay.circle_id


class ImportDraft(models.Model):
    """An import on its way from a file to an essay, seen by its maker alone."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        READ = "read", _("read")
        REFUSED = "refused", _("refused")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_drafts"
    )
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="import_drafts")
    filename = models.CharField(max_length=200, blank=True)
    data = models.BinaryField(blank=True)  # emptied once it is read
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refusal = models.JSONField(null=True)  # {"code", "params"} of an ImportRefused
    outline = models.JSONField(null=True)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    essay = models.OneToOneField(Essay, on_delete=models.CASCADE, related_name="import_draft", null=True)
    # The text this is a new version of, where it is one.
    revises = models.ForeignKey(Essay, on_delete=models.CASCADE, related_name="+", null=True)

    objects = ImportDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return self.filename or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("import_draft", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
