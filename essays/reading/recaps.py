"""Joining late: what a circle has read so far, and what has been contested in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from essays.library.models import Section
from essays.library.pages import anchor_of, minutes_for, section_url
from essays.margin.contention import Heat, heat_of_section
from essays.margin.counting import Counted, counted_beside
from essays.margin.notes import Note
from essays.reading.livelier import liveliest, unanswered
from essays.reading.models import Plan
from essays.reading.replanning import course_of
from essays.reading.runs import Run
from forum.text import excerpt

HOTTEST, NOTES = 5, 5
WORDS = 140  # code points of a paragraph that is repeated


@dataclass(frozen=True, slots=True)
class Contested:
    """A paragraph that is contested: how it begins, and where it is read."""

    section: Section
    number: int
    begins: str
    url: str
    heat: Heat


@dataclass(frozen=True)
class Recap:
    """What there has been so far: `runs` are the stages that are past."""

    plan: Plan
    runs: Sequence[Run]
    sections: Sequence[tuple[Section, str, Heat]]
    contested: Sequence[Contested]
    lively: Sequence[Note]
    unanswered: Sequence[Note]
    goes_on: Run | None  # the next stage

    @cached_property
    def minutes(self) -> int:
        """What it takes to catch up."""
        return minutes_for(sum(section.word_count for section, _, _ in self.sections))


def recap_of(reader: Any, plan: Plan, now: datetime) -> Recap:
    """In seven queries, however much there has been."""
    course = course_of(plan, now)
    past = course.runs[: course.past]
    sections = course.sections[: course.behind]
    keys = [section.pk for section in sections]
    beside = counted_beside(reader, plan.essay.edition_id)
    return Recap(
        plan=plan,
        runs=past,
        sections=[
            (one, section_url(plan.essay, one), heat_of_section(beside.heats_of_section(one.pk)))
            for one in sections
        ],
        contested=_contested(plan, beside, keys),
        lively=liveliest(reader, keys, NOTES),
        unanswered=unanswered(reader, keys, NOTES),
        goes_on=next((run for run in course.ahead if not run.meeting.is_cancelled), None),
    )


def _contested(plan: Plan, beside: Counted, keys: Sequence[int]) -> list[Contested]:
    """The hottest paragraphs of these sections, in one query."""
    wanted = [(heat.value, place) for place, heat in beside.heats.items() if place[0] in keys]
    hottest = {place for _, place in sorted(wanted, key=lambda one: (-one[0], one[1]))[:HOTTEST]}
    sections = Section.objects.filter(pk__in={section for section, _ in hottest}).defer("text")
    found = [
        _of_block(plan, section, row, beside.heat_of(section.pk, row["number"]))
        for section in sections.order_by("position")
        for row in section.blocks
        if (section.pk, row["number"]) in hottest
    ]
    return sorted(found, key=lambda one: -one.heat.value)


def _of_block(plan: Plan, section: Section, row: dict[str, Any], heat: Heat) -> Contested:
    anchor = anchor_of(row["number"], plan.essay.current.number)
    url = f"{section_url(plan.essay, section)}#p{anchor}"
    return Contested(section, row["number"], excerpt(row["html"], WORDS), url, heat)
