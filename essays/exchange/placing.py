"""Finds where quoted words stand in a text, or says that it cannot tell: a note in a wrong place is worse than one that
is left out.

Words that stand there to the letter, however they are spaced, are told apart by what stands around them and by where
they are said to have been. Others are looked for by runs of three words that they share with the text, and taken only
if they are much alike and nothing else is nearly as much so. Positions are code points.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

EXACT, EDITED = "exact", "edited"

MOST_HITS = 200  # of the same words: who quotes what stands everywhere means no place
AROUND = 32  # code points before and after that are compared
SHORT = 24  # code points; fewer are no proof by themselves where what stands around them says otherwise
AGREES = 0.5  # of what stands around: how much alike it has to be to choose one place of several
APART = 0.15  # by how much a place has to be better than the next
RUN = 3  # words
MOST_OF_A_RUN = 40  # places of a run that is still worth looking at
FEWEST_WORDS = 4  # that are looked for when they do not stand to the letter
LEAST_ALIKE = 0.72
EDITED_APART = 0.12

# One sign for one, so that positions stay.
_PLAIN = str.maketrans("‘’‚‛`´“”„‟«»‹›–—‒―−\u2010\u2011", "''''''\"\"\"\"\"\"''" + "-" * 7)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to be found. `section` and `start` are where they are said to have been: a section's name, if any."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    section: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the index of a section, code points [start, end) of its text, and EXACT or EDITED."""

    section: int
    start: int
    end: int
    state: str


