"""Slowing and pausing a member in one circle, as a ruling says. Both end by themselves.

Whoever is paused writes nothing there that others read, nor changes what they wrote; whoever is slowed writes no more
than a few posts a day. All else stays theirs: to read, to withdraw, to flag, to appeal, to take part in decisions, to
leave. What is held back is asked by `forum.permissions.holding`.
"""

from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from forum.circles.models import Circle, Membership
from forum.circles.signals import membership_freed, membership_restrained
from forum.members.models import Member

LONGEST_SLOW = timedelta(days=7)
LONGEST_PAUSE = timedelta(days=30)


class Entry(Protocol):
    """The one in the record that says so; the record is kept above circles."""

    number: int


class TooLong(Exception):
    """A restraint that would outlast what any ruling may say."""


@transaction.atomic
def slow(*, membership: Membership, until: datetime, entry: Entry) -> Membership:
    """Let a member write `forum.permissions.holding.MOST_A_DAY` posts a day in the circle, until then."""
    return _restrain(membership, entry, LONGEST_SLOW, slowed_until=until)


@transaction.atomic
def pause(*, membership: Membership, until: datetime, entry: Entry) -> Membership:
    """Let a member write nothing in the circle until then."""
    return _restrain(membership, entry, LONGEST_PAUSE, paused_until=until)


@transaction.atomic
def free(*, membership: Membership, entry: Entry | None = None) -> Membership:
    """End both before their time, as the entry says; where there is nothing to end, nothing changes."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.restrained_by is None:
        return membership
    membership.slowed_until = membership.paused_until = membership.restrained_by = None
    membership.save(update_fields=["slowed_until", "paused_until", "restrained_by"])
    membership_freed.send(sender=Membership, membership=membership, entry=entry)
    return membership


def carried_along(member: Member, circle: Circle) -> dict[str, Any]:
    """What still holds of a membership that was left, for one that is begun: leaving and returning frees nobody."""
    now = timezone.now()
    left = Membership.objects.filter(member=member, circle=circle).order_by("-pk").first()
    if left is None or not any(until and until > now for until in (left.slowed_until, left.paused_until)):
        return {}
    return {
        "slowed_until": left.slowed_until,
        "paused_until": left.paused_until,
        "restrained_by": left.restrained_by,
    }


def _restrain(membership: Membership, entry: Entry, longest: timedelta, **until: datetime) -> Membership:
    # A minute's grace: the ruling was written a moment ago.
    if max(until.values()) > timezone.now() + longest + timedelta(minutes=1):
        raise TooLong
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    for name, moment in until.items():
        setattr(membership, name, moment)
    membership.restrained_by = entry.number
    membership.save(update_fields=["slowed_until", "paused_until", "restrained_by"])
    membership_restrained.send(sender=Membership, membership=membership)
    return membership
