"""A note as it stands in the margin, and the margin of a block."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from essays.margin.querysets import QUOTED
from essays.margin.words import Counts, counted, replies
from forum.debate.models import Evidence
from forum.text import excerpt

EXCERPT = 200  # code points

Row = Mapping[str, Any]  # a placement as `for_notes` reads it


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation in the margin of the block its first passage begins in."""

    pk: int
    url: str
    block: int
    start: int
    end: int
    kind: str
    quote: str  # the first of the words it is about, in a line
    author: str
    written_at: datetime
    words: str  # the first of them, plain
    evidence: str  # the source it brings, in a line
    replies: str  # how many there are, in words; "" where there are none
    is_private: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class BlockMargin:
    """What the margin of one block says: how much there is, and the first few notes."""

    summary: str = ""
    notes: tuple[Note, ...] = ()
    has_more: bool = False  # than `notes`


NO_NOTES = BlockMargin()


def notes_of(places: Iterable[Row]) -> list[Note]:
    """A note for each annotation, at the first of its places, in one query if there are any."""
    first: dict[int, Row] = {}
    for place in places:
        first.setdefault(place["annotation"], place)
    evidence = _evidence_lines([place["opening"] for place in first.values()])
    before, _, after = reverse("annotation", args=[0]).rpartition("0")  # looked up once for all of them
    return [
        Note(
            pk=pk,
            url=f"{before}{pk}{after}",
            block=place["block"],
            start=place["start"],
            end=place["end"],
            kind=place["kind"],
            quote=_in_a_line(place["exact"]),
            author=place["author"],
            written_at=place["written_at"],
            words=excerpt(place["html"], EXCERPT),
            evidence=evidence.get(place["opening"], ""),
            replies=replies(place["replies"]),
            is_private=place["private_to"] is not None,
            is_withdrawn=place["withdrawn_at"] is not None,
        )
        for pk, place in first.items()
    ]


def margins_of(counts: Mapping[int, Counts], places: Iterable[Row] = ()) -> dict[int, BlockMargin]:
    """The margins of blocks that have any notes, by block number. `places` are in reading order."""
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in notes_of(places):
        notes[note.block].append(note)
    return {block: margin_of(counts.get(block, {}), notes[block]) for block in {*counts, *notes}}


def margin_of(counts: Counts, notes: Iterable[Note]) -> BlockMargin:
    """A block's margin, from how many notes it has by kind and those notes that were read."""
    notes = tuple(notes)
    shown = sum(not note.is_withdrawn for note in notes)
    return BlockMargin(summary=counted(counts), notes=notes, has_more=sum(counts.values()) > shown)


def _in_a_line(exact: str) -> str:
    """The words of a passage, which was cut off if it has QUOTED code points."""
    line = " ".join(exact.split())
    return line if len(exact) < QUOTED else f"{line.rpartition(' ')[0] or line}…"


def _evidence_lines(openings: list[int]) -> dict[int, str]:
    """The first source that each of these posts brings, by the post's number."""
    lines: dict[int, str] = {}
    for brought in Evidence.objects.filter(post__in=openings).select_related("source"):
        said = (str(brought.source), brought.locator)
        lines.setdefault(brought.post_id, ", ".join(part for part in said if part))
    return lines
