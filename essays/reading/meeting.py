"""What the forum's meetings are told of what is read for them: on their pages, as suggestions for the agenda, and on
the front door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essays.library.models import Section
from essays.library.pages import minutes_for, section_url
from essays.margin.models import Annotation
from essays.margin.notes import notes_of
from essays.reading.livelier import for_all_of, rows_of_liveliest, rows_unanswered, shared_beside
from essays.reading.models import Plan, Stage
from essays.reading.prompts import PromptLine, prompts_for
from essays.reading.runs import Run, runs_of, sections_of, stages_of
from essays.reading.words import sections_in_words
from forum.meetings import beside, suggesting, upcoming
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.suggesting import Suggestion
from forum.meetings.upcoming import Line
from forum.members.models import Member

OF_A_KIND = 3  # suggestions: an evening has no more time


@dataclass(frozen=True, slots=True)
class Block:
    """What we read for a meeting, on its page."""

    plan: Plan
    run: Run
    links: Sequence[tuple[Section, str]]
    prompts: Sequence[PromptLine]


def register() -> None:
    beside.register("reading", block_of, "essays/reading/_of_meeting.html")
    suggesting.register(suggestions_for)
    upcoming.register(lines_for)


def block_of(meeting: Meeting, reader: Any) -> Block | None:
    """In four queries; one where nothing is read for it."""
    plan = _plan_of(meeting, reader)
    if plan is None:
        return None
    run = _run_of(plan, meeting)
    links = [(section, section_url(plan.essay, section)) for section in run.sections]
    return Block(plan, run, links, prompts_for(reader, run.stage))


def suggestions_for(meeting: Meeting, reader: Any) -> Sequence[Suggestion]:
    """The liveliest notes beside what is read for it, and those nobody has answered, that all who come may read and
    that are not on its agenda; six queries at most."""
    plan = _plan_of(meeting, reader)
    if plan is None:
        return []
    run = _run_of(plan, meeting)
    on_it = AgendaItem.objects.filter(meeting=meeting, thread__isnull=False).values("thread")
    places = shared_beside(reader, [section.pk for section in run.sections])
    places = places.filter(for_all_of(plan.circle)).exclude(passage__annotation__thread__in=on_it)
    lively = rows_of_liveliest(places, OF_A_KIND)
    unanswered = rows_unanswered(places, OF_A_KIND)
    reasons = {row["annotation"]: _("nobody has answered it") for row in unanswered}
    reasons |= {row["annotation"]: _("much answered") for row in lively}
    threads = {
        one.pk: one.thread for one in Annotation.objects.filter(pk__in=reasons).select_related("thread")
    }
    return [
        Suggestion(
            title=f"“{note.quote}”"[:160],
            thread=threads[note.pk],
            href=note.url,
            words=note.withheld or note.words,
            reason=reasons[note.pk],
        )
        for note in notes_of([*lively, *unanswered])
    ]


def lines_for(meetings: Sequence[Meeting], member: Member) -> Mapping[int, Sequence[Line]]:
    """What there is to read for each of these meetings, and how long that takes, in one query."""
    following = Stage.objects.filter(
        plan=OuterRef("edition__essay__plans"),
        position__gt=OuterRef("edition__essay__plans__stages__position"),
    ).order_by("position")
    stages = "edition__essay__plans__stages"
    rows = (
        Section.objects.current()
        .filter(
            **{
                f"{stages}__meeting__in": [one.pk for one in meetings],
                "edition__essay__plans__ended_at": None,
            }
        )
        .visible_to(member)
        .annotate(
            meeting=F(f"{stages}__meeting"),
            begin=Case(
                When(**{f"{stages}__position": 1, "then": Value(0)}),
                default=F(f"{stages}__begins__position"),
                output_field=IntegerField(),
            ),
            end=Subquery(following.values("begins__position")[:1]),
        )
        .filter(Q(end=None) | Q(position__lt=F("end")), position__gte=F("begin"))
        .select_related("edition__essay")
        .defer("text", "blocks", "edition__succession")
        .order_by("position")
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.meeting, []).append(row)
    return {meeting: [_line(sections)] for meeting, sections in found.items()}


def _line(sections: Sequence[Section]) -> Line:
    minutes = minutes_for(sum(section.word_count for section in sections))
    said = ngettext(
        "Read %(sections)s, %(minutes)d minute", "Read %(sections)s, %(minutes)d minutes", minutes
    )
    words = said % {"sections": sections_in_words(sections), "minutes": minutes}
    return Line(words, section_url(sections[0].edition.essay, sections[0]))


def _plan_of(meeting: Meeting, reader: Any) -> Plan | None:
    return Plan.objects.visible_to(reader).filter(stages__meeting=meeting).for_pages().first()


def _run_of(plan: Plan, meeting: Meeting) -> Run:
    runs = runs_of(stages_of(plan), sections_of(plan.essay))
    return next(run for run in runs if run.meeting.pk == meeting.pk)
