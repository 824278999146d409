"""Which sections each stage of a plan has, in the edition that is read now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from essays.library.models import Essay, Section
from essays.library.pages import minutes_for
from essays.reading.models import Plan, Stage
from essays.reading.schedule import Slot
from essays.reading.words import sections_in_words
from forum.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Run:
    """A stage with its sections, in their order."""

    stage: Stage
    sections: Sequence[Section]
    start: int  # the place of the first among all sections, from 0

    @property
    def end(self) -> int:
        return self.start + len(self.sections)

    @property
    def meeting(self) -> Meeting:
        return self.stage.meeting

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        words = sum(section.word_count for section in self.sections)
        return minutes_for(words) if self.sections else 0

    @property
    def words(self) -> str:
        return sections_in_words(self.sections)


def sections_of(essay: Essay) -> list[Section]:
    """The sections of the edition read now, without their words, in one query."""
    rows = Section.objects.filter(edition=essay.edition_id).defer("text", "blocks")
    return list(rows.order_by("position"))


def stages_of(plan: Plan) -> list[Stage]:
    """A plan's stages with their meetings, in one query."""
    return list(Stage.objects.filter(plan=plan).with_meetings())


def runs_of(stages: Sequence[Stage], sections: Sequence[Section]) -> list[Run]:
    """Each stage's sections: from where it begins to where the next does. The first has all before it too, and none
    begins before the one that it follows: nothing is lost, and nothing is read twice."""
    place = {section.pk: index for index, section in enumerate(sections)}
    begins = begins_of([stage.begins_id for stage in stages], place)
    ends = [*begins[1:], len(sections)]
    return [
        Run(stage, sections[start:end], start) for stage, start, end in zip(stages, begins, ends, strict=True)
    ]


def begins_of(keys: Sequence[int], place: Mapping[int, int]) -> list[int]:
    """Where stages begin, from 0: the first at the beginning, and none before the one that comes before it."""
    begins: list[int] = []
    for key in keys:
        before = begins[-1] if begins else 0
        begins.append(max(before, place.get(key, before)) if begins else 0)
    return begins


def is_over(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting has begun, or its time has come: no plan changes it any more."""
    return meeting.opened_at is not None or (meeting.starts_at is not None and meeting.starts_at <= now)


def past_of(runs: Sequence[Run], now: datetime) -> int:
    """How many stages are past: up to the last whose meeting is over."""
    over = [number for number, run in enumerate(runs, start=1) if is_over(run.meeting, now)]
    return over[-1] if over else 0


def slots_in(runs: Sequence[Run], now: datetime) -> list[Slot]:
    """The same as a schedule; a meeting that looks for a date counts as one that is called for now."""
    return [Slot(run.start, run.end, run.meeting.starts_at or now) for run in runs]
