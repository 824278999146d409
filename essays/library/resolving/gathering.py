"""The citations of a text where they stand, from its blocks."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from essays.library.citations import parse_citation, reads_like_a_citation
from essays.library.outline import Block, Citation
from essays.library.resolving.results import Cited
from essays.library.sectioning.noted import told_in_note

LONGEST_BEFORE = 2_000  # code points of the paragraph before a quotation that are looked at
MOST_LISTED = 5_000  # entries of a list of works
_LIST_OF_WORKS = re.compile(
    r"\W*(?:\w{1,3}[.)]\s+)?(?:select(?:ed)?\s+)?(?:bibliograph(?:y|ie|ía)|references|works\s+cited|sources(?:\s+cited)?"
    r"|literature(?:\s+cited)?|literatur(?:verzeichnis)?|further\s+reading)\W*",
    re.IGNORECASE,
)
_SAME_AUTHOR = re.compile(r"(?:[—–-]{1,3}|_{2,}|[Dd]ers\.|[Ii]dem)[.,:]?\s+(?=\S)")
_IN_LOWER_CASE = re.compile(r"(?P<name>[^\W\d_A-Z][\w’'\-]+, [^\W\d_A-Z][\w’'\-]+)\.\s+(?=\S)")


def cited_in(sections: Sequence[Sequence[Block]]) -> list[Cited]:
    """The citations of these sections' blocks in reading order, each with the words that lead up to it."""
    passing = _Passing(sections)
    return [
        Cited(block.citation, *_before(blocks, at), passing.until(block.citation))
        for blocks in sections
        for at, block in enumerate(blocks)
        if block.citation
    ]


class _Passing:
    """The notes of a text in their order, and how far the citations have come in them."""

    def __init__(self, sections: Iterable[Sequence[Block]]) -> None:
        notes = (told_in_note(block.text) for blocks in sections for block in blocks if block.kind == "note")
        self.notes = [said[1] for said in notes if said]
        self.places: dict[str, deque[int]] = defaultdict(deque)
        for place, text in enumerate(self.notes):
            self.places[text].append(place)
        self.come_to = 0

    def until(self, citation: Citation) -> tuple[Citation, ...]:
        """What is cited in passing between the note before and the one that gives this citation; nothing for others."""
        ahead = self.places.get(citation.raw, deque())
        while ahead and ahead[0] < self.come_to:
            ahead.popleft()
        if not ahead:
            return ()
        passed = self.notes[self.come_to : ahead[0]]
        self.come_to = ahead[0] + 1
        return tuple(parse_citation(text) for text in passed if reads_like_a_citation(text))


def listed_in(sections: Iterable[Sequence[Block]]) -> list[Citation]:
    """The entries of a text's list of works, as far as they read as such."""
    entries = (
        block.text
        for blocks in sections
        if any(block.kind == "heading" and _LIST_OF_WORKS.fullmatch(block.text) for block in blocks[:2])
        for block in blocks
        if block.kind != "heading"
    )
    listed: list[Citation] = []
    for entry, _ in zip(entries, range(MOST_LISTED), strict=False):
        author = ""
        if listed and (again := _SAME_AUTHOR.match(entry)):
            author, entry = listed[-1].author or "", entry[again.end() :]
        elif lower_case := _IN_LOWER_CASE.match(entry):
            author, entry = lower_case["name"], entry[lower_case.end() :]
        read = parse_citation(f"{author.partition(',')[0].capitalize()}. {entry}" if author else entry)
        if read.author:
            listed.append(replace(read, author=author) if author else read)
    return listed


def _before(blocks: Sequence[Block], at: int) -> tuple[str, tuple[str, ...]]:
    """The paragraph that introduces block `at`, and what is emphasised in it; nothing where a quotation stands before.

    A paragraph that quotes in its own middle introduces itself.
    """
    block = blocks[at]
    if block.kind != "quotation":
        said = block.citation.raw if block.citation else ""
        end = block.text.rfind(said)
        return block.text[max(0, end - LONGEST_BEFORE) : max(end, 0)], _emphasised(block)
    before = blocks[at - 1] if at else None
    if before is None or before.kind not in ("paragraph", "list_item", "heading"):
        return "", ()
    return before.text[-LONGEST_BEFORE:], _emphasised(before)


def _emphasised(block: Block) -> tuple[str, ...]:
    return tuple(reversed(list(_titles(block))))


def _titles(block: Block) -> Iterator[str]:
    for mark in block.marks:
        words = block.text[mark.start : mark.end].strip(" .,;:“”‘’\"'")
        if mark.kind == "emphasis" and words[:1].isupper() and " " in words:
            yield words
