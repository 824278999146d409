"""Offering minutes to those they are about, and objecting to them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.meetings.minutes.locking import begun, insist_on_time, locked
from forum.meetings.minutes.models import Minutes, Objection
from forum.meetings.minutes.refusals import NotNow
from forum.meetings.minutes.rules import AFTER_TAKING_BACK, TO_OBJECT
from forum.meetings.minutes.signals import minutes_objected, minutes_offered
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def offer(*, member: Member, meeting: Meeting, at: datetime | None = None) -> Minutes:
    """Put the minutes before the circle: they stand when nobody objects in time. Offered twice changes nothing. Raises
    NotNow where nothing is written."""
    require(member, Act.OFFER_MINUTES, meeting)
    now = at or timezone.now()
    minutes = begun(meeting)
    insist_on_time(minutes, now)
    if not minutes.source.strip():
        raise NotNow(_("Nothing is written yet, so there is nothing to consent to."))
    if minutes.offered_at is None:
        _offer(minutes, member, now)
    return minutes


@transaction.atomic
def offer_at_closing(*, meeting: Meeting, at: datetime) -> Minutes:
    """The same, since the meeting is closed. Minutes without a word are offered once there is one."""
    minutes = begun(meeting)
    if minutes.offered_at is None:
        _offer(minutes, None, at)
    return minutes


@transaction.atomic
def object_to(*, member: Member, minutes: Minutes, reason: str, at: datetime | None = None) -> Objection:
    """Say that the minutes do not say what was said; who objects already says it in other words. Raises NotNow where
    they are not offered, or stand."""
    require(member, Act.OBJECT_TO_MINUTES, minutes)
    now = at or timezone.now()
    minutes = _locked_while_open(minutes.pk, now)
    objection, is_new = Objection.objects.open().update_or_create(
        minutes=minutes,
        member=member,
        defaults={"reason": reason, "version": minutes.number, "at": now},
    )
    minutes_objected.send(sender=Minutes, minutes=minutes, objection=objection, is_new=is_new)
    return objection


@transaction.atomic
def take_back(*, member: Member, objection: Objection, at: datetime | None = None) -> Minutes:
    """Object no longer. Others who left it to this objection have a day to speak, at least. Raises NotNow where it was
    answered, or taken back."""
    require(member, Act.TAKE_BACK_OBJECTION, objection)
    now = at or timezone.now()
    minutes = locked(objection.minutes_id)
    open_now = minutes.objections.open()
    if not open_now.filter(pk=objection.pk).update(ended_at=now, ended_by=Objection.EndedBy.TAKEN_BACK):
        raise NotNow(_("This objection has been answered or taken back by now. Nothing was changed."))
    if minutes.ends_at and not open_now.exists():
        minutes.ends_at = max(minutes.ends_at, now + AFTER_TAKING_BACK)
        minutes.save(update_fields=["ends_at"])
    return minutes


def _offer(minutes: Minutes, member: Member | None, now: datetime) -> None:
    minutes.offered_at, minutes.offered_by = now, member
    minutes.ends_at = now + TO_OBJECT if minutes.source.strip() else None
    minutes.save(update_fields=["offered_at", "offered_by", "ends_at"])
    if minutes.ends_at:
        minutes_offered.send(sender=Minutes, minutes=minutes, by=member)


def _locked_while_open(pk: int, now: datetime) -> Minutes:
    minutes = locked(pk)
    insist_on_time(minutes, now)
    if minutes.ends_at is None:
        raise NotNow(_("These minutes are still being written: change them rather than object to them."))
    return minutes
