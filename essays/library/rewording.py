"""A section as one plain text that a person may change, and back again.

Pure. Paragraphs stand a blank line apart; the heading line, where the section begins with one, is a field of its own.
What was not touched comes back exactly as it was, whatever blank lines stand inside it. What was changed a little
keeps its kind, its citation and its marks, as far as the words they stand on are still there; what is new is a
paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import Indel

from essays.library.citations import parse_citation
from essays.library.corrections import name_in
from essays.library.outline import Block, Mark, Section, named

ALIKE = 0.5  # share of words in common from which a paragraph counts as the same one, changed
MOST_PAIRS = 10_000  # of paragraphs that are compared with one another, where many were changed in a row
MOST_WORDS = (
    50_000_000  # pairs of words that are compared; a longer paragraph, all changed, keeps its kind alone
)
MOST_PIECES = 400_000_000  # pairs of paragraphs of a section

_APART = re.compile(r"\n(?:[^\S\n]*\n)+")
_BLANK_AT_ENDS = re.compile(r"\A(?:[^\S\n]*\n)+|(?:\n[^\S\n]*)+\Z")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def heading_of(section: Section) -> str:
    """The line the section is headed by, as it is printed; or its name, where no line says it."""
    if _has_heading_line(section):
        return " ".join(section.blocks[0].text.split())
    return named(section.label, section.heading)


def wording_of(section: Section) -> str:
    """The words below the heading line, paragraphs a blank line apart."""
    return "\n\n".join(block.text for block in _below_heading(section))


def reworded(section: Section, text: str, *, heading: str | None = None) -> Section:
    """Return `section` with `text` below its heading line, and `heading` as that line: "" for none, None for the old.

    A heading that was changed names the section anew; its slug is then "", for it is not known yet.
    """
    said = " ".join(heading.split()) if heading is not None else heading_of(section)
    below = tuple(_reworded_blocks(_below_heading(section), text))
    if said == heading_of(section):
        first = section.blocks[:1] if _has_heading_line(section) else ()
        return replace(section, blocks=(*first, *below))
    if not said:
        return Section("", "", "", below)
    old = section.blocks[0] if _has_heading_line(section) else Block("heading", "")
    label, name = name_in(said)
    return Section(label, name, "", (_changed(old, said), *below))


def _has_heading_line(section: Section) -> bool:
    return bool(section.blocks) and section.blocks[0].kind == "heading"


def _below_heading(section: Section) -> Sequence[Block]:
    return section.blocks[1:] if _has_heading_line(section) else section.blocks


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between blank lines: [start, end) of a text. Of an old text, also which block it is a piece of."""

    start: int
    end: int
    words: str
    block: int = -1


def _pieces(text: str, block: int = -1) -> Iterator[_Piece]:
    start = 0
    for gap in [*_APART.finditer(text), None]:
        end = gap.start() if gap else len(text)
        words = _BLANK_AT_ENDS.sub("", text[start:end])
        if words.strip():
            begins = start + text[start:end].index(words)
            yield _Piece(begins, begins + len(words), words, block)
        start = gap.end() if gap else end


def _reworded_blocks(blocks: Sequence[Block], text: str) -> Iterator[Block]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    old = [piece for number, block in enumerate(blocks) for piece in _pieces(block.text, number)]
    new = list(_pieces(text))
    became: dict[
        int, list[tuple[_Piece, int]]
    ] = {}  # by block: its pieces that stayed, and which they are now
    for one, other in _partners(old, new):
        became.setdefault(old[one].block, []).append((old[one], other))
    pieces = Counter(piece.block for piece in old)
    begins = {stayed[0][1]: number for number, stayed in became.items()}
    place = 0
    while place < len(new):
        number = begins.get(place)
        if number is None:
            yield Block("paragraph", new[place].words.strip())
            place += 1
            continue
        stayed, last = became[number], became[number][-1][1]
        is_whole = len(stayed) == pieces[number] == last - place + 1
        if is_whole and all(piece.words == new[now].words for piece, now in stayed):
            yield blocks[number]
        else:
            yield _changed(blocks[number], text[new[place].start : new[last].end])
        place = last + 1


