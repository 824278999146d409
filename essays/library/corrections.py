"""Corrections to an outline before it is published: what its parts are called and taken for, and where they begin.

Pure: each takes an outline and returns another, and none changes a character of the text. One loses some: a block
of the kind LEFT_OUT stays in the outline, where it may be taken back, but is not published. Sections and blocks are
counted from 0 here.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from essays.library.outline import BLOCK_KINDS, Block, Citation, Outline, Section
from essays.library.sectioning import Piece
from essays.library.sectioning.headings import titled
from essays.library.slugs import slugs_for

PARTICULARS = ("title", "subtitle", "author", "date", "language")
LONGEST_HEADING = 300  # code points of what a section can be called


@dataclass(frozen=True, slots=True)
class SectionCorrected:
    """What somebody made of a section: its name, and the kinds and citations of blocks, by their place in it."""

    label: str
    heading: str
    kinds: Mapping[int, str] = field(default_factory=dict)
    citations: Mapping[int, Citation] = field(default_factory=dict)


def with_section_corrected(outline: Outline, index: int, corrected: SectionCorrected) -> Outline:
    """Return `outline` with section `index` as `corrected`; blocks that are not spoken of stay as they are.

    Raises IndexError where there is no such section or block, ValueError for an unknown kind.
    """
    section = outline.sections[index]
    blocks = list(section.blocks)
    for place, kind in corrected.kinds.items():
        blocks[place] = _of_kind(blocks[place], kind)
    for place, citation in corrected.citations.items():
        blocks[place] = replace(blocks[place], citation=citation)
    changed = Section(corrected.label, corrected.heading, section.slug, tuple(blocks))
    return _with_sections(outline, index, index + 1, [changed])


def begin_section_at(outline: Outline, index: int, block: int) -> Outline:
    """Return `outline` with its section `index` cut before `block`, which becomes the heading of what follows.

    The first block of a section becomes its heading without a cut. Raises IndexError where there is no such block.
    """
    section = outline.sections[index]
    heading = _of_kind(section.blocks[block], "heading")
    label, name = name_in(heading.text)
    begun = Section(label, name, "", (heading, *section.blocks[block + 1 :]))
    before = [replace(section, blocks=section.blocks[:block])] if block else []
    return _with_sections(outline, index, index + 1, [*before, begun])


def join_with_previous(outline: Outline, index: int) -> Outline:
    """Return `outline` with section `index` at the end of the one before it; its heading is a paragraph there.

    Raises IndexError for the first section, which has none before it.
    """
    if index < 1:
        raise IndexError("The first section has none before it.")
    previous, section = outline.sections[index - 1 : index + 1]
    first, *rest = section.blocks
    if first.kind == "heading":
        first = _of_kind(first, "paragraph")
    joined = replace(previous, blocks=(*previous.blocks, first, *rest))
    return _with_sections(outline, index - 1, index + 1, [joined])


def name_in(text: str) -> tuple[str, str]:
    """Return the label and the words of the heading line `text`: “a) Beginnings.” is ("a", "Beginnings")."""
    line = " ".join(text.split())
    piece = titled(Piece(line, "heading", heading=line))
    return piece.label, piece.heading[:LONGEST_HEADING]


def seen_in_particulars(outline: Outline) -> str:
    """Return a fingerprint of what the outline says about the text, to know later whether that has changed."""
    return _fingerprint([getattr(outline, name) for name in PARTICULARS])


def seen_in_section(section: Section, blocks: range) -> str:
    """Return a fingerprint of a section's name and those of its `blocks`, to know later whether they have changed."""
    return _fingerprint(
        [
            section.label,
            section.heading,
            [asdict(block) for block in section.blocks[blocks.start : blocks.stop]],
        ]
    )


def _fingerprint(seen: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def _of_kind(block: Block, kind: str) -> Block:
    if kind not in BLOCK_KINDS:
        raise ValueError(f"“{kind}” is not a kind of block")
    return replace(block, kind=kind)


def _with_sections(outline: Outline, start: int, end: int, sections: Sequence[Section]) -> Outline:
    """Put `sections` in the place of those from `start` to `end`. Addresses follow the headings: none is known yet."""
    changed = (*outline.sections[:start], *sections, *outline.sections[end:])
    slugs = slugs_for([(section.label, section.heading) for section in changed])
    return replace(
        outline,
        sections=tuple(replace(section, slug=slug) for section, slug in zip(changed, slugs, strict=True)),
    )
