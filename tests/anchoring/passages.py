"""Passages as readers select them, in and around the places where something was done."""

from bisect import bisect_right
from random import Random

from tests.anchoring.drafts import Span, paragraphs, sentences, words


class Selections:
    """Passages of one text in every shape."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._paragraphs = paragraphs(text)
        self._sentences = sentences(text, least=1)

    def around(self, site: Span, random: Random) -> dict[str, Span]:
        """One passage of each shape that has something to do with the site."""
        start = site[0]
        first = max(0, bisect_right(self._sentences, (start, len(self.text))) - 1)
        begin, finish = self._sentences[first]
        inside = words(self.text, begin, finish) or [(begin, finish)]
        middle = max(0, bisect_right(inside, (start, len(self.text))) - 1)
        after = self._sentences[min(first + random.randint(1, 3), len(self._sentences) - 1)]
        number = max(0, bisect_right(self._paragraphs, (start, len(self.text))) - 1)
        paragraph = self._paragraphs[number]
        following = self._paragraphs[min(number + 1, len(self._paragraphs) - 1)]
        low, high = random.randint(0, middle), random.randint(middle, len(inside) - 1)
        few = min(middle + random.randint(0, 2), len(inside) - 1)
        shift = random.randint(-6, 6)
        near = min(max(0, middle + shift), len(inside) - 1)
        return {
            "whole sentence": (begin, finish),
            "part of a sentence": (inside[low][0], inside[high][1]),
            "one to three words": (inside[middle][0], inside[few][1]),
            "words nearby": (inside[near][0], inside[min(near + 1, len(inside) - 1)][1]),
            "several sentences": (begin, after[1]),
            "across paragraphs": (random.randint(paragraph[0], paragraph[1] - 1), random.randint(*following)),
            "whole paragraph": paragraph,
        }

    def anywhere(self, random: Random) -> dict[str, Span]:
        place = random.randrange(len(self.text))
        return self.around((place, place + 1), random)
