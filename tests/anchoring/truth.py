"""What became of a passage, known from the edits themselves."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from essays.margin.anchoring import Passage, Placement
from tests.anchoring.drafts import COPY, Draft, Span, words

RIGHT = 0.9  # of the union of both ranges that both have in common
THERE, GONE = 0.5, 0.25  # share of a passage's words; between the two nobody can blame either answer
SAME_WORD = 0.6  # share of its characters that makes a word with a slip of the pen still that word
TORN = 400  # characters between two of its words: then the parts count for themselves


@dataclass(frozen=True)
class Truth:
    """`ranges` of the new text that are right answers; `gone` and `there` say which answers may be blamed."""

    ranges: tuple[Span, ...]
    there: bool
    gone: bool


class Fates:
    """The truth about any passage of a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._at = {number: place for place, number in enumerate(draft.origin) if number is not None}
        self._most = max(self._at, default=0)
        self._instead: dict[int, list[int]] = {}
        for place, number in enumerate(draft.origin):
            if number is not None and number < 0:
                self._instead.setdefault(-1 - number, []).append(place)

    def of(self, start: int, end: int) -> Truth:
        """The truth about characters [start, end) of the old text."""
        old_words = words(self.draft.old, start, end) or [(start, end)]
        kept = [word for word in old_words if self._survives(*word)]
        places = [self._at[number] for number in range(start, end) if number in self._at]
        parts = _parts(places)
        sizes = sorted((len(part) for part in parts), reverse=True)
        torn = len(sizes) > 1 and sizes[1] > sizes[0] / 3
        share = len(kept) / len(old_words) * (sizes[0] / sum(sizes) if sizes else 0)
        if share <= GONE and not (torn and len(kept) / len(old_words) > GONE):
            return Truth((), False, True)
        main = max(parts, key=len)
        ranges = [(main[0], main[-1] + 1), (min(places), max(places) + 1)]
        for copies in self._copies(start, end):  # then any of the equal ones, or all of them, may be meant
            others = [copies.get(number, self._at.get(number, -1)) for number in range(start, end)]
            others = [place for place in others if place >= 0]
            ranges.append((min(others), max(others) + 1))
            ranges.append((min([main[0], *copies.values()]), max([main[-1], *copies.values()]) + 1))
        instead = [place for number in range(start, end) for place in self._instead.get(number, ())]
        for first, last in ranges[:2]:
            near = [place for place in instead if first - TORN < place < last + TORN]
            ranges.append((min([first, *near]), max([last, *(place + 1 for place in near)])))
        return Truth(tuple(dict.fromkeys(ranges)), share >= THERE, False)

    def _copies(self, start: int, end: int) -> Iterator[dict[int, int]]:
        """Where the characters stand once more, for each time that they were copied beside themselves."""
        for times in range(COPY, self._most + COPY, COPY):
            copies = {
                number: self._at[number + times] for number in range(start, end) if number + times in self._at
            }
            if copies:
                yield copies

    def _survives(self, start: int, end: int) -> bool:
        kept = sum(number in self._at for number in range(start, end))
        return kept >= (end - start) * SAME_WORD


def _parts(places: list[int]) -> list[list[int]]:
    """Places in the order of the new text, cut where there is much between two."""
    parts: list[list[int]] = []
    for place in sorted(places):
        if not parts or place - parts[-1][-1] > TORN:
            parts.append([])
        parts[-1].append(place)
    return parts


def verdict(truth: Truth, placement: Placement) -> str:
    """*right*, *partly*, *wrong* or *lost* where the passage is still there; *gone* or *attached* where it is not;
    *doubtful* where it is on the border and either answer may be given."""
    if placement.start is None or placement.end is None:
        return "gone" if truth.gone else "lost" if truth.there else "doubtful"
    if truth.gone:
        return "attached"
    overlap = max(common(found, (placement.start, placement.end)) for found in truth.ranges)
    if overlap == 0:
        return "wrong"
    if not truth.there:
        return "doubtful"
    return "right" if overlap >= RIGHT else "partly"


def common(one: Span, other: Span) -> float:
    """Intersection over union."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


@dataclass
class Score:
    """How often each verdict was given."""

    verdicts: Counter[str]

    @property
    def there(self) -> int:
        return sum(self.verdicts[name] for name in ("right", "partly", "wrong", "lost"))

    @property
    def gone(self) -> int:
        return self.verdicts["gone"] + self.verdicts["attached"]

    def share(self, name: str) -> float:
        """Of the passages still there; of those gone, where the verdict is about them."""
        whole = self.gone if name in ("gone", "attached") else self.there
        return self.verdicts[name] / whole if whole else 0.0


def passage(old: str, start: int, end: int) -> Passage:
    return Passage(start, end, old[start:end], old[max(0, start - 32) : start], old[end : end + 32])
