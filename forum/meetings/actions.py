"""Calling a meeting, changing and cancelling it, saying whether one comes, opening and closing it. Nobody owns one."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.circles.models import Circle
from forum.meetings.locking import locked, locked_before_its_end
from forum.meetings.models import EARLY, Answer, Meeting, Says
from forum.meetings.refusals import NotNow
from forum.meetings.signals import (
    meeting_answered,
    meeting_called,
    meeting_cancelled,
    meeting_changed,
    meeting_closed,
    meeting_opened,
    meeting_put_off,
)
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing

# What calendars have to hear of when it changes; the other fields that may be changed are words.
SCHEDULE = ("starts_at", "length", "place", "link", "title")
CHANGEABLE = (*SCHEDULE, "time_zone", "about")


@transaction.atomic
def call_meeting(
    *,
    member: Member,
    circle: Circle,
    title: str,
    starts_at: datetime | None,
    length: int,
    time_zone: str,
    about: str = "",
    place: str = "",
    link: str = "",
    token: uuid.UUID | None = None,
) -> Meeting:
    """Call a meeting of `circle`; without `starts_at` its date is looked for. `length` is in minutes.

    With a `token`, which becomes its `uid`, it is called once however often this is asked.
    """
    require(member, Act.CALL_MEETING, circle)
    now = timezone.now()
    said = {
        "circle": circle, "title": title, "about": about, "starts_at": starts_at, "length": length,
        "time_zone": time_zone, "place": place, "link": link, "called_by": member, "called_at": now, "changed_at": now,
    }  # fmt: skip
    meeting, is_new = Meeting.objects.get_or_create(uid=token or uuid.uuid4(), defaults=said)
    if is_new:
        indexing.update("meeting", [meeting.pk], are_new=True)
        if starts_at is not None:
            meeting_called.send(sender=Meeting, meeting=meeting, by=member)
    return meeting


@transaction.atomic
def change_meeting(*, member: Member | None, meeting: Meeting, **fields: Any) -> Meeting:
    """Have a meeting that has not ended say otherwise what CHANGEABLE names: when, where, what for. Raises NotNow."""
    if unknown := set(fields) - set(CHANGEABLE):
        raise TypeError(f"a meeting has no {', '.join(sorted(unknown))} to be changed")
    require(member, Act.CHANGE_MEETING, meeting)
    return changed(locked_before_its_end(meeting.pk), by=member, **fields)


def changed(meeting: Meeting, *, by: Member | None, **fields: Any) -> Meeting:
    """The same of a meeting whose row is held, by whoever may."""
    before = {
        name: getattr(meeting, name) for name, value in fields.items() if getattr(meeting, name) != value
    }
    if not before:
        return meeting
    if meeting.opened_at is not None and "starts_at" in before:
        raise NotNow(_("This meeting has begun: its date stays as it is. All else can be changed."))
    for name in before:
        setattr(meeting, name, fields[name])
    had_no_date = "starts_at" in before and before["starts_at"] is None
    is_put_off = "starts_at" in before and meeting.starts_at is None
    calendars_know_it = not had_no_date or meeting.was_to_start_at is not None
    tells = {name: before[name] for name in SCHEDULE if name in before}
    if tells and calendars_know_it and (meeting.starts_at is not None or is_put_off):
        meeting.sequence += 1
    if "starts_at" in before:
        meeting.was_to_start_at = before["starts_at"] if is_put_off else None
    meeting.changed_at = timezone.now()
    meeting.save()
    indexing.update("meeting", [meeting.pk])
    if had_no_date:
        meeting_called.send(sender=Meeting, meeting=meeting, by=by)
    elif is_put_off:
        meeting_put_off.send(sender=Meeting, meeting=meeting, by=by, before=tells)
    elif tells and meeting.starts_at is not None:
        meeting_changed.send(sender=Meeting, meeting=meeting, by=by, before=tells)
    return meeting


def put_off(*, member: Member, meeting: Meeting) -> Meeting:
    """Have a meeting look for a date again. One that looks for one already stays as it is. Raises NotNow once it has
    begun, or is over."""
    return change_meeting(member=member, meeting=meeting, starts_at=None)


@transaction.atomic
def cancel_meeting(*, member: Member, meeting: Meeting, why: str) -> Meeting:
    """Cancel a meeting that has not begun: it stays readable. Cancelling twice changes nothing. Raises NotNow; one that
    is open is closed instead, so that nobody alone takes its minutes and turns away from those who were there."""
    require(member, Act.CHANGE_MEETING, meeting)
    meeting = locked(meeting.pk)
    if meeting.is_cancelled:
        return meeting
    if meeting.closed_at is not None:
        raise NotNow(_("This meeting is over, and cannot be cancelled any more."))
    if meeting.opened_at is not None:
        raise NotNow(_("This meeting has begun, and cannot be cancelled any more. Close it instead."))
    meeting.cancelled_at = meeting.changed_at = timezone.now()
    meeting.cancelled_by, meeting.why_cancelled = member, why
    meeting.sequence += 1
    meeting.save()
    indexing.update("meeting", [meeting.pk])
    meeting_cancelled.send(sender=Meeting, meeting=meeting, by=member)
    return meeting


@transaction.atomic
def answer(*, member: Member, meeting: Meeting, says: str) -> Answer:
    """Say, or say otherwise, whether one comes: `says` is one of Says. Raises NotNow once it has ended, or while its
    date is looked for."""
    require(member, Act.COME_TO_MEETING, meeting)
    meeting = locked_before_its_end(meeting.pk)
    if meeting.starts_at is None:
        raise NotNow(_("This meeting has no date yet: say which of the proposed ones suit you."))
    given, _is_new = Answer.objects.update_or_create(
        meeting=meeting, member=member, defaults={"says": Says(says), "at": timezone.now()}
    )
    meeting_answered.send(sender=Meeting, meeting=meeting, by=member, says=given.says)
    return given


@transaction.atomic
def open_meeting(*, member: Member, meeting: Meeting, at: datetime | None = None) -> Meeting:
    """Begin: those present may. Opening twice changes nothing. Raises NotNow for one without a date, over, or more than
    EARLY before it begins: what is open keeps its date, and whoever is there recalls and takes up roles."""
    require(member, Act.COME_TO_MEETING, meeting)
    now = at or timezone.now()
    meeting = locked_before_its_end(meeting.pk)
    if meeting.starts_at is None:
        raise NotNow(_("This meeting has no date yet. Choose one first."))
    if now < meeting.starts_at - EARLY:
        raise NotNow(_("It is too early: a meeting can be opened an hour before it begins."))
    if meeting.opened_at is None:
        meeting.opened_at = now
        meeting.save(update_fields=["opened_at"])
        meeting_opened.send(sender=Meeting, meeting=meeting, by=member)
    return meeting


@transaction.atomic
def close_meeting(*, member: Member, meeting: Meeting) -> Meeting:
    """End a meeting that is open. Closing twice changes nothing. Raises NotNow for one that was not opened."""
    require(member, Act.COME_TO_MEETING, meeting)
    meeting = locked(meeting.pk)
    if meeting.closed_at is None:
        if not meeting.is_live:
            raise NotNow(_("This meeting has not been opened."))
        _close(meeting, member, timezone.now())
    return meeting


@transaction.atomic
def close_left_open(pk: int, *, at: datetime) -> bool:
    """End the meeting of that number since nobody has; return whether it was open. Whoever calls has made sure that all
    have gone."""
    meeting = locked(pk)
    if not meeting.is_live:
        return False
    _close(meeting, None, at)
    return True


def _close(meeting: Meeting, by: Member | None, at: datetime) -> None:
    meeting.closed_at = at
    meeting.save(update_fields=["closed_at"])
    meeting_closed.send(sender=Meeting, meeting=meeting, by=by)
