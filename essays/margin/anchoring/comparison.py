"""Two texts beside each other: their words, how much each says, and which are which."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate

from essays.margin.anchoring.alignment import aligned, whole_units, without_chance
from essays.margin.anchoring.refining import shifted_to_breaks, with_resembling
from essays.margin.anchoring.runs import Run
from essays.margin.anchoring.strands import Piece, Strands
from essays.margin.anchoring.tokens import SENTENCE, Tokens, Vocabulary

SIGN, COMMON, RARE = 0.1, 0.3, 1.0
"""How much a sign says, a word that is everywhere, and any other."""
IN_ADDRESS = 0.2
"""How much of that is left of words and signs inside an address, as of a page on the web."""
EVERYWHERE = 200
"""A word is everywhere when one word in so many is that word."""

ENDLESS = 80
"""Words before and after a passage that belong to its sentence, whatever the text does without full stops."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>]+")


class Comparison:
    """An old and a new text, read when it is made, and compared when it is first asked what became of something."""

    def __init__(self, old: str, new: str) -> None:
        vocabulary = Vocabulary()
        self.old, self.new = vocabulary.read(old), vocabulary.read(new)
        self.signs = vocabulary.signs
        self._spelling = vocabulary.words
        self._weights = self._weighed()
        self._old_weights, self._new_weights = (
            array("d", accumulate(self._weights_in(tokens), initial=0.0)) for tokens in (self.old, self.new)
        )

    def _weighed(self) -> dict[str, float]:
        counts = Counter(self.old.codes) + Counter(self.new.codes)
        frequent = max(10, counts.total() / EVERYWHERE)
        return {
            code: SIGN if code in self.signs else COMMON if count > frequent else RARE
            for code, count in counts.items()
        }

    def _weights_in(self, tokens: Tokens) -> list[float]:
        """Of each word and sign there. What an address is spelt with says little: a reader takes it for one word."""
        weights = [self._weights[code] for code in tokens.codes]
        for found in _ADDRESS.finditer(tokens.text):
            for place in range(*(bisect_left(tokens.starts, end) for end in found.span())):
                weights[place] *= IN_ADDRESS
        return weights

    @cached_property
    def strands(self) -> Strands:
        """What stayed and what moved."""
        strands: list[list[Run]] = []
        whole = whole_units(self.old, self.new, self._weights)
        for runs in aligned(self.old, self.new, self._weights, whole):
            paired = with_resembling(
                self.old, self.new, self._spelling, shifted_to_breaks(self.old, self.new, runs)
            )
            in_place = () if strands else whole
            strands.append(without_chance(self.old.codes, self.new.codes, paired, self._weights, in_place))
        return Strands(strands, len(self.old), len(self.new))

    @cached_property
    def _sentences(self) -> list[int]:
        return [place for place, depth in enumerate(self.old.breaks) if depth >= SENTENCE]

    def sentences_around(self, first: int, last: int) -> tuple[int, int]:
        """The sentences of the old text in which words [first, last) stand, as far as they are not endless."""
        begin = self._sentences[bisect_right(self._sentences, first) - 1]
        end = self._sentences[bisect_left(self._sentences, last)]
        return max(begin, first - ENDLESS), min(end, last + ENDLESS)

    def weight(self, first: int, last: int) -> float:
        """Of words [first, last) of the old text."""
        return self._old_weights[last] - self._old_weights[first]

    def new_weight(self, first: int, last: int) -> float:
        return self._new_weights[last] - self._new_weights[first]

    def kept(self, piece: Piece) -> float:
        """Weight of the words of the old text that a piece still has."""
        return sum(self.weight(run.old, run.old_end) * run.likeness for run in piece.runs)
