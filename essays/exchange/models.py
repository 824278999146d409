"""Files of notes that members bring, and each note found in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essays.exchange.querysets import BringingQuerySet, BroughtNoteQuerySet
from essays.library.models import Edition, Essay
from forum.debate.models import Post


class Bringing(models.Model):
    """A file of notes on its way into a text's margin. Nothing of it is written before its member says so."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        READ = "read", _("read")
        REFUSED = "refused", _("refused")
        CONFIRMED = "confirmed", _("being written")
        WRITTEN = "written", _("written")
        TAKEN_BACK = "taken back", _("taken back")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bringings")
    essay = models.ForeignKey(Essay, on_delete=models.CASCADE, related_name="bringings")
    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="+"
    )  # its notes were placed in
    filename = models.CharField(max_length=200, blank=True)
    data = models.BinaryField(blank=True)  # emptied once it is read
    here = models.CharField(max_length=300)  # this installation's address: how its own notes are recognised
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    refusal = models.JSONField(null=True)  # {"code", "params"} of a FileRefused
    done = models.PositiveIntegerField(default=0)  # notes looked at so far, of
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # how many notes are in each state of a BroughtNote
    private = models.BooleanField(default=False)  # as chosen when it was confirmed
    keeps_gone = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    written_at = models.DateTimeField(null=True, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = BringingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("total")), name="bringing_done_is_some_of_total"
            ),
        ]

    def __str__(self) -> str:
        return self.filename or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("bringing", args=[self.pk])

    @property
    def is_waited_for(self) -> bool:
        """Whether the background worker has something to do for it."""
        return self.state in (self.State.WAITING, self.State.CONFIRMED)


class BroughtNote(models.Model):
    """A note, or a reply, as it was found in a file: what it says, and what becomes of it here."""

    class State(models.TextChoices):
        EXACT = "exact", _("word for word")
        EDITED = "edited", _("in other words")
        GONE = "gone", _("not found in the text")
        ANSWER = "answer", _("replies to what is here")
        HERE = "here", _("already here")
        REFUSED = "refused", _("refused")

    bringing = models.ForeignKey(Bringing, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveIntegerField()  # in the file, from 0; what answers comes after what is answered
    answers = models.PositiveIntegerField(null=True)  # the position of the note or reply it answers
    # The post here that it answers, where that was written or brought before.
    under = models.ForeignKey(Post, on_delete=models.SET_NULL, related_name="+", null=True)
    state = models.CharField(max_length=10, choices=State)
    reason = models.CharField(max_length=20, blank=True)  # of a refusal
    original = models.CharField(max_length=500, blank=True)  # its address elsewhere
    key = models.CharField(max_length=64, db_index=True)  # the same note, brought again, has the same
    said = models.JSONField()  # a `reading.Brought`, its passages placed
    html = models.TextField(blank=True)  # its words, made safe when they were read
    post = models.OneToOneField(Post, on_delete=models.SET_NULL, related_name="brought", null=True)

    objects = BroughtNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bringing", "position"], name="brought_position_once"),
        ]
        indexes = [models.Index(fields=["bringing", "state", "position"], name="brought_by_state")]

    def __str__(self) -> str:
        return self.original or f"#{self.pk}"
