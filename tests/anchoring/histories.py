"""What became of passages in the real histories of texts, judged by other means than the ones that are judged.

Nobody wrote down what became of each sentence, so only those are asked about of which it is plain:

- *verbatim*: the sentence stands exactly once in each version, spacing apart. Then it is there.
- *edited*: one sentence of the new version, or two neighbours, that the old one did not have, shares at least 0.6 of
  the words in order (difflib's ratio), and no other comes within 0.2 of that. What of a passage is left is what
  difflib matches between the two, character by character: at least half of its words, else nobody is asked about it.
- *gone*: nothing in the new version, neither a sentence nor two neighbours, has as much as 0.4 of it, counting only
  matches of two words and more; and less than 0.45 by ratio.
"""

import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.anchoring.drafts import Span, sentences, words
from tests.anchoring.truth import Truth

SMALLEST, LARGEST = 3_000, 100_000  # bytes of a file worth looking at
ENDINGS = (".md", ".asc", ".adoc", ".txt", ".rst", ".tex")
MOST = 40  # sentences asked about of each sort and pair of versions


@dataclass(frozen=True)
class Question:
    sort: str
    shape: str
    span: Span
    truth: Truth


def pairs(git: Path, files: int, versions: int, random: Random) -> Iterator[tuple[str, str]]:
    """Older and newer versions of files in a repository: each of `files` at `versions` pairs of times."""
    listed = _git(git, "ls-tree", "-r", "-l", "HEAD").splitlines()
    paths = []
    for line in listed:
        about, path = line.split("\t", 1)
        size = about.split()[3]
        if path.endswith(ENDINGS) and size.isdigit() and SMALLEST <= int(size) <= LARGEST:
            paths.append(path)
    random.shuffle(paths)
    for path in paths[: files * 3]:
        commits = _git(git, "log", "--format=%H", "--", path).split()
        if len(commits) < 4 or not files:
            continue
        files -= 1
        for _ in range(versions):
            newer, older = sorted(random.sample(range(len(commits)), 2))
            old, new = (_git(git, "show", f"{commits[at]}:{path}") for at in (older, newer))
            if all(SMALLEST <= len(text) <= LARGEST for text in (old, new)) and _has_changed(old, new):
                yield old, new


def _has_changed(old: str, new: str) -> bool:
    """Whether at least one sentence in thirty is another one now."""
    said = [_spaced(old[slice(*span)]) for span in sentences(old)]
    now = _spaced(new)
    return sum(one not in now for one in said) * 30 >= len(said)


