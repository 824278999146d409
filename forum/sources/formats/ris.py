"""RIS, read and written with rispy.

The tags are those of the format's second specification (2011), which the managers of today write, with the names that
its first one (2001) and some managers give to the same things understood as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rispy
from django.utils.translation import gettext as _

from forum.sources.csl import TYPES, dates, isbn_in, names
from forum.sources.formats.reading import Entry, PasteRefused, entry_of, insist_on_few, unreadable

# What is written for a type; of those that several stand for, M3 says which was meant.
_WRITTEN = {
    "book": "BOOK",
    "chapter": "CHAP",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "paper-conference": "CPAPER",
    "personal_communication": "PCOMM",
    "pamphlet": "PAMP",
    "manuscript": "MANSCPT",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "legal_case": "CASE",
    "legislation": "STAT",
    "bill": "BILL",
    "map": "MAP",
    "patent": "PAT",
    "dataset": "DATA",
    "software": "COMP",
    "motion_picture": "MPCT",
    "song": "SOUND",
    "hearing": "HEAR",
    "standard": "STAND",
    "classic": "CLSWK",
}
_READ = {tag: kind for kind, tag in _WRITTEN.items()} | {
    "CONF": "book",
    "EDBOOK": "book",
    "EBOOK": "book",
    "SER": "book",
    "ECHAP": "chapter",
    "EJOUR": "article-journal",
    "JFULL": "periodical",
    "INPR": "article-journal",
    "ICOMM": "personal_communication",
    "GOVDOC": "report",
    "UNPB": "manuscript",
    "VIDEO": "motion_picture",
    "SLIDE": "speech",
    "ART": "graphic",
}
_ARTICLES = ("article", "review", "entry", "post")
_PARTS = ("chapter", "paper-conference", *_ARTICLES)
# Fields that stand in one tag, in the order in which they are written.
_TAGS = {
    "collection-title": "T3",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "DOI": "DO",
    "language": "LA",
    "number": "M1",
    "archive": "DB",
    "event-title": "C3",
}
_CONTAINERS = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "book_title")
_MAPPING = rispy.TAG_KEY_MAPPING | {"ED": "editors", "BT": "book_title", "CT": "chapter_title", "TR": "translators",
                                    "U1": "genre"}  # fmt: skip
_LISTS = ["A1", "A2", "A3", "A4", "AU", "ED", "KW", "N1", "SN", "TR", "UR"]
_PASSED_OVER = {"type_of_reference", "id", "keywords", "file_attachments1", "file_attachments2", "figure",
                "author_address", "database_provider", "label", "call_number"}  # fmt: skip


class _Writer(rispy.RisWriter):
    """Without the number that is otherwise put before each entry."""

    def set_header(self, count: int) -> str:
        return ""


_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?")


def is_it(text: str) -> bool:
    return re.search(r"^\s*TY {1,2}-", text, re.MULTILINE) is not None


def read(text: str) -> list[Entry]:
    """The entries in `text`, each by itself: one that is broken spoils no other."""
    records = list(_records(text))
    if not records:
        raise PasteRefused(_("No entry begins here: each begins with a line such as “TY  - BOOK”."))
    insist_on_few(len(records))
    return [_entry(lines) for lines in records]


def write(items: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """An entry for each item, its key as ID."""
    for key, item in items:
        record = {"id": key} | _record_of(item)
        said = rispy.dumps(
            [record], implementation=_Writer, mapping=_MAPPING, list_tags=_LISTS, delimiter_tags_mapping={}
        )
        yield said.strip("\n") + "\n\n"


def _records(text: str) -> Iterator[list[str]]:
    """The lines of each entry, from TY to before ER. One that is not ended ends where the next begins."""
    lines: list[str] = []
    for line in re.split(r"\r\n?|\n", text):
        tag = _LINE.fullmatch(line.strip("\ufeff \t"))
        if tag and tag[1] in ("TY", "ER") and lines:
            yield lines
            lines = []
        if tag and tag[1] != "ER" and (lines or tag[1] == "TY"):
            lines.append(f"{tag[1]}  - {(tag[2] or '').strip()}")
        elif lines and not tag and line.strip():
            lines[-1] += " " + line.strip()  # a value that was broken into lines
    if lines:
        yield lines


def _entry(lines: list[str]) -> Entry:
    begins = next((line[6:] for line in lines if line[:2] in ("TI", "T1", "BT", "CT")), lines[0])
    whole = "\n".join([*lines, "ER  - ", ""])
    try:
        record = rispy.loads(whole, mapping=_MAPPING, list_tags=_LISTS, delimiter_tags_mapping={})[0]
    except (ValueError, KeyError, IndexError, AttributeError):
        return unreadable(begins, _("It is no RIS entry."))
    return entry_of(begins, _item_of(record), tuple(_not_kept(record)))


def _item_of(record: Mapping[str, Any]) -> dict[str, Any]:
    def first(*keys: str) -> Any:
        return next((record[key] for key in keys if record.get(key)), "")

    kind = _READ.get(record.get("type_of_reference", "").upper(), "document")
    named = record.get("type_of_work", "")
    if named in TYPES:
        kind, named = named, ""
    is_part = kind.startswith(_PARTS)
    numbers = record.get("issn", [])
    item = {
        "type": kind,
        "title": first("title", "primary_title", "chapter_title", "book_title", "caption"),
        "container-title": "" if kind == "book" else first(*_CONTAINERS),
        "author": _names(record, "authors", "first_authors"),
        "editor": _names(record, "editors", "secondary_authors" if is_part else "tertiary_authors"),
        "translator": _names(record, "translators", "subsidiary_authors"),
        "issued": _date(first("date")) or _date(first("year", "publication_year")),
        "accessed": _date(first("access_date")),
        "original-date": first("original_publication"),
        "page": "-".join(filter(None, (first("start_page"), first("end_page")))),
        "ISBN": next((number for number in numbers if isbn_in(number)), ""),
        "ISSN": next((number for number in numbers if not isbn_in(number)), ""),
        "URL": first("urls")[0] if first("urls") else "",
        "note": " ".join(record.get("notes", [])),
        "genre": first("genre") or named,
    } | {field: first(_MAPPING[tag]) for field, tag in _TAGS.items()}  # fmt: skip
    if kind == "book" and record.get("secondary_title"):
        item["collection-title"] = record["secondary_title"]
    return {field: value for field, value in item.items() if value}


def _names(record: Mapping[str, Any], *keys: str) -> list[names.Name]:
    return [names.read(name) for key in keys for name in record.get(key, []) if name.strip()]


def _date(said: str) -> dates.Date | str:
    """YYYY/MM/DD/other information, of which all but the year may be missing, and the slashes stay."""
    parts = [part.strip() for part in said.split("/")]
    known = [part for part in parts[:3] if part]
    if known and all(re.fullmatch(r"-?[0-9]{1,4}", part) for part in known):
        date: dates.Date = {"date-parts": [[*map(int, known)]]}
        if len(parts) == 4 and (meant := dates.read(parts[3])).get("date-parts"):
            return meant  # what we write there of a range, or of what is not sure
        return date
    return dates.read(said) if said.strip("/ ") else {}


def _not_kept(record: Mapping[str, Any]) -> Iterator[str]:
    if record.get("notes_abstract") or record.get("abstract"):
        yield _("The abstract is not kept.")
    for tag in record.get("unknown_tag", {}):
        yield _("%(field)s is not kept.") % {"field": tag}


def _record_of(item: dict[str, Any]) -> dict[str, Any]:
    kind = item["type"]
    begins, _dash, ends = item.get("page", "").partition("-")
    record: dict[str, Any] = {
        "type_of_reference": _WRITTEN.get(kind, "GEN"),
        "title": item["title"],
        "authors": _spoken(item.get("author")),
        "editors": _spoken(item.get("editor")),
        "translators": [],
        "subsidiary_authors": _spoken(item.get("translator")),
        "secondary_title": item.get("container-title"),
        "year": _year(item.get("issued", {})),
        "date": _written(item.get("issued", {})),
        "access_date": _written(item.get("accessed", {})),
        "original_publication": dates.spoken(item.get("original-date", {})),
        "start_page": begins,
        "end_page": ends,
        "issn": [item[number] for number in ("ISBN", "ISSN") if item.get(number)],
        "urls": [item["URL"]] if item.get("URL") else [],
        "notes": [item["note"]] if item.get("note") else [],
        "genre": item.get("genre"),
        "type_of_work": "" if kind in _WRITTEN or kind == "document" else kind,
    } | {_MAPPING[tag]: item.get(field) for field, tag in _TAGS.items()}
    return {name: value for name, value in record.items() if value}


def _spoken(people: list[names.Name] | None) -> list[str]:
    return [names.spoken(name) for name in people or []]


def _year(date: dates.Date) -> str:
    year = dates.first_year(date)
    return str(year) if year else ""


def _written(date: dates.Date) -> str:
    parts = date.get("date-parts")
    if not parts:
        return date.get("literal", "")
    numbers = [str(parts[0][0]), *(f"{number:02}" for number in parts[0][1:]), "", ""][:3]
    further = dates.interchanged(date).replace("/", "–") if len(parts) > 1 or date.get("circa") else ""
    return "/".join([*numbers, further])