class Text:
    """Sections, as (name, text), in which words are found. Looks at each text once."""

    def __init__(self, sections: Sequence[tuple[str, str]]) -> None:
        self.sections = [_Section(name, text) for name, text in sections]

    def find(self, wanted: Wanted) -> Place | None:
        """Where these words stand; None where they do not, or where that cannot be told."""
        folded = " ".join(wanted.exact.split())
        if not folded:
            return None
        if hits := list(self._hits(folded, plain=False)):
            return self._chosen(hits, wanted, EXACT)
        if hits := list(self._hits(folded.translate(_PLAIN), plain=True)):
            return self._chosen(hits, wanted, EDITED)
        return self._alike(wanted)

    def _hits(self, folded: str, *, plain: bool) -> Iterator["_Hit"]:
        found = 0
        for index, section in enumerate(self.sections):
            text = section.plain if plain else section.folded
            at = text.find(folded)
            while at >= 0 and found <= MOST_HITS:
                found += 1
                yield _Hit(index, at, at + len(folded))
                at = text.find(folded, at + 1)

    def _chosen(self, hits: list["_Hit"], wanted: Wanted, state: str) -> Place | None:
        if len(hits) > MOST_HITS:
            return None
        rated = sorted(((self._rating(hit, wanted), hit) for hit in hits), key=lambda pair: -pair[0])
        (best, hit), *others = rated
        context = self._context(hit, wanted)
        was_there = best >= 1.5
        if others:
            agrees = was_there or (context is not None and context >= AGREES)
            if not agrees or best - others[0][0] < APART:
                return None
        elif context is not None and context < AGREES and hit.end - hit.start < SHORT and not was_there:
            return None
        return self._place(hit, state)

    def _rating(self, hit: "_Hit", wanted: Wanted) -> float:
        """How well a place fits: by what stands around it, its section's name, and whether it began there."""
        context = self._context(hit, wanted)
        section = self.sections[hit.section]
        rating = AGREES if context is None else context
        if wanted.section and section.name == wanted.section:
            rating += 0.25
            if wanted.start is not None and section.unfolded(hit.start) == wanted.start:
                rating += 1
        return rating

    def _context(self, hit: "_Hit", wanted: Wanted) -> float | None:
        """How much alike what stands around is, from 0 to 1; None where nothing is said of it."""
        text = self.sections[hit.section].plain
        pairs = []
        if before := " ".join(wanted.prefix.split()).translate(_PLAIN)[-AROUND:]:
            pairs.append((before, text[max(0, hit.start - AROUND) : hit.start].strip()[-len(before) :]))
        if after := " ".join(wanted.suffix.split()).translate(_PLAIN)[:AROUND]:
            pairs.append((after, text[hit.end : hit.end + AROUND].strip()[: len(after)]))
        return sum(fuzz.ratio(*pair) for pair in pairs) / 100 / len(pairs) if pairs else None

    def _place(self, hit: "_Hit", state: str) -> Place:
        section = self.sections[hit.section]
        return Place(hit.section, section.unfolded(hit.start), section.unfolded(hit.end - 1) + 1, state)

    # --- Words that do not stand to the letter ---

    @cached_property
    def _runs(self) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """Where each run of three words begins: section, and the number of the word in it."""
        runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for index, section in enumerate(self.sections):
            for at, run in enumerate(_runs_of(section.words)):
                if len(runs[run]) <= MOST_OF_A_RUN:
                    runs[run].append((index, at))
        return runs

    def _alike(self, wanted: Wanted) -> Place | None:
        words = [word for word, _, _ in _words_of(wanted.exact)]
        if len(words) < FEWEST_WORDS:
            return None
        rated = sorted(self._stretches(words), key=lambda found: -found.score)
        if not rated or rated[0].score < LEAST_ALIKE:
            return None
        best = rated[0]
        others = (found.score for found in rated[1:] if not found.overlaps(best))
        if best.score - next(others, 0.0) < EDITED_APART:
            return None
        spans = self.sections[best.section].spans
        return Place(best.section, spans[best.first][0], spans[best.last][1], EDITED)

    def _stretches(self, words: list[str]) -> Iterator["_Stretch"]:
        """The stretches of the text that share runs with `words`, each as much like them as it can be cut."""
        votes: Counter[tuple[int, int]] = Counter()
        for at, run in enumerate(_runs_of(words)):
            places = self._runs.get(run, [])
            if len(places) <= MOST_OF_A_RUN:
                votes.update((section, place - at) for section, place in places)
        slack = max(8, len(words) // 2)
        looked_at: list[tuple[int, int]] = []
        for (section, offset), _votes in votes.most_common(12):
            if any(section == other and abs(offset - at) <= slack for other, at in looked_at):
                continue
            looked_at.append((section, offset))
            first = max(0, offset - slack)
            window = self.sections[section].words[first : offset + len(words) + 2 * slack]
            if found := _best_cut(words, window):
                score, start, end = found
                yield _Stretch(score, section, first + start, first + end)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place in a section's folded text."""

    section: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of a section from `first` to `last`, and how much alike they are to those looked for, from 0 to 1."""

    score: float
    section: int
    first: int
    last: int

    def overlaps(self, other: "_Stretch") -> bool:
        return self.section == other.section and self.first <= other.last and other.first <= self.last


class _Section:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        runs = [run.span() for run in re.finditer(r"\S+", text)]
        self._starts = [start for start, _ in runs]
        self._begins = [0, *accumulate(end - start + 1 for start, end in runs)]
        self.folded = " ".join(text[start:end] for start, end in runs)
        self._text = text

    @cached_property
    def plain(self) -> str:
        return self.folded.translate(_PLAIN)

    @cached_property
    def _tokens(self) -> list[tuple[str, int, int]]:
        return _words_of(self._text)

    @cached_property
    def words(self) -> list[str]:
        return [word for word, _, _ in self._tokens]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [(start, end) for _, start, end in self._tokens]

    def unfolded(self, offset: int) -> int:
        """The code point of the text at an offset of its folded form; that of a space is the end of the run before."""
        run = bisect_right(self._begins, offset) - 1
        return self._starts[run] + offset - self._begins[run]


def _words_of(text: str) -> list[tuple[str, int, int]]:
    return [(found[0].casefold(), *found.span()) for found in re.finditer(r"\w+", text)]


def _runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(RUN)), strict=False)


def _best_cut(words: Sequence[str], window: Sequence[str]) -> tuple[float, int, int] | None:
    """The stretch of `window` most like `words`: its score, first and last word. None where they share nothing.

    Of the words both have in one order (an Indel alignment), the run that gains most: a word in common gains one, one
    that only the window has costs a fifth, one that only `words` have a third.
    """
    matched = [
        (block.src_start + step, block.dest_start + step)
        for block in Indel.opcodes(words, window)
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    ]
    if not matched:
        return None
    best = (0.0, 0, 0)
    gain, begin = 0.0, 0
    for at, (source, target) in enumerate(matched):
        if at:
            before, behind = matched[at - 1]
            gain -= (source - before - 1) / 3 + (target - behind - 1) / 5
        if gain <= 0:
            gain, begin = 0.0, at
        gain += 1
        if gain > best[0]:
            best = (gain, begin, at)
    _gain, begin, end = best
    first, last = matched[begin][1], matched[end][1]
    # A word or two that were replaced at an end stand where those they replaced stood.
    lead, trail = matched[begin][0], len(words) - 1 - matched[end][0]
    first -= lead if lead <= 2 and first >= lead else 0
    last += trail if trail <= 2 and last + trail < len(window) else 0
    return 2 * (end - begin + 1) / (len(words) + last - first + 1), first, last
