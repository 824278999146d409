"""The sections of an outline put in another order, taken apart and together, for a new edition of a text.

Pure; sections are counted from 0. Unlike corrections before a text is first put up, these know that addresses are
in use already: a section keeps its slug as long as its heading stays.
"""

from collections.abc import Sequence
from dataclasses import replace

from essays.library.outline import Block, Outline, Section
from essays.library.slugs import slugs_for


def with_section(outline: Outline, index: int, section: Section) -> Outline:
    """Return `outline` with `section` in the place of the one at `index`."""
    return _with(outline, [*outline.sections[:index], section, *outline.sections[index + 1 :]])


def with_section_after(outline: Outline, index: int) -> Outline:
    """Return `outline` with a new section, as yet without words, after the one at `index`."""
    return _with(
        outline, [*outline.sections[: index + 1], Section("", "", "", ()), *outline.sections[index + 1 :]]
    )


def without_section(outline: Outline, index: int) -> Outline:
    """Return `outline` without the section at `index`. Raises IndexError for the last that is left."""
    if len(outline.sections) == 1:
        raise IndexError("A text has at least one section.")
    return _with(outline, [*outline.sections[:index], *outline.sections[index + 1 :]])


def with_section_moved(outline: Outline, index: int, by: int) -> Outline:
    """Return `outline` with the section at `index` moved `by` places; as far as there are any."""
    sections = list(outline.sections)
    section = sections.pop(index)
    sections.insert(max(0, index + by), section)
    return _with(outline, sections)


def with_sections_joined(outline: Outline, index: int) -> Outline:
    """Return `outline` with the section at `index` at the end of the one before it; its heading line is a paragraph
    there. Raises IndexError for the first, which has none before it."""
    if index < 1:
        raise IndexError("The first section has none before it.")
    previous, section = outline.sections[index - 1 : index + 1]
    below = tuple(
        replace(block, kind="paragraph") if place == 0 and block.kind == "heading" else block
        for place, block in enumerate(section.blocks)
    )
    joined = replace(previous, blocks=(*previous.blocks, *below))
    return _with(outline, [*outline.sections[: index - 1], joined, *outline.sections[index + 1 :]])


def without_what_is_left_out(outline: Outline) -> Outline:
    """Return `outline` without blocks that are left out or have no words, and sections that have no others."""
    kept = [
        replace(section, blocks=tuple(block for block in section.blocks if _has_words(block)))
        for section in outline.sections
    ]
    return replace(outline, sections=tuple(section for section in kept if section.blocks))


def _has_words(block: Block) -> bool:
    return bool(block.text.strip()) and not block.is_left_out


def _with(outline: Outline, sections: Sequence[Section]) -> Outline:
    taken = [section.slug for section in sections if section.slug]
    settled = []
    for section in sections:
        if not section.slug:
            [slug] = slugs_for([(section.label, section.heading)], taken=taken)
            taken.append(slug)
            section = replace(section, slug=slug)
        settled.append(section)
    return replace(outline, sections=tuple(settled))
