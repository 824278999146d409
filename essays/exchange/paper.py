"""A text with its notes beside it, in one file of HTML to be printed: no scripts, nothing fetched from anywhere."""

import base64
import hashlib
from collections.abc import Iterator
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essays.exchange.addresses import Addresses
from essays.exchange.gathering import NoteOut, notes_gone_from, notes_of
from essays.exchange.leaves import Numbering, block_leaf, blocks_with_heading, note_leaf
from essays.exchange.markup import in_xml
from essays.exchange.references import day
from essays.library.models import Essay, Section
from essays.margin.models import Annotation

STYLE = """
@page { size: A4; margin: 18mm 14mm 20mm; }
* { box-sizing: border-box; }
html { color-scheme: light dark; }
body { max-width: 190mm; margin: 0 auto; padding: 1rem; font: 10.5pt/1.5 Georgia, "Times New Roman", serif; }
header { margin-block: 0 2rem; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h1 { font-size: 2rem; margin-block: 0 .25rem; }
h2 { font-size: 1.35rem; }
header p { margin: 0; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 66mm; gap: 0 7mm; }
.text > * { margin-block: 0 .75rem; overflow-wrap: anywhere; white-space: pre-line; }
.text > blockquote { margin-inline: 1.25rem 0; }
.text > .verse, pre { white-space: pre-wrap; }
.signature { text-align: end; }
sup { line-height: 0; font: 600 .7em/0 system-ui, sans-serif; }
a { color: inherit; }
.notes { padding-inline-start: 3mm; border-inline-start: .4pt solid; font: 8pt/1.4 system-ui, sans-serif; }
.notes:empty { border: 0; }
.note { margin-block: 0 3mm; overflow-wrap: anywhere; }
.note p, .note ul, .note ol, .note blockquote { margin-block: 0 .3rem; }
.note blockquote { margin-inline: .6rem 0; }
.note h3, .note h4, .note h5, .note h6 { margin: 0; font-size: 1em; }
.number { float: inline-start; margin-inline-end: .4em; font-weight: 700; }
.quote { font-family: Georgia, serif; font-style: italic; }
.head { break-after: avoid; }
.source { font-weight: 600; }
.reply { padding-inline-start: .6rem; border-inline-start: .4pt solid; }
.d2 { margin-inline-start: .5rem; } .d3 { margin-inline-start: 1rem; } .d4 { margin-inline-start: 1.5rem; }
.d5 { margin-inline-start: 2rem; } .d6 { margin-inline-start: 2.5rem; }
table { border-collapse: collapse; } th, td { padding: .1rem .3rem; border: .4pt solid; text-align: start; }
@media (max-width: 40rem) { .row { grid-template-columns: minmax(0, 1fr); } .notes { margin-block-end: 1rem; } }
@media print { body { padding: 0; } .note > p { orphans: 2; widows: 2; } }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = {"default-src": ["'none'"], "style-src": [f"'sha256-{_HASH}'"]}
"""What a browser may do with the file: style it with what it brings, and nothing else."""


def printed(essay: Essay, annotations: QuerySet[Annotation], addresses: Addresses) -> Iterator[str]:
    """The text, section by section, each block with its notes beside it, piece by piece."""
    yield _head(essay, addresses)
    numbering = Numbering()
    for section in (
        Section.objects.filter(edition=essay.edition_id).order_by("position").iterator(chunk_size=1)
    ):
        yield "<section>\n"
        yield from _section(section, annotations, numbering, addresses)
        yield "</section>\n"
    yield from _gone(annotations, numbering, addresses)
    yield "</main>\n</body>\n</html>\n"


def _head(essay: Essay, addresses: Addresses) -> str:
    policy = "; ".join(f"{name} {' '.join(said)}" for name, said in POLICY.items())
    said = _("From %(address)s, as it stood on %(day)s.") % {
        "address": addresses.of_essay(essay),
        "day": day(timezone.now()),
    }
    parts = [essay.author, essay.subtitle, essay.date, said]
    return (
        f'<!DOCTYPE html>\n<html lang="{in_xml(essay.language)}">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{in_xml(essay.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{in_xml(essay.title)}</h1>\n"
        + "".join(f"<p>{in_xml(part)}</p>\n" for part in parts if part)
        + "</header>\n<main>\n"
    )


def _section(
    section: Section, annotations: QuerySet[Annotation], numbering: Numbering, addresses: Addresses
) -> Iterator[str]:
    ends = [(end, _number(number)) for end, number in numbering.begin(annotations, section)]
    by_block = groupby(notes_of(annotations, section=section.pk), key=lambda note: note.passages[0].block)
    number, notes = next(by_block, (None, iter(())))
    for block in blocks_with_heading(section, level=2):
        if isinstance(block, str):
            yield f'<div class="row"><div class="text">{block}</div></div>\n'
            continue
        leaf = block_leaf(block, ends, site=addresses.here)
        yield f'<div class="row"><div class="text">{leaf}</div>\n<div class="notes">'
        if block.number == number:
            yield from _notes(notes, numbering, addresses)
            number, notes = next(by_block, (None, iter(())))
        yield "</div></div>\n"


def _notes(notes: Iterator[NoteOut], numbering: Numbering, addresses: Addresses) -> Iterator[str]:
    spoken = get_language() or "en"
    for note in notes:
        number = numbering.of(note.annotation)
        yield f'<div class="note" id="note-{number}" lang="{in_xml(spoken)}"><span class="number">{number}</span>\n'
        yield from note_leaf(note, number, addresses)
        yield "</div>\n"


def _gone(annotations: QuerySet[Annotation], numbering: Numbering, addresses: Addresses) -> Iterator[str]:
    gone = notes_gone_from(annotations)
    first = next(gone, None)
    if first is None:
        return
    yield f"<section>\n<h2>{in_xml(_('Notes whose passage is no longer in the text'))}</h2>\n<div>"
    yield from _notes((note for notes in ([first], gone) for note in notes), numbering, addresses)
    yield "</div>\n</section>\n"


def _number(number: int) -> str:
    return f'<sup><a href="#note-{number}">{number}</a></sup>'
