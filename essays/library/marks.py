"""A block's text and the marks over it, as inline HTML that adds no character and loses none."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from django.utils.html import escape

from essays.library.outline import Mark
from forum.text import safe_url

# Parts of a block that are set apart as a whole; they stand around whatever is marked inside them.
CITE = "cite"
LABEL = "label"

_TAGS = {
    CITE: ('<span class="cite">', "</span>"),
    LABEL: ('<span class="label">', "</span>"),
    "link": ("", "</a>"),
    "strong": ("<strong>", "</strong>"),
    "emphasis": ("<em>", "</em>"),
    "strikethrough": ("<s>", "</s>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "code": ("<code>", "</code>"),
}
_OUTSIDE_IN = {kind: rank for rank, kind in enumerate(_TAGS)}


def inline_html(text: str, marks: Iterable[Mark] = ()) -> str:
    """Return `text` with `marks` (code points of `text`) as HTML whose text content is exactly `text`.

    Marks may overlap: where one ends inside another, the inner one is closed and opened again, so that tags
    always nest. A link whose address `safe_url` refuses, or that begins inside another link, is plain text.
    """
    marks = [part for kind, of_kind in _by_kind(marks) for part in _apart(kind, of_kind)]
    starting = defaultdict(list)
    for mark in marks:
        starting[mark.start].append(mark)
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})

    html: list[str] = []
    around: list[Mark] = []
    for start, end in pairwise(edges):
        wanted = [mark for mark in around if mark.end > start] + starting[start]
        wanted.sort(key=lambda mark: _OUTSIDE_IN[mark.kind])
        html += _turn(around, wanted)
        html.append(escape(text[start:end]))
        around = wanted
    return "".join(html + _turn(around, []))


def _by_kind(marks: Iterable[Mark]) -> Iterable[tuple[str, list[Mark]]]:
    known = sorted((m for m in marks if m.kind in _TAGS), key=lambda m: (m.kind, m.start, m.end))
    return ((kind, list(group)) for kind, group in groupby(known, key=lambda mark: mark.kind))


def _apart(kind: str, marks: Sequence[Mark]) -> list[Mark]:
    """Marks of one kind, sorted by start, without overlaps: links give way to earlier ones, others join."""
    apart: list[Mark] = []
    for mark in marks:
        if kind == "link":
            address = safe_url(mark.href or "")
            if address and (not apart or apart[-1].end <= mark.start):
                apart.append(Mark(mark.start, mark.end, kind, address))
        elif apart and mark.start < apart[-1].end:
            apart[-1] = Mark(apart[-1].start, max(mark.end, apart[-1].end), kind)
        else:
            apart.append(mark)
    return apart


def _turn(around: Sequence[Mark], wanted: Sequence[Mark]) -> list[str]:
    """The tags that lead from inside the marks `around` to inside those `wanted`, outermost first in both."""
    kept = next(
        (n for n, (old, new) in enumerate(zip(around, wanted, strict=False)) if old != new),
        min(len(around), len(wanted)),
    )
    return [_TAGS[mark.kind][1] for mark in reversed(around[kept:])] + [
        _opening(mark) for mark in wanted[kept:]
    ]


def _opening(mark: Mark) -> str:
    if mark.kind == "link":
        return f'<a href="{escape(mark.href)}" rel="nofollow noopener">'
    return _TAGS[mark.kind][0]
