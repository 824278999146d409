"""What there is in an outline, counted."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from essays.library.outline import Block, Outline


def summary_of(outline: Outline) -> str:
    """Return “11 sections, 46 quotations, 7 citations without a work”; what there is none of is left out."""
    sections = len(outline.sections)
    return _listed([ngettext("%d section", "%d sections", sections) % sections, *_counted(outline.blocks)])


def contents_summary(blocks: Iterable[Block]) -> str:
    """Return “12 paragraphs, 5 quotations, 1 citation without a work”, or "" where there is nothing of these."""
    blocks = list(blocks)
    paragraphs = sum(block.kind == "paragraph" for block in blocks)
    counted = [ngettext("%d paragraph", "%d paragraphs", paragraphs) % paragraphs] if paragraphs else []
    return _listed([*counted, *_counted(blocks)])


def _counted(blocks: Iterable[Block]) -> list[str]:
    count = Counter[str]()
    for block in blocks:
        count[block.kind] += 1
        count["without work"] += block.citation is not None and not block.citation.work
    said = [
        ("quotation", ngettext("%d quotation", "%d quotations", count["quotation"])),
        ("note", ngettext("%d note", "%d notes", count["note"])),
        (
            "without work",
            ngettext("%d citation without a work", "%d citations without a work", count["without work"]),
        ),
    ]
    return [words % count[name] for name, words in said if count[name]]


def _listed(parts: list[str]) -> str:
    return gettext(", ").join(parts)
