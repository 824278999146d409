"""Notes brought from elsewhere, many at once: annotations, passages, placements and tallies, written as rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.db import transaction

from essays.library.holding import hold
from essays.library.models import Essay
from essays.margin import tallies, versions
from essays.margin.contexts import ANNOTATION
from essays.margin.models import Annotation, Passage, Placement, Tally
from forum.circles.models import Circle
from forum.debate.bringing import (
    PostBrought,
    ThreadWritten,
    bring_threads,
    take_back_threads,
    threads_of_nobody_else,
)
from forum.debate.finding import POST
from forum.debate.models import Thread
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search.indexing import update as update_found

AT_ONCE = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class PassageBrought:
    """What a note is about, and where that stands in the edition read now: None each where it is gone."""

    exact: str
    prefix: str
    suffix: str
    state: str = Placement.State.GONE
    section: int | None = None
    block: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class NoteBrought:
    """A note with its passages, and its thread's posts, the opening one first."""

    passages: Sequence[PassageBrought]
    posts: Sequence[PostBrought]


@transaction.atomic
def bring_notes(
    *, member: Member, essay: Essay, circle: Circle | None, notes: Sequence[NoteBrought]
) -> list[ThreadWritten]:
    """Write notes beside `essay`, in its circle, or for `member` alone where `circle` is None. All of them or none."""
    require(member, Act.IMPORT_ANNOTATIONS, essay)
    hold(essay.pk)
    layer = Layer(circle.pk if circle else None, None if circle else member.pk)
    sections = {passage.section for note in notes for passage in note.passages if passage.section}
    versions.touch(layer.thread, sections)
    written = bring_threads(
        member=member, circle=circle, threads=[note.posts for note in notes], context=ANNOTATION
    )
    edition = cast(int, essay.edition_id)  # nobody sees an essay without one
    annotations = Annotation.objects.bulk_create(
        (Annotation(thread=one.thread, essay=essay, edition_id=edition) for one in written),
        batch_size=AT_ONCE,
    )
    nths = _number(notes, layer)
    placed = [
        (annotation, position, passage, nths[index].get((passage.section, passage.block), 1))
        for index, (annotation, note) in enumerate(zip(annotations, notes, strict=True))
        for position, passage in enumerate(note.passages)
    ]
    passages = Passage.objects.bulk_create(
        (
            Passage(
                annotation=annotation,
                position=position,
                exact=passage.exact,
                prefix=passage.prefix,
                suffix=passage.suffix,
            )
            for annotation, position, passage, _ in placed
        ),
        batch_size=AT_ONCE,
    )
    Placement.objects.bulk_create(
        (
            Placement(
                passage=row,
                edition_id=edition,
                section_id=passage.section,
                block=passage.block,
                start=passage.start,
                end=passage.end,
                state=passage.state,
                nth=nth,
            )
            for row, (_annotation, _position, passage, nth) in zip(passages, placed, strict=True)
        ),
        batch_size=AT_ONCE,
    )
    tallies.recount(sections)
    update_found(POST, [post.pk for one in written for post in one.posts], are_new=True)
    return written


@transaction.atomic
def take_back_notes(*, member: Member, threads: Iterable[int]) -> int:
    """Delete the notes of those threads that hold nothing but what `member` brought; return how many."""
    numbers = threads_of_nobody_else(member=member, threads=threads)
    lots = [numbers[begin : begin + AT_ONCE] for begin in range(0, len(numbers), AT_ONCE)]
    for essay in sorted({essay for some in lots for essay in _essays_of(some)}):
        hold(essay)
    stood: dict[Layer, set[int]] = defaultdict(set)
    for some in lots:
        for section, circle, private_to in _places_of(some):
            stood[Layer(circle, private_to)].add(section)
    for layer, sections in stood.items():
        versions.touch(layer.thread, sections)
    for some in lots:
        Annotation.objects.filter(thread__in=some).delete()
    tallies.recount(set().union(*stood.values()))
    return len(take_back_threads(member=member, threads=numbers))


@dataclass(frozen=True, slots=True)
class Layer:
    """Whom notes are for: a circle, or a member alone; by their numbers."""

    circle: int | None
    private_to: int | None

    @property
    def thread(self) -> Thread:
        """A thread such as theirs are, which is in no table."""
        return Thread(circle_id=self.circle, private_to_id=self.private_to)


def _essays_of(threads: Sequence[int]) -> Iterable[int]:
    return Annotation.objects.filter(thread__in=threads).values_list("essay_id", flat=True).distinct()


def _places_of(threads: Sequence[int]) -> Iterable[tuple[int, int | None, int | None]]:
    """Section, circle and member of each margin in which notes of these threads stand, in any edition."""
    thread = "passage__annotation__thread"
    places = Placement.objects.filter(**{f"{thread}__in": threads}, section__isnull=False)
    return places.values_list("section_id", f"{thread}__circle_id", f"{thread}__private_to_id").distinct()


Key = tuple[int, int]  # a section and the number of a block


def _number(notes: Sequence[NoteBrought], layer: Layer) -> list[dict[tuple[int | None, int | None], int]]:
    """Which one each note is on its blocks, of all there ever were; the tallies know of them from now on."""
    blocks = [
        sorted({(p.section, p.block) for p in note.passages if p.section and p.block}) for note in notes
    ]
    more: Counter[tuple[int, int, str]] = Counter()
    for note, places in zip(notes, blocks, strict=True):
        more.update((*place, note.posts[0].kind) for place in places)
    of = {"circle_id": layer.circle, "private_to_id": layer.private_to}
    Tally.objects.bulk_create(
        (Tally(section_id=section, block=block, kind=kind, **of) for section, block, kind in sorted(more)),
        ignore_conflicts=True,  # who counts there already, counts on
        batch_size=AT_ONCE,
    )
    rows = list(Tally.objects.filter(section__in={section for section, _, _ in more}, **of))
    ever: Counter[Key] = Counter()
    for row in rows:
        ever[row.section_id, row.block] += row.ever
        row.ever += more[row.section_id, row.block, row.kind]
    Tally.objects.bulk_update(rows, ["ever"], batch_size=AT_ONCE)
    nths: list[dict[tuple[int | None, int | None], int]] = []
    for places in blocks:
        ever.update(places)
        nths.append({place: ever[place] for place in places})
    return nths
