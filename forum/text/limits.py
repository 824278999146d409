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
MAX_BRACKET_WORK = 500_000
MAX_LAYOUT = 8_000
MAX_TAGS = 3_000
MAX_HTML = 100_000

_LINK_MARK = re.compile(r"://|www\.|@", re.IGNORECASE)
_CONTAINER_MARK = re.compile(r">|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\]\s]+\]:")
_SPACE = re.compile(r"[ \t]*")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_INLINE_MARK = re.compile(r"[^\w\s]|\n")
_TABLE_RULE = re.compile(r"[ \t>|:-]*\|[ \t>|:-]*")


def check_source(source: str, *, limit: int) -> None:
    """Read the source once, before it is parsed. Takes its greatest length in bytes of UTF-8.

    Raises TextRefused when it is longer, is nested deeper than 60, or holds more links, footnote marks,
    square brackets or cells of tables than are parsed quickly.
    """
    _check_length(source, limit)
    if len(_LINK_MARK.findall(source)) > MAX_LINKS:
        raise TextRefused(_("This text has too many links: there is room for %(limit)d."), limit=MAX_LINKS)
    if source.count("[^") > MAX_FOOTNOTE_MARKS:
        message = _("This text has too many footnote marks: there is room for %(limit)d.")
        raise TextRefused(message, limit=MAX_FOOTNOTE_MARKS)
    if sum(_bracket_work(paragraph) for paragraph in _BLANK_LINE.split(source)) > MAX_BRACKET_WORK:
        raise TextRefused(_("This text has too many square brackets. Please simplify it, or split it up."))
    _check_layout(source.split("\n"))


def check_tokens(tokens: Iterable[Token]) -> None:
    """Raise TextRefused when the parsed text is nested deeper than 60 elements."""
    depth = 0
    for token in _with_children(tokens):
        depth += token.nesting
        if depth > MAX_DEPTH:
            raise _too_deep()


def check_html(html: str) -> None:
    """Raise TextRefused when little Markdown has become a great deal of HTML."""
    if html.count("<") > MAX_TAGS or len(html) > MAX_HTML:
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


def _bracket_work(paragraph: str) -> int:
    """From an opening bracket the parser may read on through every mark up to the paragraph's end."""
    return paragraph.count("[") * len(_INLINE_MARK.findall(paragraph))


def _check_layout(lines: list[str]) -> None:
    depth = max(_depth(line) for line in lines)
    if depth > MAX_DEPTH:
        raise _too_deep()
    columns = max((line.count("|") for line in lines if _TABLE_RULE.fullmatch(line)), default=0)
    if len(lines) * (depth + columns) > MAX_LAYOUT:
        message = _(
            "This text has too many lines for such wide tables or such deep lists and quotations. "
            "Please simplify it, or split it up."
        )
        raise TextRefused(message)


def _depth(line: str) -> int:
    """How many lists, quotations and footnotes a line may stand in: by its marks or its indentation."""
    marks = columns = 0
    place = _SPACE.match(line).end()  # type: ignore[union-attr]
    while mark := _CONTAINER_MARK.match(line, place):
        marks += 1
        columns = len(line[: mark.end()].expandtabs(4)) if marks == 1 else columns + mark.end() - place
        place = _SPACE.match(line, mark.end()).end()  # type: ignore[union-attr]
    return max(marks, columns // 2)


def _too_deep() -> TextRefused:
    message = _("This text is nested too deeply: lists and quotations go at most %(limit)d levels deep.")
    return TextRefused(message, limit=MAX_DEPTH)


def _with_children(tokens: Iterable[Token]) -> Iterator[Token]:
    return chain.from_iterable((token, *(token.children or ())) for token in tokens)
