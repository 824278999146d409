"""A note as it stands in the margin, and the margin of a block."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from essays.margin.querysets import QUOTED
from essays.margin.words import Counts, counted, replies
from forum.debate.bylines import byline
from forum.debate.restraining.hows import in_short
from forum.text import excerpt
from forum.web.addresses import by_number

EXCERPT = 200  # code points
FEW = 120  # code points, which no margin cuts short

Row = Mapping[str, Any]  # a placement as `for_notes` reads it


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation in the margin of the block its first passage begins in."""

    pk: int
    opening: int  # the number of its post
    url: str
    block: int
    start: int
    end: int
    kind: str
    state: str  # of its placement: exact, edited or moved
    quote: str  # the first of the words it is about, in a line
    author: str
    handle: str  # "" of an author elsewhere
    written_at: datetime
    words: str  # the first of them, plain
    evidence: str  # the source it brings, in a line
    replies: str  # how many there are, in words; "" where there are none
    is_private: bool
    circle: str  # whose it is; "" where that is the text's own circle
    is_withdrawn: bool
    withheld: str  # what is said in place of its words; "" where they stand there
    is_beyond: bool = False  # the filter, and shown all the same: asked for by name, or just written

    @property
    def is_whole(self) -> bool:
        """Whether all that its post says can be read where it stands: few words, and no source."""
        return len(self.words) <= FEW and not (self.is_withdrawn or self.evidence)


@dataclass(frozen=True, slots=True)
class AlsoAbout:
    """A line in the margin of a block where a further passage of a note begins: the note stands at its first."""

    note: int
    href: str  # where the note stands: in this page, or at its own address
    start: int
    end: int
    kind: str
    author: str
    stands_here: bool  # whether the note is in this page as well


@dataclass(frozen=True, slots=True)
class BlockMargin:
    """What the margin of one block says: how much there is, and the first few notes."""

    summary: str = ""
    notes: tuple[Note, ...] = ()
    also: tuple[AlsoAbout, ...] = ()
    has_more: bool = False  # than `notes` and `also`


NO_NOTES = BlockMargin()


def notes_of(places: Iterable[Row]) -> list[Note]:
    """A note for each annotation, at the first of its passages that is among `places`, in one query."""
    first: dict[int, Row] = {}
    for place in places:
        if place["position"] <= first.setdefault(place["annotation"], place)["position"]:
            first[place["annotation"]] = place
    address = by_number("annotation")
    return [
        Note(
            pk=pk,
            opening=place["opening"],
            url=address(pk),
            block=place["block"],
            start=place["start"],
            end=place["end"],
            kind=place["kind"],
            state=place["state"],
            quote=_in_a_line(place["exact"]),
            author=byline(place["author"], place["elsewhere"]),
            handle="" if place["elsewhere"] else place["handle"],
            written_at=place["written_at"],
            words=excerpt(place["html"], EXCERPT),
            evidence=place["evidence"],
            replies=replies(place["replies"]),
            is_private=place["private_to"] is not None,
            circle=place["circle"],
            is_withdrawn=place["withdrawn_at"] is not None,
            withheld=in_short(place["restraint"]),
            is_beyond=not place.get("is_asked_for", True),
        )
        for pk, place in first.items()
    ]


def margins_of(counts: Mapping[int, Counts], places: Iterable[Row] = ()) -> dict[int, BlockMargin]:
    """The margins of blocks that have any notes, by block number. `places` are in reading order."""
    places = list(places)
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in notes_of(place for place in places if place["position"] == 0):
        notes[note.block].append(note)
    also = _also_about(places, standing={note.pk: note.block for found in notes.values() for note in found})
    return {
        block: margin_of(counts.get(block, {}), notes[block], also[block])
        for block in {*counts, *notes, *also}
    }


def margin_of(counts: Counts, notes: Iterable[Note], also: Iterable[AlsoAbout] = ()) -> BlockMargin:
    """A block's margin, from how many notes it has by kind and those notes that were read."""
    notes, also = tuple(notes), tuple(also)
    shown = sum(not note.is_withdrawn and not note.withheld for note in notes) + len(also)
    return BlockMargin(summary=counted(counts), notes=notes, also=also, has_more=sum(counts.values()) > shown)


def _also_about(places: list[Row], *, standing: Mapping[int, int]) -> dict[int, list[AlsoAbout]]:
    """By block, a line for each note a further passage of which begins there; `standing` are the blocks of notes
    that are in the page. What its author took back, or is withheld, is not told of again."""
    found: dict[tuple[int, int], AlsoAbout] = {}
    for place in places:
        pk, block = place["annotation"], place["block"]
        is_silent = place["withdrawn_at"] or in_short(place["restraint"])
        if place["position"] == 0 or is_silent or standing.get(pk) == block:
            continue
        line = AlsoAbout(
            note=pk,
            href=f"#note-{pk}" if pk in standing else by_number("annotation")(pk),
            start=place["start"],
            end=place["end"],
            kind=place["kind"],
            author=place["author"],
            stands_here=pk in standing,
        )
        found.setdefault((block, pk), line)
    by_block: dict[int, list[AlsoAbout]] = defaultdict(list)
    for (block, _), line in found.items():
        by_block[block].append(line)
    return by_block


def _in_a_line(exact: str) -> str:
    """The words of a passage, which was cut off if it has QUOTED code points."""
    line = " ".join(exact.split())
    return line if len(exact) < QUOTED else f"{line.rpartition(' ')[0] or line}…"
