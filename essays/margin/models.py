"""Annotations: a thread tied to passages, and where those passages stand in an edition."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essays.library.models import Edition, Essay, Section
from essays.margin.querysets import (
    FIRST_FEW,
    AnnotationQuerySet,
    LayerQuerySet,
    PlacementQuerySet,
    TallyQuerySet,
)
from forum.circles.models import Circle
from forum.debate.models import Kind, Post, Thread


class Annotation(models.Model):
    """A thread in the margin. Its opening post is the note; its kind is the note's kind."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="annotation")
    essay = models.ForeignKey(Essay, on_delete=models.CASCADE, related_name="annotations")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="annotations")

    objects = AnnotationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("annotation", args=[self.pk])

    @property
    def opening(self) -> Post:
        """The note itself, the first post of its thread."""
        assert self.thread.opening is not None
        return self.thread.opening


class Passage(models.Model):
    """What was selected, never changed: the words themselves and a few on either side."""

    AROUND = 32  # code points of prefix and suffix

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField(default=0)
    exact = models.TextField()
    prefix = models.CharField(max_length=AROUND, blank=True)
    suffix = models.CharField(max_length=AROUND, blank=True)

    class Meta:
        ordering = ["annotation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["annotation", "position"], name="passage_position_once")
        ]

    def __str__(self) -> str:
        return self.exact


class Placement(models.Model):
    """Where a passage stands in an edition: a range of code points in a section's text."""

    class State(models.TextChoices):
        EXACT = "exact", _("as selected")
        EDITED = "edited", _("edited since")
        MOVED = "moved", _("moved since")
        GONE = "gone", _("gone")

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="placements")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="placements")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="placements", null=True)
    block = models.PositiveIntegerField(null=True)  # the number of the block it begins in
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.EXACT)
    # Which one it is among its circle's notes on that block: the first few are shown without asking.
    nth = models.PositiveIntegerField(default=1)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "edition"], name="placement_once_an_edition"),
            models.CheckConstraint(
                condition=Q(state="gone", section=None, block=None, start=None, end=None)
                | (~Q(state="gone") & Q(section__isnull=False, block__isnull=False, start__lt=F("end"))),
                name="placement_stands_or_is_gone",
            ),
        ]
        indexes = [
            models.Index(fields=["section", "start", "id"], name="placement_in_reading_order"),
            models.Index(fields=["section", "nth"], name="placement_first_few"),
            models.Index(fields=["section", "block", "start", "id"], name="placement_by_block"),
            models.Index(fields=["edition", "id"], name="placement_gone", condition=Q(state="gone")),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.start}–{self.end}"

    @property
    def is_among_the_first(self) -> bool:
        """Whether its note surely comes with the page of its section: others may have to give way to those of the
        text's own circle."""
        annotation = self.passage.annotation
        return self.nth <= FIRST_FEW and annotation.thread.circle_id == annotation.essay.circle_id


class Tally(models.Model):
    """How many notes of a kind stand on a block: a circle's, or a member's private ones. Kept when notes are
    written, so that no page counts."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="tallies")
    block = models.PositiveIntegerField()
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+", null=True)
    private_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True
    )
    kind = models.CharField(max_length=20, choices=Kind)
    count = models.PositiveIntegerField(default=0)
    ever = models.PositiveIntegerField(
        default=0
    )  # those withdrawn since included: no two notes are the same one's nth
    unanswered = models.PositiveIntegerField(default=0)  # of `count`, those that nobody else has answered
    voices = models.PositiveIntegerField(default=0)  # how many members wrote them

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["section", "block", "circle", "kind"], name="tally_once"),
            models.UniqueConstraint(
                fields=["section", "block", "private_to", "kind"], name="tally_once_in_private"
            ),
            models.CheckConstraint(
                condition=Q(circle=None, private_to__isnull=False) | Q(circle__isnull=False, private_to=None),
                name="tally_of_a_circle_or_private",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}.{self.block}: {self.count} {self.kind}"


class MarginVersion(models.Model):
    """How often what one layer says beside a section has changed: by it a browser is told that nothing has."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="margin_versions")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+", null=True)
    private_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True
    )
    number = models.PositiveBigIntegerField(default=1)

    objects = LayerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "circle"], name="margin_version_once"),
            models.UniqueConstraint(fields=["section", "private_to"], name="margin_version_once_in_private"),
            models.CheckConstraint(
                condition=Q(circle=None, private_to__isnull=False) | Q(circle__isnull=False, private_to=None),
                name="margin_version_of_a_circle_or_private",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.number}"
