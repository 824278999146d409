"""Proposals, their wordings, who has a say in them, and what was said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate.models import Thread
from forum.decisions.querysets import OPEN, ElectorQuerySet, PositionQuerySet, ProposalQuerySet
from forum.record.models import Entry


class Kind(models.TextChoices):
    """What a proposal decides; all but the first carry themselves out."""

    PLAIN = "plain", _("Something we do")
    GUIDELINES = "guidelines", _("Our guidelines")
    NUMBER = "number", _("A number we decide by")
    SETTINGS = "settings", _("The circle’s name, purpose or door")
    LEAVING = "leaving", _("Asking a member to leave")


class Proposal(models.Model):
    """What a member proposes to a circle: in words, and for what carries itself out, also as the change it makes."""

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        QUESTIONS = "questions", _("Questions")
        POSITIONS = "positions", _("Positions")
        AMENDING = "amending", _("Amending")
        VOTE = "vote", _("Vote")
        CLOSED = "closed", _("Outcome")

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("Adopted")
        FALLEN = "fallen", _("Not adopted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OVERTAKEN = "overtaken", _("No longer needed")

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="proposals")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=160)
    text = models.TextField()  # what is to be decided, in plain lines (see changes.py)
    why = models.TextField(blank=True)  # Markdown; once it is open it stands as the discussion's first post
    change = models.JSONField(default=dict, blank=True)  # what carries itself out, by kind (see changes.py)
    before = models.TextField(blank=True)  # what holds in place of `text` until then, in the same form
    # What it changes, so that no two open proposals change the same: "" where nothing carries itself out.
    subject = models.CharField(max_length=60, blank=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )  # who is asked to leave
    answer = models.TextField(blank=True)  # theirs, as HTML made safe by `forum.text`
    answer_source = models.TextField(blank=True)

    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    wording = models.PositiveSmallIntegerField(default=1)  # the number of the present one
    rounds = models.PositiveSmallIntegerField(default=0)  # of amending
    slot = models.PositiveSmallIntegerField(null=True)  # 1 or 2 while it is open: a member has no third
    begun_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)  # the present stage
    amend_until = models.DateTimeField(null=True)  # from the first block that stood
    reminded_at = models.DateTimeField(null=True)  # those whose position or vote was still wanted
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="proposal", null=True)

    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True)
    was_voted = models.BooleanField(default=False)
    yes = models.PositiveIntegerField(
        default=0
    )  # written when the vote ends; who said which is forgotten then
    no = models.PositiveIntegerField(default=0)
    active = models.PositiveIntegerField(default=0)  # of whom half had to speak
    carried_out = models.BooleanField(default=False)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+", null=True)  # its decision
    review_months = models.PositiveSmallIntegerField(default=6)
    review_at = models.DateTimeField(null=True)
    review_told_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )  # who said last that it stays as it is
    reviewed_at = models.DateTimeField(null=True)
    # By which the record commits to its words, and to two people; these go with their accounts.
    salt = models.CharField(max_length=64, blank=True)
    proposer_salt = models.CharField(max_length=64, blank=True)
    about_salt = models.CharField(max_length=64, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposed_by", "slot"], condition=Q(slot__isnull=False), name="proposal_two_at_most"
            ),
            models.UniqueConstraint(
                fields=["circle", "subject"],
                condition=Q(stage__in=OPEN) & ~Q(subject=""),
                name="proposal_one_of_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=OPEN, slot__in=[1, 2], ends_at__isnull=False)
                | Q(stage__in=["draft", "closed"], slot=None, ends_at=None),
                name="proposal_has_a_place_while_open",
            ),
            models.CheckConstraint(
                condition=Q(stage="closed", decided_at__isnull=False, entry__isnull=False) & ~Q(outcome="")
                | ~Q(stage="closed") & Q(outcome="", decided_at=None, entry=None),
                name="proposal_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(stage="draft", opened_at=None, thread=None)
                | ~Q(stage="draft") & Q(opened_at__isnull=False, thread__isnull=False),
                name="proposal_opened_with_a_discussion",
            ),
            models.CheckConstraint(
                condition=Q(kind="leaving", about__isnull=False) | ~Q(kind="leaving") & Q(about=None),
                name="proposal_about_a_member_or_not",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(rounds__lte=2), name="proposal_amended_twice_at_most"),
        ]
        indexes = [
            models.Index(fields=["circle", "-decided_at", "-id"], name="proposal_newest_decided"),
            models.Index(fields=["circle", "ends_at", "id"], name="proposal_ending_first"),
            models.Index(fields=["ends_at"], condition=Q(stage__in=OPEN), name="proposal_due"),
            models.Index(fields=["review_at"], condition=Q(outcome="adopted"), name="proposal_to_review"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.pk])

    @property
    def case(self) -> str:
        """What the record calls it."""
        return f"p{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def safe_answer(self) -> SafeString:
        """What whoever is asked to leave answers; made safe by `forum.text` when it was written."""
        return mark_safe(self.answer)  # noqa: S308

    @property
    def is_weighty(self) -> bool:
        """Whether it changes what everyone writes and decides by, or sends somebody away."""
        return self.kind in (Kind.GUIDELINES, Kind.NUMBER, Kind.LEAVING)


class ProposalWording(models.Model):
    """What a proposal said, each version since it was opened. The last one stands on the proposal itself as well."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField()
    because = models.CharField(max_length=400, blank=True)  # what the change answers
    round = models.PositiveSmallIntegerField(default=0)  # of amending; 0 while questions are asked
    at = models.DateTimeField(default=timezone.now)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "wording of a proposal"
        verbose_name_plural = "wordings of proposals"
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_wording_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}.{self.number}"


