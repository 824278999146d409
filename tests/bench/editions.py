"""A new edition of a book with 10,000 passages in its margin: compared, and published, as the background does it."""

from dataclasses import dataclass
from dataclasses import replace as with_other
from time import perf_counter

from django_tasks_db.models import DBTaskResult

from essays.editions import actions, publishing
from essays.editions.models import NextEdition
from essays.library.models import Essay
from essays.library.outline import Block, Outline
from essays.margin.models import Placement
from tests.bench.margins import annotate
from tests.bench.people import People

PASSAGES = 10_000
EVERY = 3  # paragraphs, of which one has a word changed


@dataclass(frozen=True)
class Edited:
    """Seconds, and what became of the passages."""

    characters: int
    passages: int
    compare_seconds: float
    publish_seconds: float
    fates: dict[str, int]


def edit_book(people: People, essay: Essay) -> Edited:
    """Annotate the book, change a word in every third paragraph and move the last section to the front, and publish."""
    sections = list(essay.edition.sections.order_by("position"))
    for section in sections:
        annotate(people, essay, section, PASSAGES // len(sections))
    begun = actions.begin_edition(member=people.reader, essay=essay)
    begun = actions.change(member=people.reader, edition=begun, seen=begun.revision, how=_edited)
    begun = actions.compare(member=people.reader, edition=begun)
    started = perf_counter()
    publishing.compare(begun.pk)
    between = perf_counter()
    begun.refresh_from_db()
    begun = actions.propose(member=people.reader, edition=begun, why="For the bench.")
    actions.publish(member=people.reader, edition=begun)
    published = perf_counter()
    publishing.publish_next(begun.pk)
    done = perf_counter()
    DBTaskResult.objects.all().delete()  # what was queued has been done here
    begun.refresh_from_db()
    assert begun.state == NextEdition.State.PUBLISHED, begun.state
    essay.refresh_from_db()
    placed = Placement.objects.filter(edition=essay.edition_id)
    return Edited(
        characters=sum(len(section.text) for section in sections),
        passages=placed.count(),
        compare_seconds=between - started,
        publish_seconds=done - published,
        fates={state: placed.filter(state=state).count() for state in Placement.State.values},
    )


def _edited(outline: Outline) -> Outline:
    last, *others = reversed(outline.sections)
    sections = [last, *reversed(others)]
    return with_other(
        outline,
        sections=tuple(
            with_other(part, blocks=tuple(_reworded(nth, block) for nth, block in enumerate(part.blocks)))
            for part in sections
        ),
    )


def _reworded(nth: int, block: Block) -> Block:
    if nth % EVERY or block.kind != "paragraph":
        return block
    words = block.text.split(" ")
    words[len(words) // 2] = "otherwise"
    return with_other(block, text=" ".join(words), marks=())
