"""DOCX: looked over as the zip of XML that it is, then turned to HTML by mammoth."""

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from essays.library.outline import Outline
from essays.library.readers.html import read_pieces
from essays.library.readers.refusals import ImportRefused, Reason
from essays.library.sectioning import Matter, outline_of_pieces

MOST_ENTRIES = 2_000
MOST_UNPACKED = 50 * 1024 * 1024
GREATEST_RATIO = 200
RATIO_MATTERS_FROM = 1024 * 1024

_STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Verse'] => p.verse:fresh
"""
_OTHER_ZIPS = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/epub+zip": "an e-book",
}
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_docx(data: bytes) -> Outline:
    """Return the outline of a Word document, its footnotes as notes; pictures are left out.

    Raises ImportRefused: damaged, unsupported (another zip), zip_bomb, macros, unsafe_xml, empty, no_text.
    """
    about, has_pictures = _inspect(data)
    import mammoth

    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=lambda image: [], id_prefix=""
        ).value
    except (KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile, OSError) as broken:
        raise ImportRefused(Reason.DAMAGED) from broken
    reading = read_pieces(html)
    if not reading.pieces:
        raise ImportRefused(Reason.NO_TEXT if has_pictures else Reason.EMPTY)
    return outline_of_pieces(reading.pieces, about)


def _inspect(data: bytes) -> tuple[Matter, bool]:
    """Look the package over before anything is built from it.

    Return what its properties say, and whether it has pictures or other media.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_bombs(package, len(data))
            _refuse_others(package)
            has_pictures = any(name.startswith("word/media/") for name in package.namelist())
            parts = {
                name: _parse(package, name) for name in package.namelist() if name.endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ParseError) as broken:
        raise ImportRefused(Reason.DAMAGED) from broken
    except DefusedXmlException as unsafe:
        raise ImportRefused(Reason.UNSAFE_XML) from unsafe
    return _properties(parts.get("docProps/core.xml")), has_pictures


def _refuse_bombs(package: zipfile.ZipFile, size: int) -> None:
    """Refuse by the sizes declared, beyond which zipfile will not unpack."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise ImportRefused(Reason.ZIP_BOMB)
    if unpacked > RATIO_MATTERS_FROM and unpacked > GREATEST_RATIO * size:
        raise ImportRefused(Reason.ZIP_BOMB)


def _refuse_others(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if "mimetype" in names:
        mimetype = package.read("mimetype")[:100].decode("ascii", "replace").strip()
        raise ImportRefused(Reason.UNSUPPORTED, kind=_OTHER_ZIPS.get(mimetype, "a packed archive"))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ImportRefused(Reason.MACROS)
    if "word/document.xml" not in names:
        raise ImportRefused(Reason.UNSUPPORTED, kind="a packed archive")


def _parse(package: zipfile.ZipFile, name: str) -> Element:
    return fromstring(package.read(name), forbid_dtd=True)


def _properties(core: Element | None) -> Matter:
    if core is None:
        return Matter()

    def said(tag: str) -> str:
        return " ".join((core.findtext(tag) or "").split())

    return Matter(
        title=said(f"{_DUBLIN}title"),
        author=said(f"{_DUBLIN}creator"),
        date=said(f"{_TERMS}modified")[:10],
        language=said(f"{_DUBLIN}language"),
    )
