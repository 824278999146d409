"""Laying out anew what lies ahead of a plan: slower or faster, later, or with a pause. What is past stays."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.library.models import Section
from essays.library.pages import minutes_for
from essays.reading.models import Plan, Prompt, Stage
from essays.reading.refusals import ChangedMeanwhile
from essays.reading.runs import Run, past_of, runs_of, sections_of, slots_in, stages_of
from essays.reading.schedule import Pause, Rhythm, Slot, replan
from essays.reading.words import sections_in_words, title_for
from forum.meetings.actions import call_meeting, cancel_meeting, change_meeting
from forum.meetings.models import Meeting
from forum.meetings.refusals import NotNow
from forum.members.models import Member
from forum.permissions import Act, require


@dataclass(frozen=True, slots=True)
class Ahead:
    """How what lies ahead is to be laid out: over how many meetings, the first on `start` or the next day of the
    rhythm, from which section on (its place, from 0; None for where the last stage that is past ends)."""

    meetings: int
    start: date
    weekdays: tuple[int, ...]
    every: int
    at: time
    first: int | None = None
    pause: Pause | None = None  # one more

    def rhythm(self, plan: Plan) -> Rhythm:
        return Rhythm(self.weekdays, self.every, self.at, plan.time_zone)

    def pauses(self, plan: Plan) -> list[Pause]:
        return [*plan.rests, *([self.pause] if self.pause and self.pause not in plan.rests else [])]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one meeting: the run it has now, and the slot it would have; one of them may be None."""

    run: Run | None
    slot: Slot | None
    sections: Sequence[Section]  # of the slot

    @property
    def words(self) -> str:
        return sections_in_words(self.sections)

    @property
    def minutes(self) -> int:
        return minutes_for(sum(section.word_count for section in self.sections))

    @property
    def is_moved(self) -> bool:
        return self.slot is None or (
            self.run is not None and self.run.meeting.starts_at != self.slot.starts_at
        )

    @property
    def reads_other(self) -> bool:
        return self.slot is None or (
            self.run is not None and (self.run.start, self.run.end) != (self.slot.start, self.slot.end)
        )

    @property
    def is_same(self) -> bool:
        """Whether nothing becomes of it."""
        is_called = self.run is not None and not self.run.meeting.is_cancelled
        return is_called and not self.is_moved and not self.reads_other


@dataclass(frozen=True, slots=True)
class Course:
    """A plan as it stands: its sections, its stages with theirs, and how many of them are past."""

    plan: Plan
    sections: Sequence[Section]
    runs: Sequence[Run]
    past: int

    @property
    def seen(self) -> str:
        """What whoever changes it has to have seen."""
        return f"{self.plan.revision}.{self.past}.{self.plan.essay.edition_id}"

    @property
    def ahead(self) -> Sequence[Run]:
        return self.runs[self.past :]

    @property
    def behind(self) -> int:
        """The place of the first section that no stage which is past has had."""
        return self.runs[self.past - 1].end if self.past else 0


def course_of(plan: Plan, now: datetime) -> Course:
    """In two queries; the plan comes with its text."""
    sections = sections_of(plan.essay)
    runs = runs_of(stages_of(plan), sections)
    return Course(plan, sections, runs, past_of(runs, now))


def changes_by(course: Course, ahead: Ahead, now: datetime) -> list[Change]:
    """What would become of each meeting ahead. Raises NoDaysLeft."""
    plan = course.plan
    slots = replan(
        slots_in(course.runs, now),
        [section.word_count for section in course.sections],
        past=course.past,
        first=ahead.first,
        meetings=ahead.meetings,
        rhythm=ahead.rhythm(plan),
        start=ahead.start,
        pauses=ahead.pauses(plan),
    )[course.past :]
    return [
        Change(run, slot, course.sections[slot.start : slot.end] if slot else ())
        for run, slot in zip_longest(course.ahead, slots)
    ]


def as_it_stands(course: Course, now: datetime) -> list[Change]:
    """Each meeting ahead as what it is already."""
    slots = slots_in(course.ahead, now)
    return [Change(run, slot, run.sections) for run, slot in zip(course.ahead, slots, strict=True)]


