"""Drawing a meeting's roles, once: the lot puts all who can be drawn in an order, and from that, with how often each
has served, follows who has which (see assigning.py). What it needs stands in the record: anybody can follow it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from forum.circles.models import Circle
from forum.lots.drawing import carry_out, open_draw
from forum.lots.models import Draw
from forum.meetings.locking import locked
from forum.meetings.models import Meeting
from forum.meetings.rota.assigning import assigned, roles_among
from forum.meetings.rota.models import Rota, Turn
from forum.meetings.rota.pool import ROLES, counted_for, last_in, out_of, pool_of
from forum.meetings.rota.signals import roles_drawn
from forum.record.models import Entry
from forum.record.writing import append

AHEAD = timedelta(days=1)  # so long before it begins, or as soon as it is called where that is later


def draw_due(now: datetime) -> int:
    """Draw the roles of all meetings that begin within AHEAD; return how many were drawn."""
    due = (
        Meeting.objects.ahead(now).filter(starts_at__lte=now + AHEAD, rota=None).values_list("pk", flat=True)
    )
    return sum(draw_roles(pk, now=now) is not None for pk in list(due))


@transaction.atomic
def draw_roles(pk: int, *, now: datetime | None = None) -> Rota | None:
    """Draw the roles of the meeting of that number; None where there is no reason to, or nobody to draw among.

    A meeting has one draw, however many ask for it: who comes second finds it made. Nobody draws again because they do
    not like what came out.
    """
    now = now or timezone.now()
    meeting = locked(pk)
    if not _is_due(meeting, now) or Rota.objects.filter(meeting=meeting).exists():
        return None
    # Two meetings of a circle are drawn one after the other: the second counts what the first gave.
    Circle.objects.select_for_update(no_key=True).get(pk=meeting.circle_id)
    people = pool_of(meeting)
    roles = roles_among(len(people), ROLES)
    if not roles:
        return Rota.objects.create(meeting=meeting, at=now) if people else None
    served, out = counted_for(meeting, people), out_of(meeting.circle_id)
    last = last_in(meeting)
    draw = open_draw(
        case=meeting.case, members=people, n=len(roles), needs={}, commitment=bytes(32), circle=meeting.circle
    )
    order = [one for one in carry_out(draw=draw) if one is not None]
    given = assigned(order, roles, served, last, out)
    rota = Rota.objects.create(meeting=meeting, draw=draw, at=now)
    Turn.objects.bulk_create(
        [
            Turn(meeting=meeting, role=role, member_id=one, came_by=Turn.CameBy.DRAWN, since=now)
            for role, one in given.items()
        ]
    )
    rota.entry = _tell(meeting, draw, order, given, served=served, last=last, out=out)
    rota.save(update_fields=["entry"])
    roles_drawn.send(sender=Rota, meeting=meeting)
    return rota


def _is_due(meeting: Meeting, now: datetime) -> bool:
    if meeting.is_over or meeting.starts_at is None:
        return False
    return meeting.opened_at is not None or meeting.starts_at <= now + AHEAD


def _tell(
    meeting: Meeting,
    draw: Draw,
    order: Sequence[int],
    given: Mapping[str, int],
    *,
    served: Mapping[tuple[str, int], int],
    last: Mapping[str, int],
    out: frozenset[tuple[str, int]],
) -> Entry:
    """Write who has which role, and from what it follows: by role, how often each in the order drawn counts as having
    had it, who had it the last time, and who does not take it."""
    leaves = dict(draw.leaves.values_list("member", "commitment"))
    roles = roles_among(len(order), ROLES)
    body = {
        "case": meeting.case,
        "roles": {role: leaves[one] for role, one in given.items()},
        "among": list(roles),
        "served": {role: [served.get((role, one), 0) for one in order] for role in roles},
        "last": {role: leaves[last[role]] for role in roles if last.get(role) in leaves},
        "out": {role: [leaves[one] for one in order if (role, one) in out] for role in roles},
    }
    return append("rota", body, circle=meeting.circle)
