"""A text as an e-book (https://www.w3.org/TR/epub-33/), its notes as endnotes: written as it is sent, file by file."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.exchange.addresses import Addresses
from essays.exchange.gathering import NoteOut, notes_gone_from, notes_of
from essays.exchange.leaves import Numbering, block_leaf, blocks_with_heading, note_leaf
from essays.exchange.markup import in_xml
from essays.exchange.references import day
from essays.library.models import Essay, Section
from essays.margin.models import Annotation

MEDIA_TYPE = "application/epub+zip"
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
NOTES_A_FILE = 250  # e-readers open a file as a whole
STYLE = """
body { line-height: 1.5; }
blockquote { margin: 0 0 0.75em 1.25em; }
.verse, pre { white-space: pre-wrap; }
.signature { text-align: end; }
.endnote { margin-bottom: 1.25em; }
.quote { font-style: italic; }
.source { font-weight: bold; }
.reply { margin-left: 1em; border-left: 1px solid; padding-left: 0.5em; }
"""


@dataclass
class _Book:
    """The archive as it grows: `taken` hands out what has been written since it was asked last."""

    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    sent: int = 0

    def __post_init__(self) -> None:
        self.archive = zipfile.ZipFile(self, "w", zipfile.ZIP_DEFLATED)  # type: ignore[call-overload]

    # What ZipFile asks of a file. It looks back only to the beginning of what it is writing, which is still here.
    def write(self, data: bytes) -> int:
        return self.buffer.write(data)

    def tell(self) -> int:
        return self.sent + self.buffer.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.buffer.seek(offset - self.sent if whence == io.SEEK_SET else offset, whence)

    def flush(self) -> None: ...

    def put(self, name: str, pieces: Iterable[str], *, packed: bool = True) -> bytes:
        """Write a file of the archive. Returns the bytes that are ready to be sent."""
        about = zipfile.ZipInfo(name, date_time=timezone.now().timetuple()[:6])
        about.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with self.archive.open(about, "w") as file:
            for piece in pieces:
                file.write(piece.encode())
        return self.taken()

    def taken(self) -> bytes:
        data = self.buffer.getvalue()
        self.sent += len(data)
        self.buffer = io.BytesIO()
        return data


@dataclass(frozen=True, slots=True)
class _Page:
    """A file of the book that is read, and its line in the contents."""

    name: str
    title: str


def book(essay: Essay, annotations: QuerySet[Annotation], addresses: Addresses) -> Iterator[bytes]:
    """The book, in pieces that are whole files of its archive; the text comes first, then all notes."""
    out = _Book()
    yield out.put("mimetype", [MEDIA_TYPE], packed=False)
    yield out.put("META-INF/container.xml", [CONTAINER])
    yield out.put("EPUB/style.css", [STYLE])
    yield out.put("EPUB/title.xhtml", _title_page(essay, addresses))
    pages, notes = [_Page("title.xhtml", essay.title)], []
    numbering = Numbering()
    sections = Section.objects.filter(edition=essay.edition_id).order_by("position")
    for nth, section in enumerate(sections.iterator(chunk_size=1), start=1):
        page, before = f"section-{nth}.xhtml", numbering.last
        ends = numbering.begin(annotations, section)
        files = {
            number: f"notes-{nth}-{(number - before - 1) // NOTES_A_FILE + 1}.xhtml" for _, number in ends
        }
        yield out.put(f"EPUB/{page}", _section(essay, section, ends, files, addresses))
        pages.append(_Page(page, section.name))
        title = _("Notes: %(section)s") % {"section": section.name}
        found = notes_of(annotations, section=section.pk)
        for endnotes in dict.fromkeys(files.values()):
            some = islice(found, NOTES_A_FILE)
            yield out.put(f"EPUB/{endnotes}", _endnotes(essay, title, some, numbering, addresses, page))
            notes.append(_Page(endnotes, title))
    gone = notes_gone_from(annotations)
    if first := next(gone, None):
        title = _("Notes whose passage is no longer in the text")
        rest = (note for found in ([first], gone) for note in found)
        yield out.put("EPUB/notes-gone.xhtml", _endnotes(essay, title, rest, numbering, addresses, ""))
        notes.append(_Page("notes-gone.xhtml", title))
    yield out.put("EPUB/nav.xhtml", _contents(essay, pages, notes))
    yield out.put("EPUB/package.opf", _package(essay, [*pages, *notes], addresses))
    out.archive.close()
    yield out.taken()


def _xhtml(essay: Essay, title: str, body: Iterable[str]) -> Iterator[str]:
    language = in_xml(essay.language)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}">\n<head>\n<title>{in_xml(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n<body>\n'
    )
    yield from body
    yield "</body>\n</html>\n"


def _title_page(essay: Essay, addresses: Addresses) -> Iterator[str]:
    said = _("With its notes, from %(address)s, as they stood on %(day)s.") % {
        "address": addresses.of_essay(essay),
        "day": day(timezone.now()),
    }
    parts = [essay.subtitle, essay.author, essay.date, said]
    body = [f"<h1>{in_xml(essay.title)}</h1>\n", *(f"<p>{in_xml(part)}</p>\n" for part in parts if part)]
    return _xhtml(essay, essay.title, body)


def _section(
    essay: Essay, section: Section, ends: list[tuple[int, int]], files: dict[int, str], addresses: Addresses
) -> Iterator[str]:
    marks = [(end, _reference(number, files[number])) for end, number in ends]
    body = (
        block if isinstance(block, str) else block_leaf(block, marks, site=addresses.here) + "\n"
        for block in blocks_with_heading(section, level=1)
    )
    return _xhtml(essay, section.name, body)


def _reference(number: int, endnotes: str) -> str:
    return (
        f'<sup><a epub:type="noteref" role="doc-noteref" id="ref-{number}" '
        f'href="{endnotes}#note-{number}">{number}</a></sup>'
    )


def _endnotes(
    essay: Essay, title: str, notes: Iterable[NoteOut], numbering: Numbering, addresses: Addresses, page: str
) -> Iterator[str]:
    def body() -> Iterator[str]:
        yield f'<section epub:type="endnotes" role="doc-endnotes">\n<h1>{in_xml(title)}</h1>\n'
        for note in notes:
            number = numbering.of(note.annotation)
            yield f'<div epub:type="endnote" class="endnote" id="note-{number}">\n'
            yield f"<p><strong>{number}</strong>"
            if page:
                yield f' <a role="doc-backlink" href="{page}#ref-{number}">{in_xml(_("Back to the text"))}</a>'
            yield "</p>\n"
            yield from note_leaf(note, number, addresses)
            yield "</div>\n"
        yield "</section>\n"

    return _xhtml(essay, title, body())


def _contents(essay: Essay, pages: Iterable[_Page], notes: Iterable[_Page]) -> Iterator[str]:
    lines = "".join(f'<li><a href="{page.name}">{in_xml(page.title)}</a></li>\n' for page in (*pages, *notes))
    title = in_xml(_("Contents"))
    return _xhtml(
        essay, _("Contents"), [f'<nav epub:type="toc" id="toc"><h1>{title}</h1>\n<ol>\n{lines}</ol></nav>\n']
    )


def _package(essay: Essay, pages: Iterable[_Page], addresses: Addresses) -> Iterator[str]:
    pages = list(pages)
    modified = timezone.now().astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">{in_xml(addresses.of_essay(essay))}</dc:identifier>\n'
        f"<dc:title>{in_xml(essay.title)}</dc:title>\n<dc:language>{in_xml(essay.language)}</dc:language>\n"
    )
    if essay.author:
        yield f"<dc:creator>{in_xml(essay.author)}</dc:creator>\n"
    yield f'<meta property="dcterms:modified">{modified}Z</meta>\n'
    for name, value in (
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", _("All of it is text, with headings, contents and notes that lead back.")),
    ):
        yield f'<meta property="schema:{name}">{in_xml(value)}</meta>\n'
    yield (
        '</metadata>\n<manifest>\n<item id="nav" href="nav.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/>\n<item id="style" href="style.css" media-type="text/css"/>\n'
    )
    for nth, page in enumerate(pages):
        yield f'<item id="page-{nth}" href="{page.name}" media-type="application/xhtml+xml"/>\n'
    yield "</manifest>\n<spine>\n"
    for nth in range(len(pages)):
        yield f'<itemref idref="page-{nth}"/>\n'
    yield "</spine>\n</package>\n"
