"""How one version of a text differs from the next, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext
from rapidfuzz.distance import Indel

LEAST_IN_COMMON = 0.4
"""Share of words in common, of both wordings of some lines. With less they are easier to read one after the other."""

Kind = Literal["same", "added", "removed"]

_WORD = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A stretch of text that stayed, came or went."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> list[Change]:
    """The stretches of both texts in reading order, neighbours of different kinds, none empty.

    What is the same or removed makes up `old`, what is the same or added makes up `new`, to the letter. Lines are
    compared first, then the words and signs of lines that changed, each by the shortest way of leaving out and
    putting in (rapidfuzz's Indel).
    """
    found: list[tuple[Kind, str]] = []
    for old_lines, new_lines, kept_lines in _hunks(
        old.splitlines(keepends=True), new.splitlines(keepends=True)
    ):
        for removed, added, kept in _hunks_of_words(_WORD.findall(old_lines), _WORD.findall(new_lines)):
            found += [("removed", removed), ("added", added), ("same", kept)]
        found.append(("same", kept_lines))
    return _joined(found)


def _joined(found: list[tuple[Kind, str]]) -> list[Change]:
    runs = groupby((piece for piece in found if piece[1]), key=lambda piece: piece[0])
    return [Change(kind, "".join(text for _, text in run)) for kind, run in runs]


Hunk = tuple[str, str, str]
"""What went, what came in its place, and what stayed after it."""


def _hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    hunks: list[Hunk] = []
    gone = come = ""
    for way in Indel.opcodes(old, new):
        before = "".join(old[way.src_start : way.src_end])
        if way.tag == "equal":
            hunks.append((gone, come, before))
            gone = come = ""
        else:
            gone += before
            come += "".join(new[way.dest_start : way.dest_end])
    return [*hunks, (gone, come, "")]


def _hunks_of_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    if Indel.normalized_similarity(_without_spaces(old), _without_spaces(new)) < LEAST_IN_COMMON:
        return iter([("".join(old), "".join(new), "")])
    return _whole_phrases(_hunks(old, new))


def _without_spaces(pieces: Sequence[str]) -> list[str]:
    return [piece for piece in pieces if not piece.isspace()]


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
