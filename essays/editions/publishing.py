"""A new edition compared with the one before, and published: what is done in the background where the text is long.

Whatever is done here may be done twice: it looks first whether it still has to be, and what it writes stands in one
transaction.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from essays.editions.comparing import Part, changes_between
from essays.editions.models import Foreseen, NextEdition
from essays.editions.placing import LastPlace, Placed, Placing, Text, changed_since, standing_in
from essays.library.holding import hold
from essays.library.models import Edition, Essay, Section
from essays.library.outline import from_json
from essays.library.publishing import digest_of, lay_out, sections_of
from essays.library.signals import edition_published, essay_published
from essays.margin import tallies, versions
from essays.margin.models import Annotation, Passage, Placement, Tally
from forum.debate.restraining.hows import WITH_WORDS

A_STEP = 500  # passages between two words about progress
BATCH = 1000  # rows in one statement
State = NextEdition.State

Progress = Callable[[int, int], None]


def compare(pk: int) -> None:
    """Find out what an edition on its way changes, and what will become of every passage."""
    found = _under_way(pk).filter(compared=NextEdition.Comparison.UNDER_WAY).first()
    if found is None:
        return
    new = Text(list(sections_of(None, from_json(found.outline))))
    old = Text.of(found.base_id)
    changes = changes_between([Part.of(one) for one in old.sections], [Part.of(one) for one in new.sections])
    standing = standing_in(found.essay)
    placed = _place_all(Placing(new), standing, _telling(found))
    with transaction.atomic():
        # Changed meanwhile, it is not what was compared here; that is thrown away then.
        is_same = NextEdition.objects.filter(
            pk=pk, revision=found.revision, base=found.base_id, compared=NextEdition.Comparison.UNDER_WAY
        ).update(changes=changes, compared=NextEdition.Comparison.DONE)
        if is_same:
            hold(found.essay_id)  # notes that were brought may be taken back meanwhile
            here = set(Passage.objects.filter(annotation__essay=found.essay_id).values_list("pk", flat=True))
            foreseen = _foreseen(found, placed, standing, old, new)
            Foreseen.objects.filter(next_edition=pk).delete()
            Foreseen.objects.bulk_create(
                (one for one in foreseen if one.passage_id in here), batch_size=BATCH
            )


def _foreseen(
    found: NextEdition, placed: Iterable[Placed], standing: Iterable[LastPlace], old: Text, new: Text
) -> Iterable[Foreseen]:
    """What this edition would do: not what others did before it."""
    for one, before in zip(placed, standing, strict=True):
        was_gone = before.edition != found.base_id
        if was_gone and one.place is None:
            continue
        state = Placement.State.MOVED if was_gone else one.since
        foreseen = Foreseen(next_edition=found, passage_id=one.passage, state=state)
        if one.place:
            foreseen.section = new.sections[one.place.section].name
        elif before.section in old.index:
            foreseen.section = old.sections[old.index[before.section]].name
        if state != Placement.State.EXACT:
            foreseen.was, foreseen.becomes = one.was, new.words(one.place) if one.place else ""
        yield foreseen


def publish_next(pk: int) -> None:
    """Publish an edition whose publishing was decided; where that was done already, nothing happens.

    Passages are placed first, while the margin stays open; then, with the essay held, those that came or went
    elsewhere meanwhile, and everything is written at once.
    """
    found = _under_way(pk).filter(state=State.PUBLISHING).first()
    if found is None:
        return
    outline = from_json(found.outline)
    placing = Placing(Text(list(sections_of(None, outline))))
    before = standing_in(found.essay)
    placed = _place_all(placing, before, _telling(found))
    succession = placing.succession(found.base)
    with transaction.atomic():
        essay = Essay.objects.select_for_update(no_key=True).get(pk=found.essay_id)
        found = _under_way(pk).select_for_update(of=("self",)).get()
        if found.state != State.PUBLISHING:
            return
        if essay.edition_id != found.base_id:
            _put_back(found)
            return
        now = standing_in(essay)
        known = {one.passage: one for one in placed}
        known |= {
            standing.passage: placing.place(standing)
            for standing in changed_since({one.passage: one for one in before}, now)
        }
        edition = Edition.objects.create(
            essay=essay,
            number=found.base.number + 1,
            digest=digest_of(outline),
            published_by_id=found.decided_by_id,
            succession=succession,
        )
        sections = lay_out(edition, outline)
        _write(essay, edition, sections, [known[standing.passage] for standing in now])
        edition_published.send(sender=Edition, edition=edition, before=found.base)
        essay.edition = edition
        essay.save(update_fields=["edition"])
        essay_published.send(sender=Essay, essay=essay)
        found.foreseen.all().delete()
        found.state, found.edition, found.outline = State.PUBLISHED, edition, None
        found.save(update_fields=["state", "edition", "outline"])


def _under_way(pk: int) -> Any:
    return NextEdition.objects.filter(pk=pk).select_related("essay", "base")


def _put_back(found: NextEdition) -> None:
    """Another edition came first: this one is a proposal still, and has to be looked at again."""
    found.agreements.all().delete()
    found.state, found.decided_by, found.decided_at = State.PROPOSED, None, None
    found.save(update_fields=["state", "decided_by", "decided_at"])


def _place_all(placing: Placing, standing: Sequence[LastPlace], tell: Progress) -> list[Placed]:
    placed = []
    for done, one in enumerate(standing):
        if done % A_STEP == 0:
            tell(done, len(standing))
        placed.append(placing.place(one))
    return placed


def _telling(found: NextEdition) -> Progress:
    """Tells the page that waits how far this has come."""

    def tell(done: int, total: int) -> None:
        NextEdition.objects.filter(pk=found.pk).update(done=done, total=total)

    return tell


@dataclass(frozen=True, slots=True)
class _Note:
    """Of an annotation, what tells how it is counted."""

    pk: int
    circle: int | None
    private_to: int | None
    kind: str
    is_counted: bool  # its words stand there
    is_taken_back: bool  # withdrawn, and nobody has answered


def _write(essay: Essay, edition: Edition, sections: Sequence[Section], placed: Iterable[Placed]) -> None:
    """Write where all passages stand in the new edition, and count their notes."""
    notes = _notes(essay)
    by_note: dict[int, list[Placed]] = {}
    of_passage = dict(
        Placement.objects.filter(edition=essay.edition_id).values_list(
            "passage_id", F("passage__annotation_id")
        )
    )
    for one in placed:
        by_note.setdefault(of_passage.pop(one.passage), []).append(one)
    nth, counted = _counted(notes, by_note, sections)
    Placement.objects.bulk_create(
        (
            _placement(edition, sections, one, nth.get((note, one.place.section, one.place.block), 0))
            if one.place
            else Placement(passage_id=one.passage, edition=edition, state=one.state)
            for note, several in by_note.items()
            for one in several
        ),
        batch_size=BATCH,
    )
    # What was brought from elsewhere and has never stood in this text is sought nowhere, and is not lost either.
    Placement.objects.bulk_create(
        (
            Placement(passage_id=one, edition=edition, state=Placement.State.GONE)
            for one in sorted(of_passage)
        ),
        batch_size=BATCH,
    )
    tallies.recount([section.pk for section in sections], begun=counted)
    versions.begin([section.pk for section in sections])


def _notes(essay: Essay) -> Mapping[int, _Note]:
    """All notes, in the order they were written; those taken back last, so that they are not among the first few."""
    columns = (
        "thread__circle_id",
        "thread__private_to_id",
        "thread__opening__kind",
        "thread__opening__withdrawn_at",
        "thread__opening__restraint",
        "thread__reply_count",
    )
    notes = [
        _Note(
            pk,
            circle,
            private_to,
            kind,
            is_counted=not withdrawn and restraint in WITH_WORDS,
            is_taken_back=bool(withdrawn) and not replies,
        )
        for pk, circle, private_to, kind, withdrawn, restraint, replies in Annotation.objects.filter(
            essay=essay
        ).values_list("pk", *columns)
    ]
    notes.sort(key=lambda note: (note.is_taken_back, note.pk))
    return {note.pk: note for note in notes}


def _counted(
    notes: Mapping[int, _Note], by_note: Mapping[int, Sequence[Placed]], sections: Sequence[Section]
) -> tuple[dict[tuple[int, int, int], int], list[Tally]]:
    """Which one each note is on its blocks (by note, section and block), and the tallies."""
    ever: Counter[tuple[int, int, int | None, int | None]] = Counter()
    nth: dict[tuple[int, int, int], int] = {}
    counts: dict[tuple[int, int, int | None, int | None, str], list[int]] = {}
    for pk, note in notes.items():
        blocks = {(one.place.section, one.place.block) for one in by_note.get(pk, ()) if one.place}
        for section, block in sorted(blocks):
            on_block = (section, block, note.circle, note.private_to)
            ever[on_block] += 1
            nth[pk, section, block] = ever[on_block]
            tally = counts.setdefault((*on_block, note.kind), [0, 0])
            tally[0] += note.is_counted
            tally[1] += 1
    return nth, [
        Tally(
            section=sections[section],
            block=block,
            circle_id=circle,
            private_to_id=private_to,
            kind=kind,
            count=count,
            ever=total,
        )
        for (section, block, circle, private_to, kind), (count, total) in counts.items()
    ]


def _placement(edition: Edition, sections: Sequence[Section], one: Placed, nth: int) -> Placement:
    assert one.place
    return Placement(
        passage_id=one.passage,
        edition=edition,
        section=sections[one.place.section],
        block=one.place.block,
        start=one.place.start,
        end=one.place.end,
        state=one.state,
        nth=nth,
    )
