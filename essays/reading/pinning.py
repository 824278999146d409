"""Notes pinned for a meeting: each is on its agenda by itself. The item on the agenda is the pin; there is no other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.margin.models import Annotation
from essays.reading.refusals import CannotPlan
from forum.circles.models import Circle
from forum.meetings.agenda import add_item, take_off
from forum.meetings.models import AgendaItem, Meeting
from forum.members.models import Member
from forum.permissions import Act, require
from forum.text import excerpt
from forum.web.prepared import Prepared

LONGEST = 150  # code points of a passage that its item repeats


@dataclass(frozen=True, slots=True)
class Pinnable:
    """A meeting for which a note may be pinned, and whether it is."""

    annotation: Annotation
    meeting: Meeting
    is_pinned: bool


def meetings_for(member: Any, annotation: Annotation) -> list[Pinnable] | None:
    """The next meeting of each circle of the member's that reads the text by a plan, in one query; None for none.

    A private note is nobody else's matter, and what not all who see the meeting may read comes on no agenda.
    """
    if not member.is_authenticated or annotation.thread.private_to_id:
        return None
    next_of: dict[int, Any] = {}
    for meeting in _MEETINGS.rows(member, timezone.now(), annotation.essay_id, annotation.thread_id):
        next_of.setdefault(meeting.circle_id, meeting)
    return [
        Pinnable(annotation, meeting, meeting.is_pinned)
        for meeting in next_of.values()
        if is_read_by_all_of(meeting.circle, annotation)
    ] or None


def _meetings_of(member: Member, now: datetime, essay: int, thread: int) -> QuerySet:
    """All that are to come at which the member's circles read that text by a plan, and whether the thread is pinned."""
    pinned = AgendaItem.objects.filter(meeting=OuterRef("pk"), thread=thread)
    return (
        Meeting.objects.for_member(member)
        .standing()
        .filter(Q(starts_at__gte=now) | Q(opened_at__isnull=False), closed_at=None)
        .filter(stage__plan__essay=essay, stage__plan__ended_at=None)
        .annotate(is_pinned=Exists(pinned))
        .select_related("circle")
        .order_by("starts_at", "pk")
    )


_MEETINGS = Prepared(_meetings_of, Member, datetime, int, int)


@transaction.atomic
def pin(*, member: Member, annotation: Annotation, meeting: Meeting) -> None:
    """Put a note on a meeting's agenda. Twice changes nothing. Raises CannotPlan for one that not all may read."""
    require(member, Act.PIN_PASSAGE, meeting)
    thread = annotation.thread
    if thread.private_to_id or not is_read_by_all_of(meeting.circle, annotation):
        raise CannotPlan(_("Not everybody who comes may read that note."))
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if not AgendaItem.objects.filter(meeting=meeting, thread=thread).exists():
        add_item(member=member, meeting=meeting, title=_title(annotation), thread=thread)


@transaction.atomic
def unpin(*, member: Member, annotation: Annotation, meeting: Meeting) -> None:
    """Take a note off the agenda. Twice changes nothing."""
    require(member, Act.PIN_PASSAGE, meeting)
    item = AgendaItem.objects.filter(meeting=meeting, thread=annotation.thread_id).first()
    if item:
        take_off(member=member, item=item)


def is_read_by_all_of(circle: Circle, annotation: Annotation) -> bool:
    """Whether everybody who sees what the circle does may read the note: it is theirs, or open to all; and the text."""
    homes = (annotation.thread.circle, annotation.essay.circle)
    return all(home and (home.pk == circle.pk or home.access == Circle.Access.OPEN) for home in homes)


def _title(annotation: Annotation) -> str:
    passage = annotation.passages.order_by("position").first()
    words = " ".join(passage.exact.split()) if passage else ""
    if len(words) > LONGEST:
        words = words[:LONGEST].rpartition(" ")[0] + "…"
    return f"“{words}”" if words else excerpt(annotation.opening.html, LONGEST)