class Elector(models.Model):
    """That a member has a say in a proposal: they were in its circle when positions opened. Nobody joins later."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="electors")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_active = models.BooleanField()  # had written or taken a position in it lately

    objects = ElectorQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="elector_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.proposal_id}"


class Position(models.Model):
    """Where a member stands to a proposal. It may change until the time for positions ends."""

    class Says(models.TextChoices):
        CONSENT = "consent", _("Consent")
        ASIDE = "aside", _("Stand aside")
        CONCERN = "concern", _("Concern")
        BLOCK = "block", _("Block")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="positions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="positions")
    says = models.CharField(max_length=10, choices=Says)
    reason = models.CharField(max_length=1000)
    harms = models.CharField(max_length=400, blank=True)  # of a block: the guideline or purpose, in its words
    lifts = models.CharField(max_length=1000, blank=True)  # of a block: what would lift it
    wording = models.PositiveSmallIntegerField()  # on which it was said
    at = models.DateTimeField(default=timezone.now)

    objects = PositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="position_once"),
            models.CheckConstraint(
                condition=Q(says="block") & ~Q(harms="") & ~Q(lifts="")
                | Q(says__in=["consent", "aside", "concern"], harms="", lifts=""),
                name="position_block_says_what_it_guards",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="position_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["proposal", "-at", "-id"], name="position_newest_first"),
            models.Index(fields=["member", "-at"], name="position_by_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.says} on {self.proposal_id}"


class Second(models.Model):
    """That an elector finds another's block principled: it guards what the circle has promised itself."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="seconds")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["position", "member"], name="second_once")]

    def __str__(self) -> str:
        return f"{self.member_id} seconds {self.position_id}"


class ProposalVote(models.Model):
    """That an elector votes, and, until the vote ends, how. Then only the sums are kept."""

    class Says(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=3, choices=Says, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "vote on a proposal"
        verbose_name_plural = "votes on proposals"
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="proposal_vote_once"),
            models.CheckConstraint(condition=Q(says__in=["", "yes", "no"]), name="proposal_vote_known"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} votes on {self.proposal_id}"
