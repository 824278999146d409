"""Whom it concerns that something has come about with a role, with minutes, or with an action item."""

from collections.abc import Iterable
from datetime import datetime

from forum.meetings.live.models import Presence
from forum.meetings.minutes.models import ActionItem, Minutes, MinutesVersion
from forum.meetings.models import Answer, Meeting, Says
from forum.meetings.rota.models import OptOut, Turn
from forum.notices.parts.models import What
from forum.notices.parts.telling import Part, tell_of


def tell_who_was_drawn(meeting: int) -> None:
    """Tell everyone who has a role of the meeting of that number by its draw."""
    drawn = Turn.objects.current().filter(meeting=meeting, came_by=Turn.CameBy.DRAWN)
    for turn in drawn.select_related("meeting").order_by("pk"):
        if not turn.meeting.is_over:
            tell_of(Part(turn.meeting, What.DRAWN, turn.since, role=turn.role), [turn.member_id])


def tell_of_turn(pk: int, by: int | None, before: int | None) -> None:
    """Tell whoever has got a role that it is theirs, and whoever handed it on, `before`, that it has been taken."""
    turn = Turn.objects.select_related("meeting").get(pk=pk)
    if turn.meeting.is_over or turn.until is not None:
        return
    what = What.SWAPPED if turn.came_by == Turn.CameBy.SWAPPED else What.FOLLOWS
    tell_of(Part(turn.meeting, what, turn.since, by=by, role=turn.role), [turn.member_id])
    if turn.came_by == Turn.CameBy.HANDED:
        tell_of(Part(turn.meeting, What.TAKEN, turn.since, by=by, role=turn.role), [before])


def tell_of_offer(pk: int, since: datetime) -> None:
    """Tell whoever is asked to take a role, if they still are as they were at `since`."""
    turn = Turn.objects.select_related("meeting").get(pk=pk)
    if turn.offered_at != since or turn.meeting.is_over:
        return
    what = What.SWAP if turn.in_return_id else What.OFFERED
    tell_of(Part(turn.meeting, what, since, by=turn.member_id, role=turn.role), [turn.offered_to_id])


def tell_of_vacancy(meeting: int, role: str, since: datetime) -> None:
    """Tell those who come, or may, that nobody has a role: but for who has had it, and who does not take it."""
    found = Meeting.objects.get(pk=meeting)
    turns = Turn.objects.filter(meeting=meeting, role=role)
    if found.is_over or turns.current().exists():
        return
    out = OptOut.objects.filter(circle=found.circle_id, role=role, until=None)
    come = Answer.objects.filter(meeting=meeting, says__in=(Says.YES, Says.MAYBE))
    come = come.exclude(member__in=turns.values("member")).exclude(member__in=out.values("member"))
    tell_of(Part(found, What.VACANT, since, role=role), come.values_list("member", flat=True))


def tell_of_minutes(pk: int, what: str, since: datetime, by: int | None, members: Iterable[int]) -> None:
    """Tell whom it concerns of minutes that do not stand yet: `members`, or, where none are named, whoever wrote them,
    and, that they lie before the circle, whoever took part in the meeting as well."""
    minutes = Minutes.objects.select_related("meeting").get(pk=pk)
    if not minutes.stand:
        concerned = set(members) or _writers(minutes)
        if what == What.MINUTES:
            concerned |= _present(minutes.meeting_id)
        tell_of(Part(minutes.meeting, What(what), since, by=by), concerned)


def tell_of_item(pk: int, since: datetime) -> None:
    """Tell whoever is asked to take an action item, if somebody still is."""
    item = ActionItem.objects.select_related("meeting").get(pk=pk)
    part = Part(item.meeting, What.ITEM, since, by=item.offered_by_id, item=item.pk)
    tell_of(part, [item.offered_to_id])


def _writers(minutes: Minutes) -> set[int]:
    return set(MinutesVersion.objects.filter(minutes=minutes).values_list("author", flat=True))


def _present(meeting: int) -> set[int]:
    """Who was there, as far as the house knows: they had its page before them, or had said that they come."""
    there = Presence.objects.filter(meeting=meeting).values_list("member", flat=True)
    said = Answer.objects.filter(meeting=meeting, says=Says.YES).values_list("member", flat=True)
    return {*there, *said}
