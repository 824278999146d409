"""Whether a passage is still there. In doubt it is not: a wrong attachment is worse than a lost one.

It must keep half of its words, and the largest piece of it must be in one place. Its words alone do not prove that,
for common ones are found everywhere, and a longest common subsequence finds them: so either some of them must still
stand in a row that is no chance, or nearly half of the sentences around the passage must be there as well.
"""

from dataclasses import replace

from essays.margin.anchoring.alignment import CHANCE
from essays.margin.anchoring.comparison import Comparison
from essays.margin.anchoring.runs import Run
from essays.margin.anchoring.strands import Piece
from essays.margin.anchoring.tokens import SENTENCE

LEAST = 0.48
"""Share of a passage's words, by weight, that must still be there."""
LEAST_AROUND = 0.42
"""The same of the sentences in which it stood, itself included."""
CERTAIN = 0.45
"""Share of those sentences that leaves no doubt where it was: then common words of a passage count like rare ones."""
PHRASE = 4.0
"""Weight of words in a row that is no chance, whatever has become of the sentences around them."""
STRAGGLER = 1.0
"""Weight of words that are no straggler, wherever they stand."""


def survivor(texts: Comparison, first: int, last: int) -> tuple[Piece | None, float]:
    """What is left together of words [first, last) of the old text, and what share of them that is.

    None when that is too little, or too uncertain.
    """
    pieces = [(texts.kept(piece), piece) for piece in texts.strands.pieces(first, last)]
    if not pieces:
        return None, 0.0
    kept, piece = max(pieces, key=lambda rated: rated[0])
    share = kept / texts.weight(first, last)
    if not _is_still_there(texts, piece, share, first, last):
        return None, min(share, LEAST)
    return _without_stragglers(texts, piece), share


def _is_still_there(texts: Comparison, piece: Piece, share: float, first: int, last: int) -> bool:
    if share >= LEAST and max(texts.weight(run.old, run.old_end) for run in piece.runs) >= PHRASE:
        return True
    around = _share_around(texts, piece, first, last)
    if around >= CERTAIN:
        share = max(share, sum(run.size * run.likeness for run in piece.runs) / (last - first))
    return share >= LEAST and around >= LEAST_AROUND


def _share_around(texts: Comparison, piece: Piece, first: int, last: int) -> float:
    """Share of the sentences around the passage that is left where the piece is."""
    begin, end = texts.sentences_around(first, last)
    kept = sum(
        texts.kept(other) for other in texts.strands.pieces(begin, end) if other.strand == piece.strand
    )
    return kept / texts.weight(begin, end)


def _without_stragglers(texts: Comparison, piece: Piece) -> Piece:
    """The piece without signs and common words at its ends that are in another sentence than the rest, far away."""
    runs, before, after = list(piece.runs), piece.before, piece.after
    while len(runs) > 1 and _is_straggler(texts, runs[-1], runs[-2].new_end, runs[-1].new):
        after = runs.pop()
    while len(runs) > 1 and _is_straggler(texts, runs[0], runs[0].new_end, runs[1].new):
        before = runs.pop(0)
    return replace(piece, runs=runs, before=before, after=after)


def _is_straggler(texts: Comparison, run: Run, start: int, end: int) -> bool:
    """Whether what is put in at [start, end) of the new text parts a run from the rest of its piece."""
    weight = texts.weight(run.old, run.old_end) * run.likeness
    if weight >= STRAGGLER or texts.new_weight(start, end) <= CHANCE * weight:
        return False
    return max(texts.new.breaks[start + 1 : end], default=0) >= SENTENCE
