"""What time does to minutes: they come to stand. Safe to be asked twice, late, and by several workers at once: each is
one transaction that holds the minutes and looks again."""

import secrets
from datetime import datetime

from django.db import transaction

from forum.meetings.minutes.committing import tell
from forum.meetings.minutes.locking import comes_to_stand, locked
from forum.meetings.minutes.models import Minutes, MinutesVersion
from forum.meetings.minutes.rules import STEPS_KEPT
from forum.meetings.minutes.signals import minutes_stand
from forum.search import indexing


def stand_all(now: datetime) -> int:
    """Have all minutes stand to which nobody objects in time; return how many."""
    return sum(let_stand(pk, now) for pk in Minutes.objects.due(now).values_list("pk", flat=True))


@transaction.atomic
def let_stand(pk: int, now: datetime) -> bool:
    """Have the minutes of that number stand, if nothing keeps them from it at `now`."""
    minutes = locked(pk)
    if minutes.stand or not comes_to_stand(minutes, now):
        return False
    minutes.stands_at, minutes.salt = now, secrets.token_hex(32)
    minutes.entry = tell(minutes)
    minutes.save(update_fields=["stands_at", "salt", "entry"])
    indexing.update("minutes", [minutes.pk])
    minutes_stand.send(sender=Minutes, minutes=minutes)
    return True


def thin(now: datetime) -> int:
    """Let go of the words of old steps, which nobody goes on writing from; who wrote when is kept. Return how many."""
    old = MinutesVersion.objects.filter(is_step=True, is_thinned=False, at__lt=now - STEPS_KEPT)
    return old.update(source="", is_thinned=True)
