"""The first words of a text, for lists and titles."""

import re
from html import unescape

_ASIDE = re.compile(r'<sup>[^<]*(?:<(?!/sup)[^<]*)*</sup>|<section class="footnotes">.*', re.DOTALL)
_TAG = re.compile(r'</?([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
_INLINE = {"a", "code", "del", "em", "strong", "sup"}


def excerpt(html: str, length: int = 160) -> str:
    """The first words of rendered HTML as plain text on one line, at most `length` code points with the "…".

    Footnotes and their marks are left out. Takes what `render` returned and works in linear time. The result
    is not HTML: it is escaped wherever it is shown.
    """
    prose = _TAG.sub(_gap, _ASIDE.sub("", html))
    words = " ".join(unescape(prose).split())
    if len(words) <= length:
        return words
    room = words[:length]
    whole_words = room.rpartition(" ")[0] or room[:-1]
    return whole_words.rstrip(" ,;:–—") + "…"


def within_quotation(words: str) -> str:
    """A title as it is said within quotation marks: those of its own become single ones."""
    return words.translate({ord("“"): "‘", ord("”"): "’"})


def _gap(tag: re.Match[str]) -> str:
    return "" if tag[1] in _INLINE else " "
