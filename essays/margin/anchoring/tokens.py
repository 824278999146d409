"""A text as a row of words and signs: spacing and typography make no difference, and every one knows its place."""

import re
import sys
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CLAUSE: Final = 1
SENTENCE: Final = 2
PARAGRAPH: Final = 3
"""How deep a break in a text is; 0 is none."""

LONG_LINE = 200
"""Code points of a line that nobody has wrapped."""

# Scripts that put no space between words: there every character counts as one. Thai to Burmese, Khmer, kana, Han.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# What is written without being read: soft hyphens, joiners, marks of direction, the form of an emoji.
_UNREAD = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
# Accents and vowel signs that are characters by themselves; for Python they are no part of a word.
_MARKS = "".join(chr(code) for code in range(0x300, 0x3000) if unicodedata.category(chr(code))[0] == "M")
_LETTERS = rf"[^\W_{_SPACELESS}]+"
_WORD = re.compile(
    rf"{_LETTERS}(?:[{_MARKS}{_UNREAD}_]+{_LETTERS})*[{_MARKS}]*|[{_SPACELESS}][{_MARKS}\u3099\u309a]*"
)
_TOKEN = re.compile(rf"{_WORD.pattern}|\.\.\.|[^\w\s{_UNREAD}]|_")
_NOT_READ = re.compile(f"[{_UNREAD}]")
_STOPS = frozenset(".!?…。！？｡．؟۔।॥") | {"..."}
_CLOSING = frozenset("\"'”’»)]*_」』）》〉】")
_WITHOUT_SPACE = frozenset("。！？｡")  # stops, and below signs within a sentence, that no space follows
_PAUSES = frozenset("，、；：")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ITEM = frozenset("-*+•|>#")  # a line that begins with one is a paragraph: of a list, a table, a heading
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ´`", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "..."}
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and signs of a text in reading order.

    `codes` has one character for each, the same for the same word however it is written. `starts` and `ends` say where
    each one stands, in code points of `text`. `breaks` says how deep a break there is before each, and at the end.
    """

    text: str
    codes: str
    starts: Sequence[int]
    ends: Sequence[int]
    breaks: Sequence[int]

    def __len__(self) -> int:
        return len(self.codes)


class Vocabulary:
    """Gives every word a character of its own, so that rows of words can be compared, cut and searched as strings.

    There are 1,114,112 characters; words beyond that many share theirs, and count as the same word.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def read(self, text: str) -> Tokens:
        """The tokens of `text`. Case, the kind of quotation marks and the length of dashes are ignored."""
        codes: list[str] = []
        starts, ends, breaks = array("l"), array("l"), bytearray()
        end, last, last_but_closing, line = 0, "", "", ""
        lines_are_paragraphs = _lines_are_paragraphs(text)
        for found in _TOKEN.finditer(text):
            start, token = found.start(), found.group()
            space = text[end:start]
            depth = _break_between(space, last, last_but_closing, token)
            if "\n" in space:
                if lines_are_paragraphs or line == "#" or token in _ITEM:
                    depth = PARAGRAPH
                line = token
            breaks.append(depth)
            end = found.end()
            codes.append(self._code(token))
            starts.append(start)
            ends.append(end)
            last_but_closing = last_but_closing if token in _CLOSING else token
            last = token
            line = line or token
        if breaks:
            breaks[0] = PARAGRAPH
        breaks.append(PARAGRAPH)
        return Tokens(text, "".join(codes), starts, ends, breaks)

    def _code(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            plain = word.translate(_PLAIN).casefold()
            if not plain.isascii():
                plain = _NOT_READ.sub("", unicodedata.normalize("NFKC", plain)) or plain
            code = self._codes.setdefault(plain, chr(len(self._codes) % (sys.maxunicode + 1)))
            self._codes[word] = code
        return code

    @property
    def words(self) -> dict[str, str]:
        """How each character is spelt."""
        return {code: word for word, code in reversed(self._codes.items())}

    @property
    def signs(self) -> frozenset[str]:
        """The characters of what is no word: full stops, quotation marks and the like."""
        return frozenset(code for token, code in self._codes.items() if not _WORD.match(token))


def _lines_are_paragraphs(text: str) -> bool:
    """Whether a single line's end is that of a paragraph: there are no blank lines, and most lines end a sentence."""
    if _BLANK_LINE.search(text):
        return False
    lines = [line.rstrip() for line in text.split("\n")]
    ended = sum(line.rstrip("".join(_CLOSING))[-1:] in _STOPS for line in lines)
    return len(lines) > 1 and (ended * 2 >= len(lines) or max(map(len, lines)) >= LONG_LINE)


def _break_between(space: str, last: str, last_but_closing: str, following: str) -> int:
    """How deep the break is between two tokens with that space between them, the first being `last`."""
    if not space:
        if following in _CLOSING:
            return 0
        return SENTENCE if last_but_closing in _WITHOUT_SPACE else CLAUSE if last in _PAUSES else 0
    if space != " " and space.count("\n") > 1:
        return PARAGRAPH
    if last_but_closing in _STOPS:
        return SENTENCE
    return 0 if _WORD.match(last) else CLAUSE
