"""New editions on their way: who proposes one, who agrees, what will become of the notes, and what it answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essays.editions.querysets import AnswerQuerySet, ForeseenQuerySet, NextEditionQuerySet
from essays.library.models import Edition, Essay, Section
from essays.margin.models import Annotation, Passage, Placement
from forum.debate.models import Kind

TWO = 2  # members who agree publish an edition
MAY_BE_ANSWERED = (Kind.CRITIQUE, Kind.COUNTER_EVIDENCE, Kind.QUESTION)  # kinds of notes


class NextEdition(models.Model):
    """A new edition of an essay on its way: a draft of its maker, then a proposal that its circle looks at."""

    class State(models.TextChoices):
        DRAFT = "draft", _("a draft")
        PROPOSED = "proposed", _("proposed")
        PUBLISHING = "publishing", _("being published")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Comparison(models.TextChoices):
        NONE = "none", _("not compared yet")
        UNDER_WAY = "under way", _("being compared")
        DONE = "done", _("compared")

    essay = models.ForeignKey(Essay, on_delete=models.CASCADE, related_name="next_editions")
    base = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="editions_proposed"
    )
    why = models.CharField(_("what changes, and why"), max_length=1000, blank=True)
    outline = models.JSONField(null=True)  # emptied when it is published or withdrawn
    revision = models.PositiveIntegerField(default=1)  # counts changes: no two windows undo each other’s
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="came_of", null=True)

    compared = models.CharField(max_length=10, choices=Comparison, default=Comparison.NONE)
    changes = models.JSONField(null=True)  # section by section; see essays.editions.comparing
    # How far what is done in the background has come, for the page that waits for it.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    objects = NextEditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="published", edition__isnull=False)
                | ~Q(state="published") & Q(edition=None),
                name="next_edition_published_is_one",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", proposed_at=None)
                | Q(state="withdrawn")
                | Q(proposed_at__isnull=False),
                name="next_edition_proposed_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["essay", "state", "-id"], name="next_edition_of_essay")]

    def __str__(self) -> str:
        return f"{self.essay_id} after {self.base_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("next_edition", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    @property
    def is_open(self) -> bool:
        """Whether it may still become an edition, and nothing is being done about it."""
        return self.is_draft or self.is_proposed

    @property
    def is_being_published(self) -> bool:
        return self.state == self.State.PUBLISHING

    @property
    def is_compared(self) -> bool:
        return self.compared == self.Comparison.DONE

    @property
    def is_being_compared(self) -> bool:
        return self.compared == self.Comparison.UNDER_WAY

    @property
    def is_outdated(self) -> bool:
        """Whether another edition has been published since it was begun."""
        return self.is_open and self.base_id != self.essay.edition_id


class Agreement(models.Model):
    """That a member agrees to a proposed edition. Two, of others than its proposer, publish it."""

    next_edition = models.ForeignKey(NextEdition, on_delete=models.CASCADE, related_name="agreements")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["next_edition", "member"], name="agreement_once")]

    def __str__(self) -> str:
        return f"{self.member_id} to {self.next_edition_id}"


class Foreseen(models.Model):
    """What will become of a passage when an edition on its way is published; thrown away then."""

    next_edition = models.ForeignKey(NextEdition, on_delete=models.CASCADE, related_name="foreseen")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=Placement.State)
    # For those that do not stay as they are: where it stands, its words, and what they will be.
    section = models.CharField(max_length=320, blank=True)
    was = models.TextField(blank=True)
    becomes = models.TextField(blank=True)

    objects = ForeseenQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "foreseen"
        constraints = [models.UniqueConstraint(fields=["next_edition", "passage"], name="foreseen_once")]
        indexes = [models.Index(fields=["next_edition", "state", "id"], name="foreseen_by_state")]

    def __str__(self) -> str:
        return f"{self.passage_id}: {self.state}"


class Reattachment(models.Model):
    """That a member put a passage's place right by hand: from where to where, and whether somebody took that back."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="reattachments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    from_state = models.CharField(max_length=10, choices=Placement.State)
    from_section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+", null=True)
    from_start = models.PositiveIntegerField(null=True)
    from_end = models.PositiveIntegerField(null=True)
    to_section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    to_start = models.PositiveIntegerField()
    to_end = models.PositiveIntegerField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_start__lt=models.F("to_end")), name="reattachment_to_words"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="reattachment_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} by {self.by_id}"


class Answer(models.Model):
    """That an edition is said to answer a note; and, once it is published, what the note's author finds."""

    class Verdict(models.TextChoices):
        YES = "yes", _("Yes, it does")
        PARTLY = "partly", _("In part")
        NO = "no", _("No, it doesn’t")

    next_edition = models.ForeignKey(NextEdition, on_delete=models.CASCADE, related_name="answers")
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    words = models.CharField(_("in a sentence"), max_length=400, blank=True)
    at = models.DateTimeField(null=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["next_edition", "annotation"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(verdict="", at=None) | (~Q(verdict="") & Q(at__isnull=False)),
                name="answer_verdict_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.next_edition_id} to {self.annotation_id}"
