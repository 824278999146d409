"""Handing a role on, swapping it, taking it up: whoever has one offers it, and whoever gets it says yes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.meetings.locking import locked_before_its_end
from forum.meetings.models import Meeting
from forum.meetings.refusals import NotNow
from forum.meetings.rota.models import Role, Rota, Turn
from forum.meetings.rota.signals import turn_begun, turn_offered
from forum.members.models import Member
from forum.permissions import Act, can, require

CameBy, EndedBy = Turn.CameBy, Turn.EndedBy


@transaction.atomic
def hand_over(*, member: Member, turn: Turn, to: Member | None) -> Turn:
    """Offer one's role `to` a member of the circle, or, with None, to whoever takes it up. It is one's own until they
    do (see `take_up`). Offering it anew takes the earlier offer back. Raises NotNow."""
    turn = _held(member, turn)
    if to is not None and (to == member or not can(to, Act.TAKE_UP_TURN, turn.meeting)):
        raise NotNow(_("Only another member of the circle can take your role."))
    return _offered(turn, to=to, in_return=None)


@transaction.atomic
def ask_to_swap(*, member: Member, turn: Turn, other: Turn) -> Turn:
    """Offer one's role to whoever has the `other` of the same meeting, for theirs. Raises NotNow."""
    turn = _held(member, turn)
    other = Turn.objects.current().filter(meeting=turn.meeting, pk=other.pk).first() or _gone()
    if other.member_id == member.pk:
        raise NotNow(_("You have both of these roles: there is nobody to swap with."))
    return _offered(turn, to=other.member, in_return=other)


@transaction.atomic
def keep(*, member: Member, turn: Turn) -> Turn:
    """Take an offer of one's role back. Raises NotNow."""
    turn = _held(member, turn)
    turn.withdraw_offer()
    return turn


@transaction.atomic
def decline(*, member: Member, turn: Turn) -> None:
    """Say no to a role that one is offered: it stays whose it is."""
    turn = Turn.objects.select_for_update(of=("self",)).select_related("meeting__circle").get(pk=turn.pk)
    require(member, Act.TAKE_UP_TURN, turn.meeting)
    if turn.until is None and turn.offered_to_id == member.pk:
        turn.withdraw_offer()


@transaction.atomic
def take_up(*, member: Member, meeting: Meeting, role: str, at: datetime | None = None) -> Turn:
    """Take a role that is free, or that its holder offers to the member or to whoever takes it; where a swap was asked
    for, give one's own for it. Taking up what one has changes nothing. Raises NotNow."""
    require(member, Act.TAKE_UP_TURN, meeting)
    at = at or timezone.now()
    meeting = locked_before_its_end(meeting.pk)
    if role not in Role.values or not Rota.objects.filter(meeting=meeting).exists():
        _gone()
    turn = Turn.objects.current().select_for_update().filter(meeting=meeting, role=role).first()
    if turn is None:
        return _begin(meeting, role, member, CameBy.HANDED, at, by=member)
    if turn.member_id == member.pk:
        return turn
    if turn.offered_at is None or turn.offered_to_id not in (None, member.pk):
        _gone()
    if turn.in_return_id is None:
        turn.end(EndedBy.HANDED, at)
        return _begin(meeting, role, member, CameBy.HANDED, at, by=member, before=turn.member)
    own = (
        Turn.objects.current().select_for_update().filter(pk=turn.in_return_id, member=member).first()
        or _gone()
    )
    giver = turn.member
    turn.end(EndedBy.SWAPPED, at)
    own.end(EndedBy.SWAPPED, at)
    _begin(meeting, own.role, giver, CameBy.SWAPPED, at, by=member)
    return _begin(meeting, role, member, CameBy.SWAPPED, at, by=member)


def _held(member: Member, turn: Turn) -> Turn:
    """The member's turn, held, of a meeting that is held and has not ended."""
    require(member, Act.HAND_ON_TURN, turn)
    meeting = locked_before_its_end(turn.meeting_id)
    turn = Turn.objects.select_for_update().get(pk=turn.pk)
    if turn.until is not None or turn.member_id != member.pk:
        _gone()
    turn.meeting = meeting
    return turn


def _offered(turn: Turn, *, to: Member | None, in_return: Turn | None) -> Turn:
    turn.offered_at, turn.offered_to, turn.in_return = timezone.now(), to, in_return
    turn.save(update_fields=["offered_at", "offered_to", "in_return"])
    turn_offered.send(sender=Turn, turn=turn)
    return turn


def _begin(
    meeting: Meeting,
    role: str,
    member: Member,
    came_by: str,
    at: datetime,
    *,
    by: Member,
    before: Member | None = None,
) -> Turn:
    recalled = Turn.objects.filter(meeting=meeting, role=role, member=member, ended_by=EndedBy.RECALLED)
    if recalled.exists():
        raise NotNow(_("Whoever was recalled does not have the role again in the same meeting."))
    turn = Turn.objects.create(meeting=meeting, role=role, member=member, came_by=came_by, since=at)
    turn_begun.send(sender=Turn, turn=turn, by=by, before=before)
    return turn


def _gone() -> Turn:
    raise NotNow(_("That role is not free any more. Nothing was changed."))
