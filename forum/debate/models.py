"""Threads, posts, their earlier wordings, and the evidence they bring."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate import paths
from forum.debate.bylines import byline
from forum.debate.querysets import EvidenceQuerySet, PostQuerySet, ThreadQuerySet
from forum.debate.restraining.hows import RULED, WITH_WORDS, How
from forum.sources.models import Source


class Kind(models.TextChoices):
    """What a post does to what it answers."""

    CRITIQUE = "critique", _("Critique")
    COUNTER_EVIDENCE = "counter-evidence", _("Counter-evidence")
    SUPPORT = "support", _("Support")
    QUESTION = "question", _("Question")
    COMMENT = "comment", _("Comment")


class PathField(models.CharField):
    """A path in a tree of replies, which must sort by code point on every engine."""

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class Thread(models.Model):
    """A conversation: an opening post and the tree of replies under it."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="threads", null=True)
    private_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="private_threads",
        null=True,
        db_index=False,  # indexed below where it is said: an index of mostly nothing misleads SQLite's planner
    )
    # Where it stands: "" in its circle by itself, else the name of a registered context (see contexts.py).
    context = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="threads_opened"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    opening = models.OneToOneField("Post", on_delete=models.PROTECT, related_name="opens", null=True)
    # Kept by the actions, so that a list of threads never counts posts.
    last_post_at = models.DateTimeField(default=timezone.now)
    reply_count = models.PositiveIntegerField(default=0)
    # When somebody else than who opened it first replied, of the replies that still have their words.
    answered_at = models.DateTimeField(null=True, editable=False)
    # When a post first brought a source, of the posts that still bring one.
    evidence_at = models.DateTimeField(null=True, editable=False)

    tag_names = models.CharField(max_length=160, blank=True, editable=False)  # with spaces between; see tags/

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(circle=None, private_to__isnull=False) | Q(circle__isnull=False, private_to=None),
                name="thread_in_a_circle_or_private",
            ),
        ]
        indexes = [
            models.Index(fields=["circle", "context", "-last_post_at", "-id"], name="thread_by_activity"),
            models.Index(fields=["circle", "-opened_at", "-id"], name="thread_newest_in_circle"),
            models.Index(fields=["-last_post_at", "-id"], name="thread_by_activity_anywhere"),
            models.Index(fields=["circle", "-last_post_at", "-id"], name="thread_in_circle_and_margins"),
            models.Index(fields=["circle", "context", "-id"], name="thread_newest"),
            models.Index(
                fields=["-last_post_at", "-id"], name="thread_unanswered", condition=Q(answered_at=None)
            ),
            models.Index(
                fields=["-last_post_at", "-id"],
                name="thread_with_evidence",
                condition=Q(evidence_at__isnull=False),
            ),
            models.Index(fields=["private_to"], name="thread_private", condition=Q(private_to__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("thread", args=[self.pk])

    @property
    def tags(self) -> list[str]:
        """The tags it has, in the order in which they were given."""
        return self.tag_names.split()


class Post(models.Model):
    """One person's words in a thread. The opening post answers nothing and has the empty path."""

    STEP = paths.STEP  # characters of path a level
    DEEPEST = 400  # levels; deeper replies stand beside what they answer and say whom they answer

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts", db_index=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts", db_index=False
    )
    # Who wrote it where it comes from, "" for words written here; `author` is then the member who brought it.
    elsewhere = models.CharField(max_length=120, blank=True, editable=False)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, related_name="replies", null=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.COMMENT)
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    path = PathField(max_length=STEP * DEEPEST, blank=True, editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    branches = models.PositiveIntegerField(default=0, editable=False)  # paths given out right below it
    branched = models.PositiveIntegerField(
        default=0, editable=False
    )  # branches moved out from right below it
    revision = models.PositiveIntegerField(default=1, editable=False)
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    # How it is shown by a ruling or a legal hold, by which entry in the record, and the line that then stands under
    # it. Kept by restraining/, of what is in force; its `html` is empty where its words are withheld.
    restraint = models.CharField(max_length=4, blank=True, choices=How, editable=False)
    restrained_by = models.PositiveBigIntegerField(null=True, editable=False)
    restraint_line = models.CharField(max_length=300, blank=True, editable=False)
    restraint_changed_at = models.DateTimeField(null=True, editable=False)
    # The same of rulings on wordings that its author has replaced since: a line says so, and its words stand.
    past_restraint = models.CharField(max_length=4, blank=True, choices=How, editable=False)
    past_restrained_by = models.PositiveBigIntegerField(null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "path"], name="post_path_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="post_kind_known"),
            models.CheckConstraint(
                condition=Q(path="", answers=None) | (~Q(path="") & Q(answers__isnull=False)),
                name="post_answers_unless_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(restraint="", restrained_by=None)
                | Q(restraint__in=How.values, restrained_by__isnull=False),
                name="post_restrained_by_an_entry",
            ),
            models.CheckConstraint(
                condition=Q(restraint__in=WITH_WORDS) | Q(html=""), name="post_withheld_shows_no_words"
            ),
            models.CheckConstraint(
                condition=Q(past_restraint="", past_restrained_by=None)
                | Q(past_restraint__in=RULED, past_restrained_by__isnull=False),
                name="post_past_restrained_by_an_entry",
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "id"], name="post_by_arrival"),
            models.Index(fields=["author", "-written_at"], name="post_by_author"),
            models.Index(fields=["author", "elsewhere", "thread"], name="post_by_author_in_thread"),
            models.Index(fields=["-written_at", "-id"], name="post_newest_first"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.pk])

    @property
    def byline(self) -> str:
        """Whose words these are; comes with the author."""
        return byline(self.author.name, self.elsewhere)

    @property
    def safe_html(self) -> SafeString:
        """The words as they are shown; made safe by `forum.text` when they were written."""
        return mark_safe(self.html)  # noqa: S308

    @property
    def has_words(self) -> bool:
        """Whether its words stand where all who see it read them; `querysets.has_words` asks the same of many."""
        return self.withdrawn_at is None and not self.is_withheld

    @property
    def is_withheld(self) -> bool:
        """Whether a ruling or a legal hold keeps its words from where all read them."""
        return self.restraint not in WITH_WORDS


class Revision(models.Model):
    """An earlier wording of a post. The present one stands on the post itself."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    source = models.TextField()
    html = models.TextField()
    evidence = models.TextField(blank=True)  # what it brought then, in words: no citation changes unseen
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"#{self.post_id}.{self.number}"


class Evidence(models.Model):
    """A source that a post brings: where in it, what it says there, and which way that speaks."""

    class Stance(models.TextChoices):
        FOR = "for", _("speaks for it")
        AGAINST = "against", _("speaks against it")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    locator = models.CharField(_("page or place"), max_length=80, blank=True)
    says = models.TextField(_("what the source says"), max_length=2000)
    stance = models.CharField(max_length=10, choices=Stance)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=["for", "against"]), name="evidence_stance_known")
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.locator}"
