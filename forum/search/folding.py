"""Words as they are sought: without case, accents and ligatures, the same for what is kept and for what is asked.

Everything is folded here and nothing in the engines, so that all of them find the same. What is folded consists of
letters, digits and marks only: no character of it means anything to an engine.
"""

import re
import unicodedata

LONGEST = 64  # code points of a word; what is longer is no word that anybody types

# Letters that Unicode does not take apart, and that people write out where their keyboard has none of them.
_WRITTEN_OUT = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n",
}  # fmt: skip
_TATWEEL = "\u0640"  # lengthens an Arabic word for the eye

# Thai, Lao, Burmese, Khmer, kana and Han are written without spaces between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")


def words_in(text: str) -> list[str]:
    """The words of `text`, folded. A run of a script without spaces is one word; so is an e-mail's every part."""
    return [word[:LONGEST] for word in fold(text).split()]


def fold(text: str) -> str:
    """`text` folded, with a space for everything that is part of no word."""
    if text.isascii():
        return text.lower().translate(_PIECES)
    apart = unicodedata.normalize("NFKD", text).casefold()
    # Casefolding may put letters together that can be taken apart again.
    pieces = unicodedata.normalize("NFKD", apart).translate(_PIECES)
    return unicodedata.normalize("NFC", pieces)


def is_unspaced(word: str) -> bool:
    """Whether `word` is of a script that puts no spaces between words."""
    return _RUN.fullmatch(word) is not None


def runs_in(word: str) -> list[str]:
    """`word` in parts: those of scripts without spaces, and those of others."""
    return _RUNS.findall(word)


def kept(text: str) -> str:
    """What an engine keeps of `text`: its words one space apart. Runs without spaces are kept as pairs of characters
    that overlap, and their last character by itself, so that any part of them is found."""
    return " ".join(
        piece for word in words_in(text) for run in runs_in(word) for piece in pieces_of(run, is_last=False)
    )


def pieces_of(run: str, *, is_last: bool) -> list[str]:
    """How a run is kept, or asked for: the last of what is asked for may go on where the text does."""
    if not is_unspaced(run):
        return [run]
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return pairs if is_last and pairs else [*pairs, run[-1]]


class _Pieces(dict[int, str | None]):
    """What becomes of each character that has been taken apart and casefolded; found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = piece = _piece_of(chr(code))
        return piece


def _piece_of(character: str) -> str | None:
    if character in _WRITTEN_OUT:
        return _WRITTEN_OUT[character]
    category = unicodedata.category(character)
    if category == "Cf" or character == _TATWEEL or _is_accent(character):
        return None
    return character if category[0] in "LMN" else " "


def _is_accent(character: str) -> bool:
    """Whether it is a mark that words are read without: accents, Hebrew and Arabic points, strokes laid over letters.

    Vowel signs of Indic scripts and the voicing of kana are none: they tell one word from another.
    """
    place = unicodedata.combining(character)
    return place == 1 or 10 <= place <= 36 or place >= 200


_PIECES = _Pieces()
