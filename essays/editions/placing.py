"""Where the passages of all notes stand in a new edition.

Each is sought from where it stood last: in the edition before, or, if it was gone from that, in the last one that
had it, so that words that come back are found again.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import F
from rapidfuzz.distance import Indel

from essays.library.models import Edition, Essay, Section
from essays.margin.anchoring import Alignment, Passage
from essays.margin.models import Placement
from essays.margin.selecting import block_at

MOST_PAIRS = 400_000_000  # of paragraphs that are compared as wholes
AROUND = 32  # code points of the old text that are told of either side of a passage
State = Placement.State


@dataclass(frozen=True, slots=True)
class Place:
    """Code points [start, end) of a section, which is counted from 0, and the block in which they begin."""

    section: int
    block: int
    start: int
    end: int


class Text:
    """An edition as one run of text: its sections in order, a line's end apart."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sections
        self.text = "\n".join(section.text for section in sections)
        lengths = [len(section.text) + 1 for section in sections]
        self.starts = [0, *accumulate(lengths)][:-1]
        self.index = {section.pk: number for number, section in enumerate(sections)}
        # Its blocks in order, that of number 1 first: each as its section and the range in it.
        self.blocks = [
            (number, row["start"], row["end"])
            for number, section in enumerate(sections)
            for row in section.blocks
        ]

    @classmethod
    def of(cls, edition: int) -> "Text":
        """The text of a published edition, by its key."""
        return cls(list(Section.objects.filter(edition=edition).order_by("position")))

    def offset(self, section: int, start: int) -> int:
        """Where a code point of the section with that key is in the whole."""
        return self.starts[self.index[section]] + start

    @property
    def paragraphs(self) -> list[str]:
        return [self.sections[number].text[start:end] for number, start, end in self.blocks]

    def words(self, place: Place) -> str:
        return self.sections[place.section].text[place.start : place.end]

    def place(self, start: int, end: int) -> Place | None:
        """The place of code points [start, end) of the whole, in the section that has most of them, without white
        space at its ends; None where nothing is left."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        parts = [(number, *self._within(number, start, end)) for number in range(first, last + 1)]
        number, begins, ends = max(parts, key=lambda part: part[2] - part[1])
        section = self.sections[number]
        words = section.text[begins:ends]
        begins += len(words) - len(words.lstrip())
        ends = begins + len(words.strip())
        return Place(number, block_at(section, begins), begins, ends) if begins < ends else None

    def _within(self, number: int, start: int, end: int) -> tuple[int, int]:
        begins = self.starts[number]
        return max(start - begins, 0), min(end - begins, len(self.sections[number].text))


@dataclass(frozen=True, slots=True)
class LastPlace:
    """A passage where it stood last."""

    passage: int
    edition: int
    section: int
    start: int
    end: int
    state: str
    exact: str  # the words that were selected


@dataclass(frozen=True, slots=True)
class Placed:
    """What becomes of a passage: its state since it was selected, and since the edition it stood in last; its place
    unless it is gone; and the words it stood on there."""

    passage: int
    state: str
    since: str
    place: Place | None
    was: str


def standing_in(essay: Essay, *, passages: Collection[int] | None = None) -> list[LastPlace]:
    """Where all passages of the essay's notes, or those with these keys, stood last; in two queries."""
    now = Placement.objects.filter(edition=essay.edition_id)
    if passages is not None:
        now = now.filter(passage__in=passages)
    standing = list(_rows(now.filter(section__isnull=False)))
    gone = now.filter(state=State.GONE).values("passage")
    earlier = Placement.objects.filter(passage__in=gone, section__isnull=False)
    latest: dict[int, LastPlace] = {}
    for row in _rows(earlier.order_by("passage", "-edition__number")):
        latest.setdefault(row.passage, row)
    return sorted([*standing, *latest.values()], key=lambda row: row.passage)


def _rows(placements) -> Iterator[LastPlace]:
    columns = ("passage_id", "edition_id", "section_id", "start", "end", "state")
    for row in placements.values_list(*columns, F("passage__exact")):
        yield LastPlace(*row)


