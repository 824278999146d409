"""Cases, and the flags that open them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate.models import Post
from forum.moderation.models.common import Grounds, a_member
from forum.moderation.querysets import CaseQuerySet, FlagQuerySet
from forum.record.models import Entry

if TYPE_CHECKING:
    from forum.moderation.models.panels import Panel


class Case(models.Model):
    """One matter, from the first flag until nothing more can happen to it."""

    class Kind(models.TextChoices):
        POST = "post", _("About a post")
        CONDUCT = "conduct", _("About how somebody takes part")
        HOLD = "hold", _("About a legal hold")
        REVIEW = "review", _("Review of what was hidden")
        PRACTICE = "practice", _("Practice: counts for nothing")

    class Stage(models.TextChoices):
        FLAGGED = "flagged", _("Flagged once")  # seen by whoever flagged alone
        NONCE = "nonce", _("The author may add a number to the draw")
        SEATING = "seating", _("Seats are offered")
        FIRST = "first", _("First vote")
        FINAL = "final", _("Final vote")
        DECIDED = "decided", _("Decided; may be appealed")
        CLOSED = "closed", _("Closed")

    class Closing(models.TextChoices):
        """How it ended."""

        KEPT = "kept", _("Kept as it is")
        STANDS = "stands", _("The ruling stands")
        LAPSED = "lapsed", _("The restriction has lapsed")
        UNDECIDED = "undecided", _("No panel came to a ruling; the words stay")
        WITHDRAWN = "withdrawn", _("The author took the words back")
        PROPOSAL = "proposal", _("Too few to ask; it became a matter for the circle")
        DROPPED = "dropped", _("Nobody else flagged it")
        FOUND = "found", _("The panel has said whether the ground fits")
        LEFT = "left", _("The member is no longer here")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.POST)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="cases")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="cases", null=True)
    revision = models.PositiveIntegerField(null=True)  # the one that was flagged
    about = a_member("cases_about")  # whoever wrote it, or whose conduct it is about
    reviews = models.ForeignKey(
        "forum.Ruling", on_delete=models.PROTECT, related_name="reviewed_in", null=True
    )
    guideline = models.CharField(
        max_length=300, blank=True
    )  # the first one cited, in words; a circle may change its own
    # What is judged, kept until the case is closed whatever becomes of the post; of a practice case, what was made up;
    # of a legal hold, its ground.
    words = models.TextField(blank=True)
    html = models.TextField(blank=True, editable=False)
    category = models.CharField(max_length=40, blank=True)  # of a legal hold, as the operator said it
    salt = models.CharField(max_length=64, blank=True)  # of the commitment to what is judged; hex
    pool = models.JSONField(default=list)  # ids of all who could be seated at that time
    at = models.DateTimeField(
        default=timezone.now
    )  # of the first flag, and then of the first one that counts
    opened_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.FLAGGED)
    due_at = models.DateTimeField(null=True)  # when something happens by itself if nobody does anything
    meanwhile = models.ForeignKey(  # the entry by which the post is folded while the case is open
        Entry, on_delete=models.PROTECT, related_name="+", null=True
    )
    redrawn_at = models.DateTimeField(null=True)  # there is one redraw, whoever needs it first
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=10, choices=Closing, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "revision", "kind"],
                condition=Q(closed_at=None, post__isnull=False),
                name="case_once_a_revision",
            ),
            models.UniqueConstraint(
                fields=["circle", "about"],
                condition=Q(closed_at=None, kind="conduct", about__isnull=False),
                name="case_once_about_conduct",
            ),
            models.UniqueConstraint(
                fields=["reviews"], condition=Q(reviews__isnull=False), name="case_one_review"
            ),
            models.CheckConstraint(
                condition=Q(stage="closed", closed_at__isnull=False, due_at=None) & ~Q(closing="")
                | ~Q(stage="closed") & Q(closed_at=None, due_at__isnull=False, closing=""),
                name="case_closed_or_due",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["post", "review", "hold"], post__isnull=False, revision__isnull=False)
                | Q(kind__in=["conduct", "practice"], post=None, revision=None),
                name="case_about_something",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["flagged", "closed"]) | Q(opened_at__isnull=False),
                name="case_at_work_is_open",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="case_due", condition=Q(closed_at=None)),
            models.Index(fields=["circle", "-opened_at", "-id"], name="case_newest_in_circle"),
            models.Index(fields=["about", "-id"], name="case_about_member"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.pk])

    @property
    def name(self) -> str:
        """What the record calls it: its number in digits."""
        return str(self.pk)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_practice(self) -> bool:
        return self.kind == self.Kind.PRACTICE

    @property
    def panel(self) -> "Panel | None":
        """The newest panel: the one at work, while the case is before one."""
        return self.panels.order_by("-pk").first()


class Flag(models.Model):
    """That a member finds that a post should be looked at. Whoever flagged is hidden from its author everywhere."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="flags")
    member = a_member("flags")
    grounds = models.CharField(max_length=10, choices=Grounds, default=Grounds.GUIDELINE)
    guideline = models.CharField(max_length=300, blank=True)  # as it read then
    reason = models.CharField(max_length=2000, blank=True)
    passage = models.CharField(
        max_length=2000, blank=True
    )  # the words of the post that are meant; "" for all
    nonce = models.CharField(max_length=64)  # hex; part of the draw
    counts = models.BooleanField()  # whether its maker could have been seated: what opens a case
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(member__isnull=False), name="flag_once_a_member"
            ),
            models.CheckConstraint(condition=Q(grounds__in=Grounds.values), name="flag_grounds_known"),
        ]

    def __str__(self) -> str:
        return f"flag {self.pk}"
