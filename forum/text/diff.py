"""How one version of a text differs from the next, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from .shortest_edit import Kind, Step, steps

MOST_CHANGES = 200
"""In one stretch. A passage changed in more places than that is easier to follow when shown as replaced."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A stretch of text that stayed, came or went."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> list[Change]:
    """The stretches of both texts in reading order, neighbours of different kinds, none empty.

    What is the same or removed makes up `old`, what is the same or added makes up `new`, to the letter.
    Lines are compared first, then the words and signs of lines that changed; time is bounded for any texts.
    """
    found: list[Step] = []
    lines = steps(old.splitlines(keepends=True), new.splitlines(keepends=True), most=MOST_CHANGES)
    for old_lines, new_lines, kept_lines in _hunks(lines):
        words = steps(_WORD.findall(old_lines), _WORD.findall(new_lines), most=MOST_CHANGES)
        for removed, added, kept in _whole_phrases(_hunks(words)):
            found += [("removed", removed), ("added", added), ("same", kept)]
        found.append(("same", kept_lines))
    return _joined(found)


def _joined(found: list[Step]) -> list[Change]:
    runs = groupby((step for step in found if step[1]), key=lambda step: step[0])
    return [Change(kind, "".join(text for _, text in run)) for kind, run in runs]


def render_diff(changes: Sequence[Change]) -> SafeString:
    """The changes as `<ins>` and `<del>`, each said in words for those who hear the page.

    Line ends are kept as they are: the stylesheet's `.diff` shows them.
    """
    return format_html_join("", "{}", ((_marked(change),) for change in changes))


def _marked(change: Change) -> str:
    if change.kind == "added":
        label = pgettext("before words in a comparison", "added")
        return format_html('<ins><span class="visually-hidden">{} </span>{}</ins>', label, change.text)
    if change.kind == "removed":
        label = pgettext("before words in a comparison", "removed")
        return format_html('<del><span class="visually-hidden">{} </span>{}</del>', label, change.text)
    return change.text


Hunk = tuple[str, str, str]
"""What went, what came in its place, and what stayed after it."""


def _hunks(found: list[Step]) -> list[Hunk]:
    hunks: list[Hunk] = []
    gone: list[str] = []
    come: list[str] = []
    for stayed, run in groupby(found, key=lambda step: step[0] == "same"):
        if stayed:
            hunks.append(("".join(gone), "".join(come), "".join(text for _, text in run)))
            gone, come = [], []
        else:
            for kind, text in run:
                (gone if kind == "removed" else come).append(text)
    return [*hunks, ("".join(gone), "".join(come), "")]


def _whole_phrases(hunks: list[Hunk]) -> Iterator[Hunk]:
    """Hunks with nothing but a space between them become one: phrases read better than single words."""
    gone = come = ""
    for place, (removed, added, stayed) in enumerate(hunks):
        gone, come = gone + removed, come + added
        last = place == len(hunks) - 1
        if stayed.isspace() and not last and gone and come:
            gone, come = gone + stayed, come + stayed
        else:
            yield gone, come, stayed
            gone = come = ""