def _git(git: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(git), *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.stdout


def questions(old: str, new: str, random: Random) -> list[Question]:
    """Passages of the old version of which it is plain what became of them."""
    return list(_Pair(old, new, random).questions())


class _Pair:
    def __init__(self, old: str, new: str, random: Random) -> None:
        self.old, self.new, self.random = old, new, random
        self.old_spans, self.new_spans = sentences(old, least=25), sentences(new, least=1)
        self.old_said = Counter(_spaced(old[slice(*span)]) for span in self.old_spans)
        self.new_said = Counter(_spaced(new[slice(*span)]) for span in self.new_spans)
        self.old_whole, self.new_whole = _spaced(old), _spaced(new)
        self.at = {_spaced(new[slice(*span)]): span for span in self.new_spans}

    def questions(self) -> Iterator[Question]:
        verbatim: list[Span] = []
        others: list[Span] = []
        for span in self.old_spans:
            said = _spaced(self.old[slice(*span)])
            inside_old, inside_new = self.old_whole.count(said), self.new_whole.count(said)
            if inside_old == inside_new == 1 and self.new_said[said] == 1:
                verbatim.append(span)
            elif inside_new == 0 and inside_old == 1:
                others.append(span)
        near = self._near(verbatim, others)
        for span in near[:MOST]:
            yield from self._verbatim(span)
        for one, other in pairwise(near[:MOST]):
            yield from self._neighbours(one, other)
        self.random.shuffle(others)
        candidates = self._candidates()
        for span in others[:MOST]:
            yield from self._changed(span, candidates)

    def _near(self, verbatim: list[Span], others: list[Span]) -> list[Span]:
        """Verbatim sentences, those first that have a changed one beside them."""
        starts = [start for start, _ in others]
        return sorted(verbatim, key=lambda span: min((abs(start - span[0]) for start in starts), default=0))

    def _verbatim(self, span: Span) -> Iterator[Question]:
        place = self.at[_spaced(self.old[slice(*span)])]
        kept = dict(zip(_solid(self.old, span), _solid(self.new, place), strict=True))
        for shape, (start, end) in self._shapes(span):
            yield Question(
                "verbatim", shape, (start, end), Truth(((kept[start], kept[end - 1] + 1),), True, False)
            )

    def _neighbours(self, one: Span, other: Span) -> Iterator[Question]:
        one, other = sorted((one, other))
        if self.old[one[1] : other[0]].strip() or one == other:
            return
        here, there = (self.at[_spaced(self.old[slice(*span)])] for span in (one, other))
        if not self.new[here[1] : there[0]].strip() and here < there:
            truth = Truth(((here[0], there[1]),), True, False)
            yield Question("verbatim", "several sentences", (one[0], other[1]), truth)

    def _candidates(self) -> list[Span]:
        """Sentences that the old version did not have, and pairs of neighbours of which it did not have one."""
        fresh = [span for span in self.new_spans if _spaced(self.new[slice(*span)]) not in self.old_whole]
        fresh_ones = set(fresh)
        both = [
            (one[0], other[1])
            for one, other in pairwise(self.new_spans)
            if (one in fresh_ones and other in fresh_ones) and not self.new[one[1] : other[0]].strip()
        ]
        return fresh + both

    def _changed(self, span: Span, candidates: Sequence[Span]) -> Iterator[Question]:
        mine = _said(self.old[slice(*span)])
        if len(mine) < 5:
            return
        rated = sorted(
            ((_ratio(mine, _said(self.new[slice(*other)])), other) for other in candidates), reverse=True
        )
        best, place = rated[0] if rated else (0.0, (0, 0))
        rival = next((rate for rate, other in rated if other[1] <= place[0] or other[0] >= place[1]), 0.0)
        if best >= 0.6 and best - rival >= 0.2:
            yield from self._edited(span, place)
        elif best < 0.45 and all(
            _held(mine, _said(self.new[slice(*other)])) < 0.4 for other in self._everything()
        ):
            for shape, inside in self._shapes(span):
                yield Question("gone", shape, inside, Truth((), False, True))

    def _everything(self) -> Iterator[Span]:
        yield from self.new_spans
        yield from ((one[0], other[1]) for one, other in pairwise(self.new_spans))

    def _edited(self, span: Span, place: Span) -> Iterator[Question]:
        before, after = self.old[slice(*span)], self.new[slice(*place)]
        kept: dict[int, int] = {}
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            kept |= {span[0] + block.a + n: place[0] + block.b + n for n in range(block.size)}
        for shape, (start, end) in self._shapes(span):
            mine = words(self.old, start, end)
            left = [word for word in mine if all(at in kept for at in range(*word))]
            if len(left) * 2 >= len(mine) > 0:
                found = [kept[at] for at in range(start, end) if at in kept]
                yield Question(
                    "edited", shape, (start, end), Truth(((found[0], found[-1] + 1),), True, False)
                )

    def _shapes(self, span: Span) -> Iterator[tuple[str, Span]]:
        yield "whole sentence", span
        inside = words(self.old, *span)
        if len(inside) < 5:
            return
        low = self.random.randrange(len(inside) - 3)
        high = self.random.randrange(low + 3, len(inside))
        yield "part of a sentence", (inside[low][0], inside[high][1])
        few = self.random.randrange(len(inside) - 3)
        yield "one to three words", (inside[few][0], inside[few + self.random.randint(0, 2)][1])


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _solid(text: str, span: Span) -> list[int]:
    return [at for at in range(*span) if not text[at].isspace()]


@lru_cache(maxsize=20_000)
def _said(text: str) -> tuple[str, ...]:
    """Its words; a title that was set in capitals has the same ones."""
    return tuple(text[slice(*span)].casefold() for span in words(text, 0, len(text)))


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    common = (Counter(one) & Counter(other)).total()
    if not common or 2 * common / (len(one) + len(other)) < 0.35:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _held(mine: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Share of my words that the other has in order, single ones not counted."""
    if (Counter(mine) & Counter(other)).total() < 0.4 * len(mine):
        return 0.0
    blocks = SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(mine)
