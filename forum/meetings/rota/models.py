"""Turns: who has which role of a meeting, since when, how they came to it and how it ended."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.lots.models import Draw
from forum.meetings.models import Meeting
from forum.meetings.rota.querysets import TurnQuerySet
from forum.record.models import Entry

OFFER = ("offered_at", "offered_to", "in_return")


class Role(models.TextChoices):
    """What somebody does for one meeting. None of them has power over another's words."""

    FACILITATOR = "facilitator", _("Facilitator")
    MINUTE_TAKER = "minute-taker", _("Minute-taker")
    TIME_KEEPER = "time-keeper", _("Time-keeper")


class Rota(models.Model):
    """The one draw of a meeting's roles: of all who had not opted out, in an order nobody could choose."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="rota", primary_key=True)
    # Null where one was alone, and there was nothing to draw.
    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="+", null=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+", null=True)  # its `rota`
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"rota of {self.meeting_id}"


class Turn(models.Model):
    """That a member has, or had, a role of a meeting."""

    class CameBy(models.TextChoices):
        DRAWN = "drawn", _("drawn by lot")
        SWAPPED = "swapped", _("swapped with somebody")
        HANDED = "handed", _("handed on by somebody")
        FOLLOWED = "followed", _("next on the rota")

    class EndedBy(models.TextChoices):
        SWAPPED = "swapped", _("swapped")
        HANDED = "handed", _("handed on")
        OPTED_OUT = "opted-out", _("opted out")
        RECALLED = "recalled", _("recalled")
        AWAY = "away", _("not there, or has left")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    role = models.CharField(max_length=12, choices=Role)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="turns")
    came_by = models.CharField(max_length=10, choices=CameBy)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, choices=EndedBy, blank=True)
    # That they would hand it on: to a member, to whoever takes it up, or to one who gives them their own role for it.
    offered_at = models.DateTimeField(null=True)
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    in_return = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "role"], condition=Q(until=None), name="turn_one_of_a_role"
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended_by="") | Q(until__isnull=False) & ~Q(ended_by=""),
                name="turn_ended_somehow",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="turn_role_known"),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=False) | Q(offered_to=None, in_return=None),
                name="turn_offered_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["member", "-since"], name="turn_of_a_member")]

    def __str__(self) -> str:
        return f"{self.role}: {self.member_id}"

    def end(self, how: str, at: datetime) -> None:
        """Have it end; what was offered of it is then no offer any more."""
        self.until, self.ended_by = at, how
        self.offered_at = self.offered_to = self.in_return = None
        self.save(update_fields=["until", "ended_by", *OFFER])

    def withdraw_offer(self) -> None:
        """Have it stay with whoever has it."""
        self.offered_at = self.offered_to = self.in_return = None
        self.save(update_fields=OFFER)


class OptOut(models.Model):
    """That a member does not take a role in a circle; no reason is asked."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "member", "role"], condition=Q(until=None), name="opted_out_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} not {self.role}"


class Lift(models.Model):
    """That a member counts as having had a role so often more than they did: whoever came late, or could not be drawn
    for a while, need not make up for all the rounds without them."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    by = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "member", "role"], name="lifted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.role} +{self.by}"
