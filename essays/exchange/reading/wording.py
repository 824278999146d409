"""What is said in HTML elsewhere, as Markdown: its paragraphs, lines, links and emphasis, and nothing else."""

import re
from html.parser import HTMLParser

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
_BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "table",
    "section",
}
_LINES = {"br", "li", "tr"}
_SILENT = {"script", "style", "template", "noscript", "iframe", "object", "head", "title"}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}


def as_markdown(said: str, media_type: str) -> str:
    """What a body says, in Markdown; of what is neither HTML nor Markdown, the words as they are."""
    if media_type.partition(";")[0].strip().lower() not in ("text/html", "application/xhtml+xml"):
        return said
    writer = _Writer()
    writer.feed(said)
    writer.close()
    return writer.written()


class _Writer(HTMLParser):
    """Never raises, whatever it is fed; what is not closed is closed by what comes after it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            return
        if tag in _SILENT:
            self.silent = tag
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag in _LINES:
            self.pieces.append("\n- " if tag == "li" else "  \n")
        elif tag in _MARKS:
            self.pieces.append(_MARKS[tag])
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.pieces.append("[")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent = "" if tag == self.silent else self.silent
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag in _MARKS:
            self.pieces.append(_MARKS[tag])
        elif tag == "a" and self.links:
            self.pieces.append(f"]({_address(self.links.pop())})")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(_SIGNS.sub(r"\\\1", re.sub(r"\s+", " ", data)))

    def written(self) -> str:
        while self.links:
            self.pieces.append(f"]({_address(self.links.pop())})")
        lines = (
            line.strip() if not line.endswith("  ") else line.lstrip()
            for line in "".join(self.pieces).split("\n")
        )
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _address(href: str) -> str:
    """An address as Markdown takes it; which ones a link may lead to is decided where it is rendered."""
    return re.sub(r"[\s<>()]", "", href)
