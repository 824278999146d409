"""Lets members be told of roles, minutes and action items, and what they were told be read with the pages of these."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from forum.meetings.minutes.models import ActionItem, Minutes, Objection
from forum.meetings.minutes.signals import (
    item_offered,
    item_shown,
    minutes_objected,
    minutes_offered,
    minutes_shown,
    objections_answered,
)
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Turn
from forum.meetings.rota.signals import role_vacant, roles_drawn, turn_begun, turn_offered
from forum.meetings.signals import meeting_shown
from forum.members.models import Member
from forum.members.signals import account_closed, member_blocked
from forum.notices import tasks
from forum.notices.forgetting import recount_all
from forum.notices.parts.models import BY_SOMEBODY, PartNotice, What
from forum.notices.parts.reading import read_item, read_minutes, read_roles


def connect() -> None:
    roles_drawn.connect(tell_who_was_drawn, dispatch_uid="forum.notices.roles_drawn")
    turn_begun.connect(tell_of_turn, dispatch_uid="forum.notices.turn_begun")
    turn_offered.connect(tell_of_offer, dispatch_uid="forum.notices.turn_offered")
    role_vacant.connect(tell_of_vacancy, dispatch_uid="forum.notices.role_vacant")
    minutes_offered.connect(tell_of_minutes, dispatch_uid="forum.notices.minutes_offered")
    minutes_objected.connect(tell_of_objection, dispatch_uid="forum.notices.minutes_objected")
    objections_answered.connect(tell_of_answer, dispatch_uid="forum.notices.objections_answered")
    item_offered.connect(tell_of_item, dispatch_uid="forum.notices.item_offered")
    meeting_shown.connect(read_with_meeting, dispatch_uid="forum.notices.parts.meeting_shown")
    minutes_shown.connect(read_with_minutes, dispatch_uid="forum.notices.minutes_shown")
    item_shown.connect(read_with_item, dispatch_uid="forum.notices.item_shown")
    account_closed.connect(forget_member, dispatch_uid="forum.notices.parts.closed")
    member_blocked.connect(forget_from, dispatch_uid="forum.notices.parts.blocked")


# What is to be told is put down in the transaction of what happened: the queue is in the same database. Nobody is told
# within it, since a draw holds the head of the record, for which others wait who hold members.


def tell_who_was_drawn(sender: Any, meeting: Meeting, **_: Any) -> None:
    tasks.tell_who_was_drawn.enqueue(meeting.pk)


def tell_of_turn(sender: Any, turn: Turn, by: Member | None, before: Member | None, **_: Any) -> None:
    tasks.tell_of_turn.enqueue(turn.pk, by.pk if by else None, before.pk if before else None)


def tell_of_offer(sender: Any, turn: Turn, **_: Any) -> None:
    if turn.offered_to_id and turn.offered_at:
        tasks.tell_of_offer.enqueue(turn.pk, turn.offered_at.isoformat())


def tell_of_vacancy(sender: Any, meeting: Meeting, role: str, **_: Any) -> None:
    tasks.tell_of_vacancy.enqueue(meeting.pk, role, timezone.now().isoformat())


def tell_of_minutes(sender: Any, minutes: Minutes, by: Member | None, **_: Any) -> None:
    """Once, however often their words and with them their time begin anew."""
    assert minutes.offered_at is not None
    told = [minutes.pk, str(What.MINUTES), minutes.offered_at.isoformat(), by.pk if by else None, []]
    tasks.tell_of_minutes.enqueue(*told)


def tell_of_objection(sender: Any, minutes: Minutes, objection: Objection, is_new: bool, **_: Any) -> None:
    """Whoever says in other words what they object to has been heard already."""
    if is_new:
        told = [minutes.pk, str(What.OBJECTED), objection.at.isoformat(), objection.member_id, []]
        tasks.tell_of_minutes.enqueue(*told)


def tell_of_answer(sender: Any, minutes: Minutes, members: Collection[int], by: Member, **_: Any) -> None:
    others = [number for number in members if number != by.pk]
    if others:
        now = timezone.now().isoformat()
        tasks.tell_of_minutes.enqueue(minutes.pk, str(What.ANSWERED), now, by.pk, others)


def tell_of_item(sender: Any, item: ActionItem, **_: Any) -> None:
    tasks.tell_of_item.enqueue(item.pk, timezone.now().isoformat())


def read_with_meeting(sender: Any, meeting: Meeting, member: Member, **_: Any) -> None:
    read_roles(member=member, meeting=meeting)


def read_with_minutes(sender: Any, meeting: Meeting, member: Member, **_: Any) -> None:
    read_minutes(member=member, meeting=meeting)


def read_with_item(sender: Any, item: ActionItem, member: Member, **_: Any) -> None:
    read_item(member=member, item=item)


def forget_member(sender: Any, member: Member, **_: Any) -> None:
    PartNotice.objects.filter(member=member).delete()


def forget_from(sender: Any, member: Member, other: Member, **_: Any) -> None:
    """What waits to be read or mailed of somebody whom one has blocked is put away, and counted no longer."""
    if PartNotice.objects.filter(member=member, by=other, what__in=BY_SOMEBODY).unread().delete()[0]:
        recount_all([member.pk])