def _partners(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Which of the new pieces each old one has become, in order; of those that went, nothing."""
    olds, news = [piece.words for piece in old], [piece.words for piece in new]
    if len(olds) * len(news) > MOST_PIECES:
        return
    for is_same, ways in groupby(Indel.opcodes(olds, news), key=lambda way: way.tag == "equal"):
        hunk = list(ways)
        went = range(hunk[0].src_start, hunk[-1].src_end)
        came = range(hunk[0].dest_start, hunk[-1].dest_end)
        yield from zip(went, came, strict=True) if is_same else _most_alike(olds, went, news, came)


def _most_alike(
    olds: Sequence[str], went: range, news: Sequence[str], came: range
) -> Iterator[tuple[int, int]]:
    """Pairs of paragraphs that are alike, in order, so that as much as can be is kept."""
    if not went or not came:
        return
    if len(went) * len(came) > MOST_PAIRS:
        half, other = len(went) // 2, len(came) // 2
        yield from _most_alike(olds, went[:half], news, came[:other])
        yield from _most_alike(olds, went[half:], news, came[other:])
        return
    words, others = [olds[index].split() for index in went], [news[index].split() for index in came]
    alike = [[_alike(one, other) for other in others] for one in words]
    best = [[0.0] * (len(came) + 1) for _ in range(len(went) + 1)]
    for i in reversed(range(len(went))):
        for j in reversed(range(len(came))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(went) and j < len(came):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield went[i], came[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _alike(old: Sequence[str], new: Sequence[str]) -> float:
    """How alike two paragraphs are, 0 where they are not. One may be a part of the other, split or joined."""
    if len(old) * len(new) > MOST_WORDS:
        return 1.0 if old[:50] == new[:50] or old[-50:] == new[-50:] else 0.0
    together = Indel.normalized_similarity(old, new)
    if together >= ALIKE:
        return together
    shared = (len(old) + len(new) - Indel.distance(old, new)) / 2
    within = shared / max(1, min(len(old), len(new)))
    return together if within > 0.9 and shared >= 4 else 0.0


def _changed(block: Block, text: str) -> Block:
    """The block with other words: marks and citation follow the words they stand on, or go with them."""
    if block.text == text:
        return block
    kept = _kept(block.text, text)
    marks = (
        Mark(*range_, mark.kind, mark.href)
        for mark in block.marks
        if (range_ := _followed(kept, mark.start, mark.end))
    )
    changed = replace(block, text=text, marks=tuple(marks))
    said = block.citation.raw if block.citation else ""
    if not said or said in text:
        return changed
    start = block.text.rfind(said)
    now = text[_between(kept, start, start + len(said), len(text))].strip(" ()\n") if start >= 0 else said
    return replace(changed, citation=parse_citation(now) if now else None)


def _kept(old: str, new: str) -> list[tuple[int, int, int]]:
    """The stretches that stayed, as (start in old, start in new, length)."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    if len(olds) * len(news) > MOST_WORDS:
        return []
    at_old, at_new = _offsets(olds), _offsets(news)
    return [
        (at_old[way.src_start], at_new[way.dest_start], at_old[way.src_end] - at_old[way.src_start])
        for way in Indel.opcodes(olds, news)
        if way.tag == "equal"
    ]


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _followed(kept: Sequence[tuple[int, int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Where [start, end) is in the new text, from the first of its characters that stayed to the last."""
    found = [
        (new + max(start, old) - old, new + min(end, old + length) - old)
        for old, new, length in kept
        if old < end and old + length > start
    ]
    return (found[0][0], found[-1][1]) if found else None


def _between(kept: Sequence[tuple[int, int, int]], start: int, end: int, length: int) -> slice:
    """What stands now between what stood before `start` and what stood from `end` on."""
    before = [new + min(start - old, size) for old, new, size in kept if old < start]
    after = [new + max(end - old, 0) for old, new, size in kept if old + size > end]
    return slice(before[-1] if before else 0, after[0] if after else length)
