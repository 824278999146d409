"""A text while it is edited, in which every character knows where it came from."""

import re
from dataclasses import dataclass, field

COPY = 10**9
"""Added to the origin of characters that repeat others beside them, once for each time: nobody can say which of them is
the first."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’')\]]*(?=\s|$)|$)", re.DOTALL)
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")

Span = tuple[int, int]


@dataclass
class Draft:
    """`origin` says of every character which one of the old text it is; -1 - n where it stands instead of the nth, None
    where it is new."""

    old: str
    text: str = ""
    origin: list[int | None] = field(default_factory=list)
    sites: list[Span] = field(default_factory=list)  # where in the old text something was done

    @classmethod
    def of(cls, old: str) -> "Draft":
        return cls(old, old, list(range(len(old))))

    def replace(self, start: int, end: int, words: str) -> None:
        """Put `words` instead of characters [start, end), which are touched; an insertion where the two are one."""
        self._touch(start, end)
        instead = self._instead(start, end)
        self._splice(start, end, words, [instead] * len(words))

    def retype(self, start: int, end: int, words: str) -> None:
        """Write the same characters anew, so that they still count as themselves: a space, a quotation mark."""
        self._touch(start, end)
        kept: list[int | None] = [*self.origin[start:end], *[None] * len(words)]
        self._splice(start, end, words, kept[: len(words)])

    def copy(self, start: int, end: int, to: int, before: str = "", after: str = "") -> None:
        self._touch(start, end)
        beside = to in (start, end) or not self.text[min(end, to) : max(start, to)].strip()
        times = COPY * (1 + max((number or 0 for number in self.origin), default=0) // COPY)
        copied = [number % COPY + times if beside and number is not None and number >= 0 else None
                  for number in self.origin[start:end]]  # fmt: skip
        words = before + self.text[start:end] + after
        self._splice(to, to, words, [*[None] * len(before), *copied, *[None] * len(after)])

    def move(self, start: int, end: int, to: int) -> None:
        """Put characters [start, end) before the one that is now at `to`, outside of them."""
        self._touch(start, end)
        words, origin = self.text[start:end], self.origin[start:end]
        self._splice(to, to, words, origin)
        if to <= start:
            start, end = start + len(words), end + len(words)
        self._splice(start, end, "", [])

    def _touch(self, start: int, end: int) -> None:
        known = self._originals(max(0, start - 1), end + 1)
        if known:
            self.sites.append((min(known), max(known) + 1))

    def _instead(self, start: int, end: int) -> int | None:
        known = self._originals(start, end)
        return -1 - known[0] if known else None

    def _originals(self, start: int, end: int) -> list[int]:
        """The characters of the old text that stand in [start, end) of this one."""
        return [number for number in self.origin[start:end] if number is not None and 0 <= number < COPY]

    def _splice(self, start: int, end: int, words: str, origin: list[int | None]) -> None:
        self.text = self.text[:start] + words + self.text[end:]
        self.origin[start:end] = origin


def paragraphs(text: str) -> list[Span]:
    return [found.span() for found in _PARAGRAPH.finditer(text)]


def sentences(text: str, least: int = 20) -> list[Span]:
    """Sentences of at least that many characters, each inside its paragraph."""
    return [
        (start + found.start(), start + found.start() + len(found.group().rstrip()))
        for start, end in paragraphs(text)
        for found in _SENTENCE.finditer(text[start:end])
        if found.end() - found.start() >= least
    ]


def words(text: str, start: int, end: int) -> list[Span]:
    return [found.span() for found in _WORD.finditer(text, start, end)]