class Beside:
    """An edition's text beside a new one. Paragraphs that stay as they are, in their order, need no more comparing."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old, self.new = old, new
        self.alignment = Alignment(old.text, new.text)
        before, after = old.paragraphs, new.paragraphs
        self.stayed: dict[int, int] = {}  # numbers of blocks in the old edition and in the new one
        if len(before) * len(after) <= MOST_PAIRS:
            for way in Indel.opcodes(before, after):
                if way.tag == "equal":
                    stayed = zip(
                        range(way.src_start + 1, way.src_end + 1), range(way.dest_start + 1, way.dest_end + 1),
                        strict=True,
                    )  # fmt: skip
                    self.stayed.update(stayed)

    def place(self, section: int, start: int, end: int) -> tuple[str, Place | None]:
        """What becomes of [start, end) of the old section with that key: its state, and its place."""
        if stayed := self._in_what_stayed(section, start, end):
            return State.EXACT, stayed
        text = self.old.text
        start, end = self.old.offset(section, start), self.old.offset(section, end)
        around = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        found = self.alignment.place(Passage(start, end, text[start:end], *around))
        if found.start is None or found.end is None:
            return State.GONE, None
        place = self.new.place(found.start, found.end)
        return (found.state, place) if place else (State.GONE, None)

    def block(self, number: int) -> int | None:
        """The number of the block that an old one has become."""
        if number in self.stayed:
            return self.stayed[number]
        section, start, end = self.old.blocks[number - 1]
        begins = self.old.starts[section]
        found = self.alignment.carry(begins + start, begins + end)
        place = self.new.place(*found) if found else None
        return place.block if place else None

    def _in_what_stayed(self, section: int, start: int, end: int) -> Place | None:
        place = self.old.sections[self.old.index[section]]
        first, last = (block_at(place, offset) for offset in (start, end - 1))
        now = [self.stayed.get(number) for number in range(first, last + 1)]
        if now[0] is None or now != list(range(now[0], now[0] + len(now))):
            return None
        number, begins, _ = self.new.blocks[now[0] - 1]
        if self.new.blocks[now[0] + len(now) - 2][0] != number:
            return None
        by = begins - self.old.blocks[first - 1][1]
        return Place(number, now[0], start + by, end + by)


class Placing:
    """A new edition's text beside those its passages come from, each compared once."""

    def __init__(self, new: Text) -> None:
        self.new = new
        self._beside: dict[int, Beside] = {}

    def beside(self, edition: int) -> Beside:
        """How a published edition, by its key, lies beside the new one."""
        if edition not in self._beside:
            self._beside[edition] = Beside(Text.of(edition), self.new)
        return self._beside[edition]

    def place(self, standing: LastPlace) -> Placed:
        """What becomes of a passage."""
        beside = self.beside(standing.edition)
        section = beside.old.sections[beside.old.index[standing.section]]
        was = section.text[standing.start : standing.end]
        state, place = beside.place(standing.section, standing.start, standing.end)
        if place is None:
            return Placed(standing.passage, State.GONE, State.GONE, None, was)
        words = self.new.words(place)
        since = State.EDITED if state == State.EXACT and words != was else state
        return Placed(standing.passage, _state(state, standing, words), since, place, was)

    def succession(self, edition: Edition) -> list[int | None]:
        """For each block of the edition before, from its first, the number of the one it has become, or None."""
        beside = self.beside(edition.pk)
        return [beside.block(number) for number in range(1, len(beside.old.blocks) + 1)]


def _state(found: str, standing: LastPlace, words: str) -> str:
    """*moved* once it is out of its place, else *exact* while the words are those that were selected."""
    if State.MOVED in (found, standing.state):
        return State.MOVED
    return State.EXACT if words == standing.exact else State.EDITED


def changed_since(before: Mapping[int, LastPlace], now: Iterable[LastPlace]) -> list[LastPlace]:
    """Those of `now` that are new, or stand elsewhere than they did."""
    return [standing for standing in now if before.get(standing.passage) != standing]
