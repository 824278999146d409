"""What is turned down, so that no text keeps the server busy for longer than a moment.

Parsing brackets and addresses takes quadratic time, cleaning takes time for every tag, and both grow with
depth. Each count below bounds one of these; a text that stays under all of them renders in a quarter of a
second at the very worst, and what people write in earnest stays far below.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from markdown_it.token import Token

from .refusals import TextRefused

MAX_POST = 10_240
"""Bytes of UTF-8 in a post: as many Latin letters, half as many Cyrillic ones, a third as many Chinese."""

MAX_DEPTH = 60
MAX_LINKS = 200
MAX_FOOTNOTE_MARKS = 100
MAX_BRACKET_WORK = 200_000  # opening brackets × other marks in the same block
MAX_LAYOUT = 6_000  # lines × (depth + columns)
MAX_QUOTE_WORK = 40_000  # lines that begin a quotation × lines that may go on with it × depth
MAX_TAGS = 3_000
"""In the HTML, where four characters that had to be escaped take as long to clean as one tag."""

MAX_HTML = 100_000

_LINK_MARK = re.compile(r"://|www\.|@", re.IGNORECASE)
_CONTAINER_MARK = re.compile(r"[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\]\s]+\]:)")
_QUOTED_LINE = re.compile(r" {0,3}>")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_NEW_BLOCK = re.compile(r"\n(?:[ \t>]*\n| {0,3}[-+*] +(?=\S))")
_INLINE_MARK = re.compile(r"[^\w\s]|[_\n]")
_TABLE_RULE_SIGNS = "|:-> \t"


def check_source(source: str, *, limit: int) -> None:
    """Read the source once, before it is parsed. Takes its greatest length in bytes of UTF-8.

    Raises TextRefused when it is longer, is nested deeper than 60, or holds more links, footnote marks,
    square brackets or cells of tables than are parsed quickly.
    """
    _check_length(source, limit)
    if len(_LINK_MARK.findall(source)) > MAX_LINKS:
        raise TextRefused(_("This text has too many links: the limit is %(limit)d."), limit=MAX_LINKS)
    if source.count("[^") > MAX_FOOTNOTE_MARKS:
        message = _("This text has too many footnote marks: the limit is %(limit)d.")
        raise TextRefused(message, limit=MAX_FOOTNOTE_MARKS)
    if sum(_bracket_work(block) for block in _NEW_BLOCK.split(source)) > MAX_BRACKET_WORK:
        raise TextRefused(_("This text has too many square brackets. Please simplify it, or split it up."))
    _check_layout(source)


def check_tokens(tokens: Iterable[Token]) -> None:
    """Raise TextRefused when the parsed text is nested deeper than 60 elements."""
    depth = 0
    for token in _with_children(tokens):
        depth += token.nesting
        if depth > MAX_DEPTH:
            raise _too_deep()


def check_html(html: str) -> None:
    """Raise TextRefused when little Markdown has become a great deal of HTML."""
    if html.count("<") + html.count("&") // 4 > MAX_TAGS or len(html) > MAX_HTML:
        raise TextRefused(_("This text has too much formatting. Please simplify it, or split it up."))


def _check_length(source: str, limit: int) -> None:
    size = len(source.encode())
    if size > limit:
        excess = -(-(size - limit) * len(source) // size)
        message = ngettext_lazy(
            "This text is too long. Please shorten it by about %(excess)d character.",
            "This text is too long. Please shorten it by about %(excess)d characters.",
            "excess",
        )
        raise TextRefused(message, excess=excess)


def _bracket_work(block: str) -> int:
    """From every opening bracket the parser may read on through all marks up to the end of its block."""
    return block.count("[") * len(_INLINE_MARK.findall(block))


def _check_layout(source: str) -> None:
    lines = source.split("\n")
    depth = max(_depth(line) for line in lines)
    if depth > MAX_DEPTH:
        raise _too_deep()
    rules = (line for line in lines if "|" in line and not line.strip(_TABLE_RULE_SIGNS))
    columns = max((rule.count("|") + 1 for rule in rules), default=0)
    quoting = sum(_quote_work(stretch) for stretch in _BLANK_LINE.split(source))
    if len(lines) * (depth + columns) > MAX_LAYOUT or quoting * depth > MAX_QUOTE_WORK:
        message = _(
            "This text has too many lines for such wide tables or such deep lists and quotations. "
            "Please simplify it, or split it up with blank lines."
        )
        raise TextRefused(message)


def _quote_work(stretch: str) -> int:
    """From every line that begins a quotation the parser may read on through all that could belong to it."""
    lines = stretch.split("\n")
    beginnings = sum(">" in _container_marks(line) for line in lines)
    continuations = sum(not _QUOTED_LINE.match(line) for line in lines)
    return beginnings * continuations


def _depth(line: str) -> int:
    """How many lists, quotations and footnotes a line may stand in: by its marks or its indentation."""
    marks = _container_marks(line)
    return max(len(_CONTAINER_MARK.findall(marks)), len(marks.expandtabs(4)) // 2)


def _container_marks(line: str) -> str:
    end = 0
    while mark := _CONTAINER_MARK.match(line, end):
        end = mark.end()
    return line[:end]


def _too_deep() -> TextRefused:
    message = _("This text is nested too deeply: lists and quotations can be at most %(limit)d levels deep.")
    return TextRefused(message, limit=MAX_DEPTH)


def _with_children(tokens: Iterable[Token]) -> Iterator[Token]:
    return chain.from_iterable((token, *(token.children or ())) for token in tokens)
