"""What the pages of plans show, each gathered in a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from essays.library.models import Essay, Section
from essays.library.pages import minutes_for, section_url
from essays.reading.models import Mark, Plan
from essays.reading.picture import Picture, picture_of
from essays.reading.progress import most_are_at, own_mark
from essays.reading.prompts import PromptLine, prompts_by_stage
from essays.reading.replanning import Course, course_of
from essays.reading.runs import Run
from forum.circles.models import Circle
from forum.meetings.models import AgendaItem
from forum.permissions import Act, can
from forum.web.pagination import Page, newest_page


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section to read for a stage."""

    section: Section
    url: str
    minutes: int
    is_read: bool  # by the reader


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage as the plan's page shows it."""

    number: int
    run: Run
    state: str  # "past", "next" or "ahead"
    sections: Sequence[SectionLine]
    prompts: Sequence[PromptLine]


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: Plan
    stages: Sequence[StageLine]
    picture: Picture
    mark: Mark | None
    most_at: Section | None
    pinned: Sequence[AgendaItem]  # for the next meeting
    may_change: bool
    sections: Sequence[Section]

    @property
    def next(self) -> StageLine | None:
        return next((line for line in self.stages if line.state == "next"), None)

    @property
    def minutes(self) -> int:
        """What all of it takes to read."""
        return minutes_for(sum(section.word_count for section in self.sections))

    @property
    def past(self) -> int:
        return sum(line.state == "past" for line in self.stages)

    @property
    def read_up_to(self) -> int:
        """The position of the last section the reader has read; 0 for none."""
        return _position(self.mark)


@dataclass(frozen=True, slots=True)
class PlansPage:
    """The plans of a circle, the newest first."""

    circle: Circle
    plans: Page[Plan]
    may_plan: bool


def plans_page(circle: Circle, reader: Any, *, before: str = "") -> PlansPage:
    plans = Plan.objects.visible_to(reader).filter(circle=circle).for_pages()
    page = newest_page(plans, by="made_at", before=before)
    return PlansPage(circle, page, can(reader, Act.PLAN_READING, circle))


def plan_page(reader: Any, plan: Plan, now: datetime) -> PlanPage:
    """A plan as `reader` finds it, in five queries, and two for a member of its circle."""
    course = course_of(plan, now)
    mark = own_mark(plan, reader)
    prompts = prompts_by_stage(reader, plan)
    lines = lines_of(course, prompts, read_up_to=_position(mark))
    coming = next((line for line in lines if line.state == "next"), None)
    return PlanPage(
        plan=plan,
        stages=lines,
        picture=picture_of_runs(course.runs, [line.state for line in lines]),
        mark=mark,
        most_at=most_are_at(plan, course.sections),
        pinned=pinned_for(coming.run.meeting.pk) if coming else [],
        may_change=not plan.ended_at and can(reader, Act.CHANGE_PLAN, plan),
        sections=course.sections,
    )


def lines_of(
    course: Course, prompts: Mapping[int, Sequence[PromptLine]], *, read_up_to: int
) -> list[StageLine]:
    """The stages, of which the first that is not past, and whose meeting was not cancelled, is the next."""
    coming = next(
        (
            number
            for number, run in enumerate(course.ahead, start=course.past)
            if not run.meeting.is_cancelled
        ),
        None,
    )
    essay = course.plan.essay
    return [
        StageLine(
            number=index + 1,
            run=run,
            state="past" if index < course.past else "next" if index == coming else "ahead",
            sections=[_section_line(essay, section, read_up_to) for section in run.sections],
            prompts=prompts.get(run.stage.pk, ()),
        )
        for index, run in enumerate(course.runs)
    ]


def pinned_for(meeting: int) -> list[AgendaItem]:
    """What was pinned for a meeting, as it stands on the agenda."""
    pinned = AgendaItem.objects.filter(meeting=meeting, thread__annotation__isnull=False)
    return list(pinned.select_related("thread__annotation", "added_by").order_by("place", "pk"))


def picture_of_runs(runs: Sequence[Run], states: Sequence[str]) -> Picture:
    lengths = [[section.word_count for section in run.sections] for run in runs]
    return picture_of(lengths, [run.minutes for run in runs], states)


def _section_line(essay: Essay, section: Section, read_up_to: int) -> SectionLine:
    return SectionLine(
        section,
        section_url(essay, section),
        minutes_for(section.word_count),
        section.position <= read_up_to,
    )


def _position(mark: Mark | None) -> int:
    return mark.section.position if mark and mark.section else 0
