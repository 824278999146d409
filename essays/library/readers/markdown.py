"""Markdown: CommonMark with tables, strikethrough and footnotes; HTML in it is text like any other."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from essays.library.outline import Outline
from essays.library.readers.refusals import ImportRefused, Reason
from essays.library.readers.writing import Writing, piece_of
from essays.library.sectioning import Matter, Piece, outline_of_pieces

MOST_FOOTNOTE_SIGNS = 5_000
DEEPEST_NESTING = 60

_MARKS = {"em": "emphasis", "strong": "strong", "s": "strikethrough", "link": "link"}
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<fields>(?:[^\n]{0,2000}\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(
    r"(?P<name>title|subtitle|author|authors|date|lang|language)\s*:\s*(?P<value>.*)", re.IGNORECASE
)
_ANY_FIELD = re.compile(r"[\w -]{1,60}:.*|\s*-\s.*|\s*#.*|\s+\S.*|\s*")
_NAMES = {"authors": "author", "lang": "language"}


def read_markdown(text: str) -> Outline:
    """Return the outline of Markdown `text`, front matter included.

    Links keep their address if it is http, https or mailto. Raises ImportRefused, Reason.TOO_SLOW, where
    more footnote signs stand than any text has.
    """
    if text.count("[^") > MOST_FOOTNOTE_SIGNS:
        raise ImportRefused(Reason.TOO_SLOW)
    about, text = _front_matter(text)
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_NESTING})
    markdown.enable(["table", "strikethrough"]).use(footnote_plugin)
    return outline_of_pieces(list(_pieces(_with_counted_notes(markdown.parse(text)))), about)


def _with_counted_notes(tokens: list[Token]) -> list[Token]:
    """Give notes their numbers where any has a word for a label, as “[^freeman]”: no reader is shown that."""
    about = [
        token.meta
        for outer in tokens
        for token in (outer, *(outer.children or ()))
        if token.type in ("footnote_ref", "footnote_open")
    ]
    if any(not str(meta.get("label") or "1").isdigit() for meta in about):
        for meta in about:
            meta["label"] = str(meta["id"] + 1)
    return tokens


def _front_matter(text: str) -> tuple[Matter, str]:
    """Split simple “key: value” lines between two rules off the top."""
    match = _FRONT.match(text)
    if match is None or not all(_ANY_FIELD.fullmatch(line) for line in match["fields"].splitlines()):
        return Matter(), text
    fields = (_FIELD.fullmatch(line.strip()) for line in match["fields"].splitlines())
    said = {_name(field["name"]): field["value"].strip().strip("\"'[]") for field in fields if field}
    return Matter(**said), text[match.end() :]


def _name(name: str) -> str:
    return _NAMES.get(name.lower(), name.lower())


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Yield a piece for each token that carries text; its kind is that of what it stands in."""
    around: list[Token] = []
    row: Writing | None = None
    fresh_item = fresh_note = False
    for token in tokens:
        if token.nesting > 0:
            around.append(token)
            fresh_item |= token.type == "list_item_open"
            fresh_note |= token.type == "footnote_open"
            row = Writing() if token.type == "tr_open" else row
        elif token.nesting < 0:
            around.pop()
            if token.type == "tr_close" and row:
                yield from _one(piece_of(row))
                row = None
        elif token.type in ("fence", "code_block"):
            writing = Writing(verbatim=True)
            writing.write(token.content)
            yield from _one(piece_of(writing, "code"))
        elif token.type == "inline" and row is not None:
            row.next_cell()
            _write(token, row)
        elif token.type == "inline":
            kind, level = _kind(around, fresh_item=fresh_item)
            writing = Writing()
            if fresh_note:
                writing.write(f"{_note_label(around)} ")
            _write(token, writing)
            yield from _one(piece_of(writing, kind, level))
            fresh_item = fresh_note = False


def _one(piece: Piece | None) -> Iterator[Piece]:
    if piece:
        yield piece


def _kind(around: Sequence[Token], *, fresh_item: bool) -> tuple[str, int]:
    types = {token.type for token in around}
    if "footnote_open" in types:
        return "note", 0
    if "heading_open" in types and not types & {"blockquote_open", "list_item_open"}:
        return "heading", int(around[-1].tag[1])
    if "blockquote_open" in types:
        return "quotation", 0
    return ("list_item" if fresh_item and "list_item_open" in types else "paragraph"), 0


def _note_label(around: Sequence[Token]) -> str:
    note = next(token for token in around if token.type == "footnote_open")
    return str(note.meta.get("label") or note.meta["id"] + 1)


def _write(inline: Token, writing: Writing) -> None:
    for token in inline.children or ():
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting > 0 and name in _MARKS:
            writing.open(_MARKS[name], str(token.attrGet("href") or "") or None)
        elif token.nesting < 0 and name in _MARKS:
            writing.close(_MARKS[name])
        elif name == "code_inline":
            writing.open("code")
            writing.write(token.content)
            writing.close("code")
        elif name == "footnote_ref":
            writing.open("superscript")
            writing.write(str(token.meta.get("label") or token.meta["id"] + 1))
            writing.close("superscript")
        elif name == "hardbreak":
            writing.break_line()
        elif name == "softbreak":
            writing.write(" ")
        elif name in ("text", "image", "html_inline", "text_special"):
            writing.write(token.content)