@transaction.atomic
def lay_out_anew(
    *, member: Member, plan: Plan, ahead: Ahead, seen: str, at: datetime | None = None
) -> list[Change]:
    """Move the meetings ahead, call more, or cancel what is too many; return what was done.

    Raises ChangedMeanwhile where the plan is no more what was seen, and NoDaysLeft.
    """
    require(member, Act.CHANGE_PLAN, plan)
    now = at or timezone.now()
    plan = _locked(plan)
    course = course_of(plan, now)
    if plan.ended_at or course.seen != seen:
        raise ChangedMeanwhile
    changes = changes_by(course, ahead, now)
    try:
        _carry_out(member, plan, changes, begins_at=course.past + 1)
    except NotNow as begun:  # by somebody else, at this very moment
        raise ChangedMeanwhile from begun
    plan.weekdays, plan.every, plan.at = sorted(set(ahead.weekdays)), ahead.every, ahead.at
    plan.pauses = [[one.first.isoformat(), one.last.isoformat()] for one in ahead.pauses(plan)]
    plan.revision += 1
    plan.save(update_fields=["weekdays", "every", "at", "pauses", "revision"])
    return changes


@transaction.atomic
def end_plan(*, member: Member, plan: Plan, at: datetime | None = None) -> None:
    """Read no further by this plan: its meetings ahead are cancelled, what was held stays. Twice changes nothing. One
    that was opened while we looked is held."""
    require(member, Act.CHANGE_PLAN, plan)
    now = at or timezone.now()
    plan = _locked(plan)
    if plan.ended_at:
        return
    for run in course_of(plan, now).ahead:
        with suppress(NotNow):
            cancel_meeting(member=member, meeting=run.meeting, why=_("The reading plan was ended."))
    plan.ended_at, plan.ended_by = now, member
    plan.save(update_fields=["ended_at", "ended_by"])


def _carry_out(member: Member, plan: Plan, changes: Sequence[Change], *, begins_at: int) -> None:
    for position, change in enumerate(changes, start=begins_at):
        if change.slot and change.run:
            _move(member, plan, change.run, change)
        elif change.slot:
            meeting = _call(member, plan, change)
            Stage.objects.create(plan=plan, position=position, begins=change.sections[0], meeting=meeting)
    _leave_out(member, plan, [change.run for change in changes if change.run and not change.slot])


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).for_pages().get(pk=plan.pk)


def _move(member: Member, plan: Plan, run: Run, change: Change) -> None:
    """Give a stage other sections, or another time; a meeting that was cancelled is called again."""
    stage, slot = run.stage, change.slot
    assert slot is not None
    if run.meeting.is_cancelled:
        stage.meeting = _call(member, plan, change)
    elif not change.is_same:
        change_meeting(
            member=member,
            meeting=run.meeting,
            starts_at=slot.starts_at,
            title=title_for(plan.essay, change.sections),
        )
    stage.begins = change.sections[0]
    stage.save(update_fields=["begins", "meeting"])


def _call(member: Member, plan: Plan, change: Change) -> Meeting:
    assert change.slot is not None
    return call_meeting(
        member=member,
        circle=plan.circle,
        title=title_for(plan.essay, change.sections),
        starts_at=change.slot.starts_at,
        length=plan.length,
        time_zone=plan.time_zone,
    )


def _leave_out(member: Member, plan: Plan, runs: Sequence[Run]) -> None:
    """Cancel meetings that are too many. What was asked for them is asked for the last that is left."""
    if not runs:
        return
    gone = [run.stage.pk for run in runs]
    left = Stage.objects.filter(plan=plan).exclude(pk__in=gone).order_by("-position").first()
    if left:
        Prompt.objects.filter(stage__in=gone).update(stage=left)
    for run in runs:
        if not run.meeting.is_cancelled:
            cancel_meeting(member=member, meeting=run.meeting, why=_("The reading plan needs it no more."))
    Stage.objects.filter(pk__in=gone).delete()
