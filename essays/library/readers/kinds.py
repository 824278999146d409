"""What a file is, told by its first bytes and only then by its name."""

import re

from essays.library.readers.refusals import ImportRefused, Reason

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x00\x00\x01\x00", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a packed archive"),
    (b"BZh9", "a packed archive"),
    (b"\xfd7zXZ", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
)
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_PROLOGUE = re.compile(r"\s+|<\?xml[^>]{0,200}\?>|<!--(?s:.{0,2000}?)-->")
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body|script|style|meta|title)\b", re.IGNORECASE)
_SVG_START = re.compile(r"<(?:!doctype\s+svg|svg)\b", re.IGNORECASE)


def refuse_other_kinds(data: bytes) -> None:
    """Raise ImportRefused, Reason.UNSUPPORTED, if the first bytes are those of a kind that is not read here."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise ImportRefused(Reason.UNSUPPORTED, kind=kind)
    if data[4:8] == b"ftyp":
        raise ImportRefused(Reason.UNSUPPORTED, kind="a film")


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def kind_of_text(text: str, filename: str) -> str:
    """Return “svg”, “html”, “markdown” or “plain”."""
    start, name = _start(text), filename.lower()
    if _SVG_START.match(start) or name.endswith(".svg"):
        return "svg"
    if name.endswith(_MARKDOWN_NAMES):
        return "markdown"
    if _HTML_START.match(start) or name.endswith(_HTML_NAMES):
        return "html"
    return "plain"


def _start(text: str) -> str:
    """Return the first 100 characters after white space, comments and an XML declaration."""
    position = 0
    while match := _PROLOGUE.match(text, position):
        position = match.end()
    return text[position : position + 100]
