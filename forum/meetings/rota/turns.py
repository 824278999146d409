"""Who has a role of a meeting now, and who follows them when a turn ends."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from forum.circles.models import Membership
from forum.lots.models import Leaf
from forum.meetings.locking import locked
from forum.meetings.models import Answer, Meeting, Says
from forum.meetings.rota.handing_on import hand_over
from forum.meetings.rota.models import Role, Turn
from forum.meetings.rota.pool import counted_for, out_of
from forum.meetings.rota.signals import role_vacant, turn_begun
from forum.members.models import Member

__all__ = ["facilitator_of", "follow", "hand_over", "takes_minutes", "turn_of"]

EndedBy, CameBy = Turn.EndedBy, Turn.CameBy


def turn_of(meeting: Meeting, role: str) -> Turn | None:
    """The turn of whoever has that role of the meeting now, with the member."""
    found = Turn.objects.current().filter(meeting=meeting, role=role)
    return found.select_related("member").first()


def facilitator_of(meeting: Meeting) -> Member | None:
    """Who facilitates the meeting now."""
    turn = turn_of(meeting, Role.FACILITATOR)
    return turn.member if turn else None


def takes_minutes(member: Member, meeting: Meeting) -> bool:
    """Whether the member has the role of whoever takes the minutes of the meeting now."""
    turn = turn_of(meeting, Role.MINUTE_TAKER)
    return turn is not None and turn.member_id == member.pk


@transaction.atomic
def follow(
    *,
    meeting: Meeting,
    role: str,
    ended_by: str,
    present: Collection[int] | None = None,
    at: datetime | None = None,
) -> Turn | None:
    """End the turn of whoever has that role, and give it to the next on the rota; where `present` says who is there, to
    the next among those. Return the turn that begins; None where nobody is left, so that the role is free to be taken.

    The next is whoever takes the role, is in the circle and has not declined, has had it least often, and was drawn
    first of these; who has another role of the meeting only where nobody else is left. Nobody gets back what they had.
    """
    at = at or timezone.now()
    meeting = locked(meeting.pk)
    ending = Turn.objects.current().select_for_update().filter(meeting=meeting, role=role).first()
    if ending is not None:
        ending.end(ended_by, at)
    if meeting.is_over:
        return None
    one = _next(meeting, role, present)
    if one is None:
        if ending is not None:
            role_vacant.send(sender=Turn, meeting=meeting, role=role)
        return None
    turn = Turn.objects.create(meeting=meeting, role=role, member_id=one, came_by=CameBy.FOLLOWED, since=at)
    turn_begun.send(sender=Turn, turn=turn, by=None, before=None)
    return turn


def _next(meeting: Meeting, role: str, present: Collection[int] | None) -> int | None:
    drawn = Leaf.objects.filter(draw__case=meeting.case, member__isnull=False, place__isnull=False)
    order = list(drawn.order_by("place").values_list("member", flat=True))
    members = Membership.objects.current().filter(
        circle=meeting.circle_id, member__in=order, member__is_active=True
    )
    here = set(members.values_list("member", flat=True))
    declined = set(Answer.objects.filter(meeting=meeting, says=Says.NO).values_list("member", flat=True))
    had = set(Turn.objects.filter(meeting=meeting, role=role).values_list("member", flat=True))
    busy = set(Turn.objects.current().filter(meeting=meeting).values_list("member", flat=True))
    out = out_of(meeting.circle_id)
    able = [one for one in order if one in here and one not in had and (role, one) not in out]
    able = [one for one in able if one in present] if present is not None else [
        one for one in able if one not in declined
    ]  # fmt: skip
    if not able:
        return None
    counted, place = counted_for(meeting, order), {one: nth for nth, one in enumerate(order)}
    return min(able, key=lambda one: (one in busy, counted[role, one], place[one]))


def hand_on_of_absent() -> int:
    """End the turns of those who have left a circle whose meeting has not ended, where leaving and a draw crossed;
    return how many there were."""
    present = Membership.objects.current().filter(
        circle=OuterRef("meeting__circle"), member=OuterRef("member")
    )
    turns = Turn.objects.current().filter(meeting__closed_at=None, meeting__cancelled_at=None)
    absent = list(turns.exclude(Exists(present)).select_related("meeting"))
    for turn in absent:
        follow(meeting=turn.meeting, role=turn.role, ended_by=EndedBy.AWAY)
    return len(absent)
