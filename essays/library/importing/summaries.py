"""What there is in an outline, counted."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from essays.library.outline import LEFT_OUT, Block, Outline


def summary_of(outline: Outline) -> str:
    """Return “11 sections, 46 quotations, 7 citations that name no work…”; what there is none of is not said."""
    sections = len(outline.sections)
    blocks = [block for section in outline.sections for block in section.blocks]
    return _listed([ngettext("%d section", "%d sections", sections) % sections, *_counted(blocks)])


def contents_summary(blocks: Iterable[Block]) -> str:
    """Return “12 paragraphs, 5 quotations, 1 paragraph left out”, or "" where there is nothing of these."""
    blocks = list(blocks)
    paragraphs = sum(block.kind == "paragraph" for block in blocks)
    counted = [ngettext("%d paragraph", "%d paragraphs", paragraphs) % paragraphs] if paragraphs else []
    return _listed([*counted, *_counted(blocks)])


def _counted(blocks: Iterable[Block]) -> list[str]:
    count = Counter[str]()
    for block in blocks:
        count[block.kind] += 1
        if block.citation and not block.is_left_out:
            count["naming no work"] += not block.citation.names_a_work
    said = [
        ("quotation", ngettext("%d quotation", "%d quotations", count["quotation"])),
        ("note", ngettext("%d note", "%d notes", count["note"])),
        (
            "naming no work",
            ngettext(
                "%d citation that names no work, such as ‘ibid’",
                "%d citations that name no work, such as ‘ibid’",
                count["naming no work"],
            ),
        ),
        (LEFT_OUT, ngettext("%d paragraph left out", "%d paragraphs left out", count[LEFT_OUT])),
    ]
    return [words % count[name] for name, words in said if count[name]]


def _listed(parts: list[str]) -> str:
    return gettext(", ").join(parts)
