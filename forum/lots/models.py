"""The rows of draws: who was in the pool, under which commitment, and where the lot put them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from forum.lots.querysets import DrawQuerySet
from forum.record.models import Entry


class Anchor(models.Model):
    """A chain of secrets, of which the last link is published before any is used. The secrets are no rows: whoever can
    read the database could otherwise know the next draw (see secrets.py)."""

    number = models.PositiveIntegerField(
        primary_key=True
    )  # 0, 1, 2 …: each continues where the one before ends
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="anchor")
    length = models.PositiveIntegerField()
    revealed = models.PositiveIntegerField(default=0)  # links already used, counted back from the anchor

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(revealed__lte=models.F("length")), name="anchor_has_links")
        ]

    def __str__(self) -> str:
        return f"chain {self.number}"


class Draw(models.Model):
    """One draw by lot, from the freezing of its pool to its order."""

    case = models.CharField(max_length=40, unique=True)  # "17", "17.2" its redraw, "17.a" its appeal
    circle = models.ForeignKey("forum.Circle", on_delete=models.PROTECT, related_name="draws", null=True)
    n = models.PositiveIntegerField()  # seats
    opened = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="opens_draw")
    nonce_entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="gives_nonce", null=True)
    drawn = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="tells_draw", null=True)
    due_at = models.DateTimeField()  # from when on it is drawn: as entries say it, in whole seconds
    at = models.DateTimeField(default=timezone.now)

    objects = DrawQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="draw_due", condition=Q(drawn=None))]

    def __str__(self) -> str:
        return f"draw {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("draw", args=[self.case])


class Leaf(models.Model):
    """One member in the pool of a draw. Deleting an account empties `member` and `salt`: the leaf stays in the
    record and says nothing any more."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="leaves")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    salt = models.CharField(max_length=64, blank=True)  # hex
    commitment = models.CharField(max_length=64)  # hex
    place = models.PositiveIntegerField(null=True)  # 0 … n-1 the panel, then the reserves; null until drawn
    passed_over = models.CharField(max_length=10, blank=True)  # why, the last time that a seat went past it

    class Meta:
        verbose_name_plural = "leaves"
        constraints = [
            models.UniqueConstraint(fields=["draw", "commitment"], name="leaf_once_in_a_draw"),
            models.UniqueConstraint(
                fields=["draw", "member"], condition=Q(member__isnull=False), name="leaf_once_a_member"
            ),
            models.UniqueConstraint(
                fields=["draw", "place"], condition=Q(place__isnull=False), name="leaf_once_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.commitment[:12]
