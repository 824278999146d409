"""Our own safe HTML as well-formed XML, with marks put in between its words.

Takes what `forum.text` and `essays.library.marks` made safe: allowed tags, properly nested.
"""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"br", "hr"}
# What XML 1.0 has no way to say; https://www.w3.org/TR/xml/#charsets
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Mark = tuple[int, str]  # a code point of the text, and well-formed markup that is to stand before it


def in_xml(words: str) -> str:
    """Words as XML character data, also inside a quoted attribute; what XML cannot say becomes U+FFFD."""
    return escape(_UNSAYABLE.sub("\ufffd", words))


def as_xhtml(html: str, *, site: str, ids: str = "", marks: Sequence[Mark] = ()) -> str:
    """The HTML as XML. Relative addresses are led to `site`, ids begin with `ids`, so that many texts can share a file,
    and each of `marks`, sorted, is put in at its place, though never inside a link."""
    writer = _Writer(site, ids, marks)
    writer.feed(html)
    writer.close()
    return writer.written()


class _Writer(HTMLParser):
    def __init__(self, site: str, ids: str, marks: Sequence[Mark]) -> None:
        super().__init__(convert_charrefs=True)
        self.site, self.ids = site, ids
        self.waiting = list(reversed(marks))
        self.pieces: list[str] = []
        self.place = 0
        self.links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._put_marks()
        if tag == "s":
            tag = "del"
        said = "".join(f' {name}="{in_xml(self._value(name, value or ""))}"' for name, value in attrs)
        self.pieces.append(f"<{tag}{said}/>" if tag in VOID else f"<{tag}{said}>")
        self.links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.pieces.append(f"</{'del' if tag == 's' else tag}>")
        self.links -= tag == "a"

    def handle_data(self, data: str) -> None:
        while self.waiting and not self.links and self.waiting[-1][0] < self.place + len(data):
            here = max(0, self.waiting[-1][0] - self.place)
            self._say(data[:here])
            data = data[here:]
            self._put_marks()
        self._say(data)

    def written(self) -> str:
        self.pieces += [mark for _, mark in reversed(self.waiting)]
        return "".join(self.pieces)

    def _say(self, words: str) -> None:
        self.pieces.append(in_xml(words))
        self.place += len(words)

    def _put_marks(self) -> None:
        while self.waiting and not self.links and self.waiting[-1][0] <= self.place:
            self.pieces.append(self.waiting.pop()[1])

    def _value(self, name: str, value: str) -> str:
        if name == "id":
            return self.ids + value
        if name == "href":
            return f"#{self.ids}{value[1:]}" if value.startswith("#fn") else urljoin(f"{self.site}/", value)
        return value
