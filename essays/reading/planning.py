"""Planning: a schedule becomes a plan, with a meeting called for each of its stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from essays.library.models import Essay
from essays.reading.models import Plan, Stage
from essays.reading.refusals import CannotPlan
from essays.reading.runs import sections_of
from essays.reading.schedule import Pause, Rhythm
from essays.reading.words import title_for
from forum.circles.models import Circle
from forum.meetings.actions import call_meeting
from forum.members.models import Member
from forum.permissions import Act, require


@dataclass(frozen=True, slots=True)
class Wanted:
    """A schedule as it was looked at: how many sections each stage has, and when it is met for, in UTC."""

    sizes: Sequence[int]
    when: Sequence[datetime]
    rhythm: Rhythm
    length: int  # minutes
    pauses: Sequence[Pause] = ()
    place: str = ""
    link: str = ""


def may_be_read_in(circle: Circle, essay: Essay) -> bool:
    """Whether everybody in the circle may read the text: it is their own, or an open circle's."""
    return essay.circle_id == circle.pk or essay.circle.access == Circle.Access.OPEN


@transaction.atomic
def make_plan(*, member: Member, circle: Circle, essay: Essay, wanted: Wanted) -> Plan:
    """Plan that `circle` reads `essay`, and call its meetings. Raises CannotPlan where it reads it already, where the
    text has another edition by now, and for a text that not all of them may read."""
    require(member, Act.PLAN_READING, circle)
    if not may_be_read_in(circle, essay):
        raise CannotPlan.not_for_all()
    sections = sections_of(essay)
    if sum(wanted.sizes) != len(sections) or min(wanted.sizes, default=0) < 1:
        raise CannotPlan.another_edition()
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                circle=circle,
                essay=essay,
                made_by=member,
                weekdays=sorted(set(wanted.rhythm.weekdays)),
                every=wanted.rhythm.every,
                at=wanted.rhythm.at,
                time_zone=wanted.rhythm.zone,
                length=wanted.length,
                pauses=[[one.first.isoformat(), one.last.isoformat()] for one in wanted.pauses],
            )
    except IntegrityError as twice:
        raise CannotPlan.read_already() from twice
    start = 0
    for position, (size, starts_at) in enumerate(zip(wanted.sizes, wanted.when, strict=True), start=1):
        own = sections[start : start + size]
        meeting = call_meeting(
            member=member,
            circle=circle,
            title=title_for(essay, own),
            starts_at=starts_at,
            length=wanted.length,
            time_zone=wanted.rhythm.zone,
            place=wanted.place,
            link=wanted.link,
        )
        Stage.objects.create(plan=plan, position=position, begins=own[0], meeting=meeting)
        start += size
    return plan
