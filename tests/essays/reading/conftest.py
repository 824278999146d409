"""A text of eight lettered sections, a circle that reads it at a table, and the plan by which it does."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from essays.library import outline as outlines
from essays.library.models import Essay
from essays.library.outline import Block, Outline
from essays.library.publishing import publish
from essays.margin.actions import Selection, annotate
from essays.reading.models import Plan
from essays.reading.planning import Wanted, make_plan
from essays.reading.schedule import Rhythm, partition
from forum.circles.actions import join, open_circle
from forum.circles.models import Circle

WORDS = {"a": 220, "b": 660, "c": 220, "d": 440, "e": 880, "f": 220, "g": 440, "h": 220}
HOUSE = "the {label} house stands where the path bends"


def words_of(label: str, count: int) -> str:
    own = HOUSE.format(label=label).split()
    return " ".join(own + ["and"] * (count - len(own) - 4))


def outline_of(labels=WORDS, title: str = "The Long Path") -> Outline:
    return Outline(
        title=title,
        subtitle="",
        author="N. Lindqvist",
        date="",
        language="en",
        sections=tuple(
            outlines.Section(
                label,
                f"House {label}",
                f"{label}-house",
                (
                    Block("heading", f"{label}) House {label}"),
                    Block("paragraph", words_of(label, WORDS[label])),
                ),
            )
            for label in labels
        ),
    )


@pytest.fixture
def table(amara, bashir) -> Circle:
    """An open circle that Amara and Bashir are in."""
    circle = open_circle(member=amara, slug="table", name="Table")
    join(member=bashir, circle=circle)
    return circle


@pytest.fixture
def path(amara, table) -> Essay:
    return publish(member=amara, circle=table, outline=outline_of())


@pytest.fixture
def sections(path):
    return {section.label: section for section in path.edition.sections.order_by("position")}


def wanted_for(essay: Essay, *, first: date, meetings: int = 4, **said) -> Wanted:
    """A schedule for so many Thursdays, or other days from the first on, at seven in Rome."""
    lengths = list(essay.edition.sections.order_by("position").values_list("word_count", flat=True))
    sizes = said.pop("sizes", None) or partition(lengths, meetings)
    rhythm = Rhythm((first.weekday(),), 1, time(19), "Europe/Rome")
    when = [datetime.combine(first + n * timedelta(days=7), time(18), tzinfo=UTC) for n in range(len(sizes))]
    return Wanted(sizes=sizes, when=when, rhythm=rhythm, length=90, **said)


@pytest.fixture
def first_day() -> date:
    return timezone.now().date() + timedelta(days=8)


@pytest.fixture
def plan(amara, table, path, first_day) -> Plan:
    """Four meetings, the first in eight days: a and b, c and d, e, f to h."""
    wanted = wanted_for(path, first=first_day, sizes=[2, 2, 1, 3])
    return make_plan(member=amara, circle=table, essay=path, wanted=wanted)


@pytest.fixture
def under_way(plan) -> Plan:
    """The same when its first two meetings are past, and the next is tomorrow."""
    for stage in plan.stages.select_related("meeting"):
        stage.meeting.starts_at -= timedelta(days=21)
        stage.meeting.save()
    return plan


@pytest.fixture
def note_on():
    """Writes a note beside the house of a section: `note_on(member, section)`."""

    def write(member, section, **said):
        words = HOUSE.format(label=section.label)
        start = section.text.index(words)
        selection = Selection(section=section, start=start, end=start + len(words), exact=words)
        said = {"kind": "critique", "source": f"I doubt the {section.label} house."} | said
        return annotate(member=member, selections=[selection], **said)

    return write
