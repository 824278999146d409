"""Panels, their seats, and the votes given on them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.lots.models import Draw
from forum.moderation.models.cases import Case
from forum.moderation.models.common import Outcome, a_member
from forum.moderation.querysets import SeatQuerySet


class Panel(models.Model):
    """Those drawn to answer one question of a case, once."""

    class Kind(models.TextChoices):
        FIRST = "first", _("The first panel")
        REDRAW = "redraw", _("Drawn again")
        APPEAL = "appeal", _("The panel of the appeal")
        PRACTICE = "practice", _("Whoever came to practise")  # no lot, and nothing in the record

    UNDECIDED, UNFILLED, DISMISSED = "undecided", "unfilled", "dismissed"  # results that are no outcome

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="panels")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FIRST)
    name = models.CharField(
        max_length=40, unique=True
    )  # "17", "17.2" a redraw, "17.a" an appeal, "practice-17"
    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="panel", null=True)
    n = models.PositiveIntegerField()  # seats
    needs = models.JSONField(default=dict)  # how many seats each outcome needs, as in the `open` entry
    opened_at = models.DateTimeField(default=timezone.now)
    drawn_at = models.DateTimeField(null=True)
    seating_until = models.DateTimeField(null=True)
    voting_at = models.DateTimeField(null=True)  # when the first vote began
    first_until = models.DateTimeField(null=True)
    reasons_at = models.DateTimeField(null=True)  # when the first votes and reasons were shown to it
    final_until = models.DateTimeField(null=True)
    latest_at = models.DateTimeField()  # the outer limit
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, blank=True)  # an outcome, or one of the three above

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="panel_one_at_work"),
            models.CheckConstraint(
                condition=Q(kind="practice", draw=None) | ~Q(kind="practice") & Q(draw__isnull=False),
                name="panel_drawn_by_lot",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, result="") | Q(ended_at__isnull=False) & ~Q(result=""),
                name="panel_ends_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"panel {self.name}"

    @property
    def choices(self) -> list[str]:
        """What its members can vote for, mildest first."""
        if self.kind == self.Kind.APPEAL or self.case.kind == Case.Kind.HOLD:
            return [Outcome.LAPSE, Outcome.AFFIRM]
        if self.case.kind == Case.Kind.CONDUCT:
            return [Outcome.KEEP, Outcome.SLOW, Outcome.PAUSE]
        return [Outcome.KEEP, Outcome.NOTE, Outcome.FOLD, Outcome.HIDE]

    @property
    def fewest(self) -> int:
        """Taken seats without which it cannot come to anything: what its mildest restriction needs, and on appeal as
        many as the panel it follows had."""
        if self.kind == self.Kind.APPEAL:
            return self.needs["seats"]
        return max(1, min(self.needs.values(), default=1))


class Seat(models.Model):
    """A seat of a panel, offered to one member: taken, or given up. Its number says nothing about whose it is."""

    class Ending(models.TextChoices):
        LAPSED = "lapsed", _("not taken in time")
        RECUSED = "recused", _("given back")
        LEFT = "left", _("left")
        DISMISSED = "dismissed", _("dismissed with the panel")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    member = a_member("seats")
    number = models.PositiveSmallIntegerField()  # 1 … n, given out by chance; whoever follows takes it over
    place = models.PositiveIntegerField(null=True)  # in the order drawn; null in a practice
    wave = models.PositiveSmallIntegerField(default=1)
    offered_at = models.DateTimeField(default=timezone.now)
    offered_until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # before its panel's work was done
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "number"], condition=Q(ended_at=None), name="seat_for_one_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["panel", "member"], condition=Q(member__isnull=False), name="seat_once_a_member"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="seat_ends_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-accepted_at"], name="seat_by_member"),
        ]

    def __str__(self) -> str:
        return f"seat {self.number} of {self.panel_id}"

    @property
    def is_live(self) -> bool:
        return self.ended_at is None

    @property
    def is_taken(self) -> bool:
        return self.ended_at is None and self.accepted_at is not None


class Ballot(models.Model):
    """A vote in one of the two rounds, with its reason. A first vote stands where no final one follows."""

    FIRST, FINAL = 1, 2

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="ballots")
    round = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=10, choices=Outcome)
    days = models.PositiveSmallIntegerField(null=True)  # how long, of *slow* and *pause*
    # Whether it is said of the post's present words, too; null where it was not asked: they are those in question.
    holds_now = models.BooleanField(null=True)
    reason = models.TextField(max_length=2000)
    salt = models.CharField(max_length=64)  # hex; of the commitment to the reason
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "round"], name="ballot_once_a_round"),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="ballot_in_a_round"),
            models.CheckConstraint(condition=Q(choice__in=Outcome.values), name="ballot_choice_known"),
            models.CheckConstraint(
                condition=Q(choice__in=["slow", "pause"], days__gte=1, days__lte=30)
                | ~Q(choice__in=["slow", "pause"]) & Q(days=None),
                name="ballot_days_where_they_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} in round {self.round}"
