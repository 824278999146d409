"""Finding a date: times are proposed, people say when they could, and anybody in the circle fixes one."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.meetings.actions import changed
from forum.meetings.locking import locked_before_its_end
from forum.meetings.models import Answer, Availability, Meeting, ProposedDate, Says
from forum.meetings.refusals import CannotPut, NotNow
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def propose_dates(*, member: Member, meeting: Meeting, moments: Iterable[datetime]) -> None:
    """Propose times at which it could begin; those that are proposed already stay once. Raises CannotPut for more than
    ProposedDate.MOST, NotNow once it has a date."""
    require(member, Act.CHANGE_MEETING, meeting)
    meeting = _looking(meeting)
    there = set(ProposedDate.objects.filter(meeting=meeting).values_list("starts_at", flat=True))
    new = sorted(set(moments) - there)
    if len(there) + len(new) > ProposedDate.MOST:
        raise CannotPut(
            _("There are %(most)d dates already. Take back one that suits nobody, or fix one.")
            % {"most": ProposedDate.MOST}
        )
    ProposedDate.objects.bulk_create(
        [ProposedDate(meeting=meeting, starts_at=moment, proposed_by=member) for moment in new]
    )


@transaction.atomic
def take_back_date(*, member: Member, date: ProposedDate) -> None:
    """Take a proposed time back, whoever proposed it; what people said of it goes with it. Raises NotNow."""
    require(member, Act.CHANGE_MEETING, date.meeting)
    _looking(date.meeting)
    ProposedDate.objects.filter(pk=date.pk).delete()


@transaction.atomic
def say_when(*, member: Member, meeting: Meeting, says: Mapping[int, str]) -> None:
    """Say for proposed times, by their numbers, whether one could come: one of Says, or "" to say nothing of it.
    Numbers of other meetings' dates are passed over. Raises NotNow once it has a date."""
    require(member, Act.COME_TO_MEETING, meeting)
    meeting = _looking(meeting)
    now = timezone.now()
    asked = ProposedDate.objects.filter(meeting=meeting, pk__in=says).values_list("pk", flat=True)
    for date in asked:
        if says[date] == "":
            Availability.objects.filter(date=date, member=member).delete()
        else:
            Availability.objects.update_or_create(
                date_id=date, member=member, defaults={"says": Says(says[date]), "at": now}
            )


@transaction.atomic
def fix_date(*, member: Member, meeting: Meeting, date: ProposedDate) -> Meeting:
    """Have the meeting begin at a proposed time. What people said of that time is their answer from now on. Raises
    NotNow once it has a date, and for a time that has passed."""
    require(member, Act.CHANGE_MEETING, meeting)
    meeting = _looking(meeting)
    if date.meeting_id != meeting.pk:
        raise NotNow(_("This is no date of this meeting any more."))
    if date.starts_at <= timezone.now():
        raise NotNow(_("This time has passed already. Fix another, or propose one."))
    said = Availability.objects.filter(date=date).values_list("member", "says")
    Answer.objects.bulk_create(
        [Answer(meeting=meeting, member_id=one, says=says) for one, says in said],
        update_conflicts=True,  # of one that was put off, some had answered for the date before
        unique_fields=["meeting", "member"],
        update_fields=["says", "at"],
    )
    return changed(meeting, by=member, starts_at=date.starts_at)


def _looking(meeting: Meeting) -> Meeting:
    meeting = locked_before_its_end(meeting.pk)
    if meeting.starts_at is not None:
        raise NotNow(_("This meeting has a date now. Nothing was changed."))
    return meeting
