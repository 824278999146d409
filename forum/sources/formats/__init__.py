"""Lists of references in the formats that reference managers share: BibTeX, RIS, CSL-JSON; read and written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from . import bibtex, csl_json, ris
from .reading import MOST_CHARACTERS, MOST_ENTRIES, Entry, PasteRefused

__all__ = ["FORMATS", "MOST_CHARACTERS", "MOST_ENTRIES", "Entry", "Format", "PasteRefused", "read", "written"]

Read = Callable[[str], list[Entry]]
Write = Callable[[Iterable[tuple[str, dict[str, Any]]]], Iterator[str]]


@dataclass(frozen=True)
class Format:
    """A format as it is named to people, in an address and to browsers."""

    label: str
    extension: str
    content_type: str
    read: Read
    write: Write


FORMATS = {
    "bib": Format("BibTeX", "bib", "application/x-bibtex", bibtex.read, bibtex.write),
    "ris": Format("RIS", "ris", "application/x-research-info-systems", ris.read, ris.write),
    "json": Format(
        "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json.read, csl_json.write
    ),
}


def read(text: str) -> tuple[Format, list[Entry]]:
    """The format of `text`, told by how it begins, and its entries. Raises PasteRefused, saying why."""
    text = text.lstrip("\ufeff").strip()
    if len(text) > MOST_CHARACTERS:
        raise PasteRefused(
            _("This is longer than %(most)d characters. Please bring it in parts.")
            % {"most": MOST_CHARACTERS}
        )
    found = _format_of(text)
    entries = found.read(text)
    if not entries:
        raise PasteRefused(_("There is no entry in this %(format)s.") % {"format": found.label})
    return found, entries


def written(items: Iterable[tuple[str, dict[str, Any]]], found: Format) -> Iterator[str]:
    """`items`, each with its key, in a format, piece by piece."""
    return found.write(items)


def _format_of(text: str) -> Format:
    if text.startswith(("[", "{")):
        return FORMATS["json"]
    if ris.is_it(text):
        return FORMATS["ris"]
    if bibtex.is_it(text):
        return FORMATS["bib"]
    raise PasteRefused(_("This is neither BibTeX, RIS nor CSL-JSON, as far as can be told."))
