"""Turns: who has which role of a meeting, since when, how they came to it and how it ended."""

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


class Role(models.TextChoices):
    """What somebody does for one meeting. None of them has power over another's words."""

    FACILITATOR = "facilitator", _("Facilitator")
    MINUTE_TAKER = "minute-taker", _("Minute-taker")
    TIME_KEEPER = "time-keeper", _("Time-keeper")


class Rota(models.Model):
    """The one draw of a meeting's roles: of all who had not opted out, in an order nobody could choose."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="rota", primary_key=True)
    draw = models.OneToOneField(
        Draw, on_delete=models.PROTECT, related_name="+", null=True
    )  # null: one alone
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
        ]
        indexes = [models.Index(fields=["member", "-since"], name="turn_of_a_member")]

    def __str__(self) -> str:
        return f"{self.role}: {self.member_id}"


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
