"""How one version of a text differs from the next, word by word."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext
from rapidfuzz.distance import Indel

LEAST_IN_COMMON = 0.4
"""Share of words in common, of both wordings of some lines. With less they are easier to read one after the other."""

ROW = 5  # pieces in a row that is no chance: three words and the spaces between them
MOST_BY_CHANCE = 2  # words that may stay by chance between longer changes

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
    compared first, then the words and signs of lines that changed: rows of words that stand once in both stay, and
    between them is the shortest way of leaving out and putting in (rapidfuzz's Indel). A word or two that stayed by
    chance between longer changes goes with them.
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
    hunks: list[Hunk] = []
    was = now = 0
    for place, new_place, length in [*_rows_in_both(old, new), (len(old), len(new), 0)]:
        *between, (gone, come, _) = _hunks(old[was:place], new[now:new_place])
        hunks += [*between, (gone, come, "".join(old[place : place + length]))]
        was, now = place + length, new_place + length
    return _whole_phrases(_joined_hunks(hunks))


def _rows_in_both(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where rows of ROW pieces that stand once in both begin in each, and how far they go on alike; in their order."""
    mine, theirs = _rows_that_stand_once(old), _rows_that_stand_once(new)
    pairs = [(place, theirs[row]) for row, place in mine.items() if row in theirs]
    found: list[tuple[int, int, int]] = []
    for place, new_place in _in_order(pairs):
        if found and place < found[-1][0] + found[-1][2]:
            continue
        length = ROW
        ends = min(len(old) - place, len(new) - new_place)
        while length < ends and old[place + length] == new[new_place + length]:
            length += 1
        if not found or new_place >= found[-1][1] + found[-1][2]:
            found.append((place, new_place, length))
    return found


def _rows_that_stand_once(pieces: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The rows of ROW pieces that begin and end with a word, by where they begin."""
    rows: dict[tuple[str, ...], int] = {}
    for place in range(len(pieces) - ROW + 1):
        row = tuple(pieces[place : place + ROW])
        if row[0][0].isalnum() and row[-1][0].isalnum():
            rows[row] = -1 if row in rows else place
    return {row: place for row, place in rows.items() if place >= 0}


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of these pairs, given by their first, whose second go up as well."""
    lasts: list[int] = []  # the least second with which a chain of each length can end
    chains: list[
        tuple[int, int]
    ] = []  # how long the chain is that ends with each pair, and which pair is before it
    ends: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(lasts, second)
        lasts[length : length + 1] = [second]
        ends[length : length + 1] = [number]
        chains.append((length, ends[length - 1] if length else -1))
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = chains[at][1]
    return found[::-1]


def _joined_hunks(hunks: Sequence[Hunk]) -> list[Hunk]:
    """Hunks of which each but the first begins with a change, and each but the last ends with what stayed."""
    joined: list[Hunk] = []
    for removed, added, stayed in hunks:
        if joined and not (removed or added):
            joined[-1] = (*joined[-1][:2], joined[-1][2] + stayed)
        elif joined and not joined[-1][2]:
            joined[-1] = (joined[-1][0] + removed, joined[-1][1] + added, stayed)
        else:
            joined.append((removed, added, stayed))
    return joined


def _without_spaces(pieces: Sequence[str]) -> list[str]:
    return [piece for piece in pieces if not piece.isspace()]


def _whole_phrases(hunks: list[Hunk]) -> Iterator[Hunk]:
    """Hunks with nothing but a space or a chance word between them become one: phrases read better than words."""
    return _merged(list(_merged(hunks, _only_parts_words)), _is_chance)


def _merged(hunks: Sequence[Hunk], hinders: Callable[[Hunk, Hunk], bool]) -> Iterator[Hunk]:
    """Hunks, each joined with the next where what stayed between them hinders reading."""
    gone = come = ""
    for (removed, added, stayed), following in zip(hunks, [*hunks[1:], None], strict=True):
        gone, come = gone + removed, come + added
        if following and hinders((gone, come, stayed), following):
            gone, come = gone + stayed, come + stayed
        else:
            yield gone, come, stayed
            gone = come = ""


def _only_parts_words(hunk: Hunk, _following: Hunk) -> bool:
    gone, come, stayed = hunk
    return stayed.isspace() and bool(gone and come)


def _is_chance(hunk: Hunk, following: Hunk) -> bool:
    """Whether what stayed is so few words between so many that changed that they only hinder reading."""
    words = len(hunk[2].split())
    changed = [max(len(text.split()) for text in changes) for changes in (hunk[:2], following[:2])]
    return 0 < words <= MOST_BY_CHANCE and min(changed) > 2 * words


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
