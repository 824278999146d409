"""Where what is left of a passage begins and ends in the new text, to the character.

Where the passage has lost words at its edge, and others stand there instead, these are taken for its own as far as
they are in the same sentence and not many more: who selected "A party that leads" means "The party that leads".
"""

from essays.margin.anchoring.comparison import Comparison
from essays.margin.anchoring.strands import Piece
from essays.margin.anchoring.tokens import SENTENCE, Tokens

MORE = 2
"""How many more words may stand for those that were lost, for each of them and besides."""


def begin_of(texts: Comparison, piece: Piece, first: int, start: int) -> int:
    """Where a passage begins whose words begin with number `first`, and whose code points with `start`."""
    old, new, run = texts.old, texts.new, piece.runs[0]
    if run.old > first:
        return new.starts[run.new - _standing_before(texts, piece, first)]
    place, inside = new.starts[run.new], start - old.starts[first]
    if inside > 0:  # it begins inside a word
        return min(place + inside, new.ends[run.new] - 1)
    space = old.text[start : start - inside]
    return place + inside if new.text.endswith(space, 0, place) else place


def end_of(texts: Comparison, piece: Piece, last: int, end: int) -> int:
    """Where a passage ends whose words end before number `last`, and whose code points before `end`."""
    old, new, run = texts.old, texts.new, piece.runs[-1]
    if run.old_end < last:
        return new.ends[run.new_end - 1 + _standing_after(texts, piece, last)]
    place, more = new.ends[run.new_end - 1], end - old.ends[last - 1]
    if more < 0:  # it ends inside a word
        return max(place + more, new.starts[run.new_end - 1] + 1)
    space = old.text[end - more : end]
    return place + more if new.text.startswith(space, place) else place


def _standing_before(texts: Comparison, piece: Piece, first: int) -> int:
    """How many new words before the piece stand for those that the passage has lost there."""
    run, before = piece.runs[0], piece.before
    if before is None:
        return 0
    lost = _until_break(texts.old, run.old, -1, run.old - first)
    put_in = _until_break(texts.new, run.new, -1, run.new - before.new_end)
    all_lost_is_its_own = first == before.old_end or texts.old.breaks[run.old - lost] >= SENTENCE
    return _standing_for(texts, texts.old.codes[run.old - lost : run.old], put_in, all_lost_is_its_own)


def _standing_after(texts: Comparison, piece: Piece, last: int) -> int:
    run, after = piece.runs[-1], piece.after
    if after is None:
        return 0
    lost = _until_break(texts.old, run.old_end, 1, last - run.old_end)
    put_in = _until_break(texts.new, run.new_end, 1, after.new - run.new_end)
    all_lost_is_its_own = last == after.old or texts.old.breaks[run.old_end + lost] >= SENTENCE
    return _standing_for(
        texts, texts.old.codes[run.old_end : run.old_end + lost], put_in, all_lost_is_its_own
    )


def _until_break(tokens: Tokens, place: int, step: int, most: int) -> int:
    """How many words one may go from `place`, at most so many, without leaving the sentence."""
    for number in range(most):
        if tokens.breaks[place + number * step] >= SENTENCE:
            return number
    return most


def _standing_for(texts: Comparison, lost: str, put_in: int, all_lost_is_its_own: bool) -> int:
    if texts.signs.issuperset(lost):
        return put_in if put_in <= len(lost) else 0
    if all_lost_is_its_own and put_in <= MORE * len(lost) + MORE:
        return put_in
    return min(len(lost), put_in)
