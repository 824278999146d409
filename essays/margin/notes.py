"""A note as it stands in the margin, and the margin of a block."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.urls import reverse

from essays.margin.models import Placement
from essays.margin.words import Counts, counted
from forum.debate.models import Evidence, Kind, Post
from forum.text import excerpt

EXCERPT = 200  # code points
KINDS = [kind.value for kind in Kind]


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation in the margin of the block its first passage begins in."""

    pk: int
    block: int
    start: int
    end: int
    kind: str
    author: str
    written_at: datetime
    words: str  # the first of them, plain
    evidence: str  # the source it brings, in a line
    replies: int
    is_private: bool
    is_withdrawn: bool

    @property
    def kind_name(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def url(self) -> str:
        return reverse("annotation", args=[self.pk])


@dataclass(frozen=True, slots=True)
class BlockMargin:
    """What the margin of one block says: how much there is, and the first few notes."""

    summary: str = ""
    notes: tuple[Note, ...] = ()
    more: int = 0  # notes that are not among `notes`


NO_NOTES = BlockMargin()


def note_of(place: Placement) -> Note:
    """The note of a placement read with `for_notes`."""
    annotation = place.passage.annotation
    thread = annotation.thread
    opening = cast(Post, thread.opening)  # only a thread that is just being opened has none
    return Note(
        pk=annotation.pk,
        block=cast(int, place.block),  # only a passage that is gone stands nowhere, and has no note
        start=cast(int, place.start),
        end=cast(int, place.end),
        kind=opening.kind,
        author=opening.author.name,
        written_at=opening.written_at,
        words=excerpt(opening.html, EXCERPT),
        evidence=_evidence_line(opening),
        replies=thread.reply_count,
        is_private=thread.private_to_id is not None,
        is_withdrawn=opening.withdrawn_at is not None,
    )


def notes_of(places: Iterable[Placement]) -> list[Note]:
    """A note for each annotation, at the first of its places."""
    first: dict[int, Placement] = {}
    for place in places:
        first.setdefault(place.passage.annotation_id, place)
    return [note_of(place) for place in first.values()]


def margins_of(counts: Mapping[int, Counts], places: Iterable[Placement] = ()) -> dict[int, BlockMargin]:
    """The margins of blocks that have any notes, by block number. `places` are in reading order."""
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in notes_of(places):
        notes[note.block].append(note)
    return {block: margin_of(counts.get(block, {}), notes[block]) for block in {*counts, *notes}}


def margin_of(counts: Counts, notes: Iterable[Note]) -> BlockMargin:
    """A block's margin, from how many notes it has by kind and those notes that were read."""
    notes = tuple(notes)
    shown = sum(not note.is_withdrawn for note in notes)
    return BlockMargin(summary=counted(counts), notes=notes, more=max(0, sum(counts.values()) - shown))


def _evidence_line(opening: Post) -> str:
    brought: Evidence | None = next(iter(opening.evidence.all()), None)
    return ", ".join(part for part in (str(brought.source), brought.locator) if part) if brought else ""
