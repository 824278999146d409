"""How well a document fits what was asked, told from its own words alone.

BM25 (Robertson and Zaragoza, 2009) weighs a word by how few documents have it, and a document by how long others are.
Such numbers tell everybody what stands where they may not look: whoever searches for two words could see from the order
of what they find how often each is said behind a closed door. So what BM25 says of one document is kept, with a length
that is typical once and for all. Little is lost: all words must occur, so none is chosen over another.

What is looked through is folded, as it is kept (folding.py). Knows no Django.
"""

from bisect import bisect
from collections.abc import Callable, Sequence

from forum.search.asking import Term

TYPICAL_TITLE, TYPICAL_TEXT = 40, 400  # code points
FAR = 1 << 40  # code points, more than any text has
NEAR = 100  # code points between two words that stand half as near one another as can be
MOST_PLACES = 16  # of a word in a text that are looked at: it fits little better where it occurs more often
SATURATION, LENGTH = 1.2, 0.75  # k1 and b of BM25

Places = Sequence[Sequence[int]]  # of each term, in order


def fitting(terms: Sequence[Term]) -> Callable[[str, str], float]:
    """What tells of the folded title and text of a document how well it fits `terms`: 0 or more, more is better.

    Twice the share of the words that stand in the title, which is more than all the rest; how densely they stand in the
    title, and in the text; and how near one another. A phrase as it was asked for is as near as can be.
    """
    asked = [_needle(term) for term in terms]
    in_a_row = "".join(needle.rstrip() for needle in asked) + (" " if asked[-1].endswith(" ") else "")
    nowhere: Places = [()] * len(asked)

    def fit(title: str, text: str) -> float:
        title, text = f" {title} ", f" {text} "
        in_title = [_places(title, needle) for needle in asked] if len(title) > 2 else nowhere
        in_text = [_places(text, needle) for needle in asked]
        score = 2 * sum(map(bool, in_title)) / len(asked) + _density(in_text, len(text), TYPICAL_TEXT)
        if in_title is not nowhere:
            score += _density(in_title, len(title), TYPICAL_TITLE)
        if len(asked) == 1:
            return score
        if in_a_row in text or in_a_row in title:
            return score + 1
        return score + max(_nearness(in_title), _nearness(in_text))

    return fit


def _needle(term: Term) -> str:
    """What stands where `term` does: a space before each of its pieces, and after it, unless it may go on."""
    return f" {' '.join(term.pieces)}" + ("" if term.has_open_end else " ")


def _places(field: str, needle: str) -> list[int]:
    """Where `needle` stands, the first MOST_PLACES."""
    places: list[int] = []
    at = field.find(needle)
    while at >= 0:
        places.append(at)
        if len(places) == MOST_PLACES:
            break
        at = field.find(needle, at + 1)
    return places


def _density(places: Places, length: int, typical: int) -> float:
    """How often each word stands in a field of that length, 0 to 1: the mean of what BM25 makes of that."""
    room = SATURATION * (1 - LENGTH + LENGTH * length / typical)
    dense = 0.0
    for each in places:
        dense += len(each) / (len(each) + room)
    return dense / len(places)


def _nearness(places: Places) -> float:
    """From 0, where they do not all occur, to 1: how near all the others come to a place of the one that has fewest."""
    if not all(places):
        return 0.0
    fewest = min(places, key=len)
    others = [[-FAR, *each, FAR] for each in places if each is not fewest]
    nearest = FAR
    for at in fewest:
        farthest = 0
        for each in others:
            after = bisect(each, at)
            farthest = max(farthest, min(each[after] - at, at - each[after - 1]))
        nearest = min(nearest, farthest)
    return NEAR / (NEAR + nearest)
