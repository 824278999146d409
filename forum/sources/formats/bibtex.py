"""BibTeX and BibLaTeX, read and written with bibtexparser."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Field, ParsingFailedBlock
from bibtexparser.model import Entry as Block
from django.utils.translation import gettext as _

from forum.sources.csl import TYPES, dates, names
from forum.sources.formats import latex
from forum.sources.formats.bibtex_fields import (
    PASSED_OVER,
    READ_AS,
    SUBTYPES,
    THESES,
    USED,
    WORDS,
    WRITTEN_AS,
)
from forum.sources.formats.reading import (
    MOST_ENTRIES,
    Entry,
    PasteRefused,
    entry_of,
    insist_on_few,
    unreadable,
)

_BEGINNING = re.compile(r"^[ \t]*@\s*(?!comment|string|preamble)[a-z]+\s*[{(]", re.IGNORECASE | re.MULTILINE)
_ANY_BEGINNING = re.compile(r"@\s*\w*\s*[{(]")


def is_it(text: str) -> bool:
    return _BEGINNING.search(text) is not None


def read(text: str) -> list[Entry]:
    """The entries in `text`, in their order; one that is broken spoils no other."""
    insist_on_few(len(_BEGINNING.findall(text)))
    if len(_ANY_BEGINNING.findall(text)) > 3 * MOST_ENTRIES or text.count("\\") > latex.MOST_COMMANDS:
        raise PasteRefused(
            _("This is too tangled to be read: it has too many commands for a list of its length.")
        )
    library = bibtexparser.parse_string(text, parse_stack=[])
    macros = {key.lower(): _plain(one.value) for key, one in library.strings_dict.items()}
    blocks = {block.key.lower(): block for block in library.entries}
    return [
        _entry(block, macros, blocks)
        for block in library.blocks
        if isinstance(block, Block | ParsingFailedBlock)
    ]


def write(items: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """An entry for each item, in UTF-8."""
    for key, item in items:
        kind = WRITTEN_AS.get(item["type"], "misc")
        if kind == "phdthesis" and item.get("genre") != THESES[kind]:
            kind = "thesis"  # of which nothing is said by its type
        yield bibtexparser.write_string(Library([Block(kind, key, list(_fields_of(item)))])) + "\n"


def _entry(
    block: Block | ParsingFailedBlock, macros: Mapping[str, str], blocks: Mapping[str, Block]
) -> Entry:
    raw = block.raw or ""
    if isinstance(block, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock) and isinstance(
        block.ignore_error_block, Block
    ):
        block = (
            block.ignore_error_block
        )  # what is said twice is read once, and two keys that are the same do no harm
    if not isinstance(block, Block):
        return unreadable(raw, _("Its braces or commas do not fit, so where it ends cannot be told."))
    try:
        fields = _fields(block, macros)
        parent = blocks.get(fields.get("crossref", "").strip().lower())
        if parent is not None and parent is not block:
            fields = _inherited(_fields(parent, macros)) | fields
        return entry_of(raw, _item_of(block.entry_type.lower(), fields), tuple(_not_kept(fields)))
    except latex.TooTangled:
        return unreadable(raw, _("Its braces stand too deeply in each other, or a value is too long."))


def _fields(block: Block, macros: Mapping[str, str]) -> dict[str, str]:
    """The values of a block as they are written, macros and what is joined by # put together."""
    found: dict[str, str] = {}
    for field in block.fields:
        found.setdefault(field.key.strip().lower(), _value(str(field.value), macros))
    return found


def _value(written: str, macros: Mapping[str, str]) -> str:
    """A macro stands for its own words once, and never for other macros: so nothing grows out of little."""
    pieces = re.findall(r'"(?:\\.|[^"{}\\]|\{[^{}]*\})*"|[^#]+', written) if "#" in written else [written]
    if written.startswith(("{", '"')) and not re.search(r'[}"]\s*#', written):
        pieces = [written]
    return "".join(macros.get(piece.strip().lower(), _plain(piece)) for piece in pieces)


def _plain(value: str) -> str:
    value = value.strip()
    is_enclosed = len(value) > 1 and value[0] + value[-1] in ("{}", '""')
    return value[1:-1] if is_enclosed else value


def _inherited(parent: dict[str, str]) -> dict[str, str]:
    """What a part has from the whole: the whole's title is the one it stands in."""
    renamed = {"title": "booktitle", "subtitle": "booksubtitle"}
    return {
        renamed.get(key, key): value
        for key, value in parent.items()
        if key not in ("author", "booktitle", "pages")
    }


def _item_of(kind: str, fields: Mapping[str, str]) -> dict[str, Any]:
    def words(*keys: str) -> str:
        return next(
            (latex.decoded(fields[key]).replace("\u00a0", " ") for key in keys if fields.get(key)), ""
        )

    item: dict[str, Any] = {field: words(*keys) for field, keys in WORDS.items()}
    subtype = words("entrysubtype")
    item["type"] = SUBTYPES.get(subtype) or (subtype if subtype in TYPES else READ_AS.get(kind, "document"))
    for field, subtitle in (("title", "subtitle"), ("container-title", "booksubtitle")):
        item[field] = ": ".join(filter(None, (item[field], words(subtitle) if item[field] else "")))
    item |= {role: _people(fields.get(role, "")) for role in ("author", "editor", "translator")}
    if item["type"] == "thesis" and kind in THESES and item["genre"].lower() in ("", "phdthesis", "mathesis"):
        item["genre"] = THESES[kind]
    number = words("number")
    if kind in ("article", "periodical"):
        item["issue"] = number or words("issue")
    elif item["type"] in ("report", "standard", "patent", "legislation", "bill"):
        item["number"] = number
    else:
        item["collection-number" if item["collection-title"] else "number"] = number
    item.setdefault("issue", words("issue"))
    item["page"] = re.sub(r"\s*(?:-+|–)\s*", "-", words("pages"))
    item["issued"] = _date(words("date")) or _year(words("year"), fields.get("month", ""), words("day"))
    item["original-date"], item["accessed"] = _date(words("origdate")), _date(words("urldate"))
    published = fields.get("howpublished", "")
    item["URL"] = latex.address_in(fields.get("url") or (published if "http" in published else ""))
    item["DOI"] = latex.address_in(fields.get("doi", ""))
    if kind == "misc" and not subtype and item["URL"] and item["accessed"]:
        item["type"] = "webpage"  # which classic BibTeX has no other type for
    if published and not item["URL"] and not item["note"]:
        item["note"] = words("howpublished")
    return {field: value for field, value in item.items() if value}


def _people(value: str) -> list[names.Name]:
    """The names parted by "and". They are told apart before their braces are taken away, which keep words together."""
    if len(value) > latex.LONGEST or latex.depth_of(value) > latex.DEEPEST:
        raise latex.TooTangled
    return [name for name in map(_person, split_multiple_persons_names(" ".join(value.split()))) if name]


def _person(written: str) -> names.Name:
    if written.lower() == "others":
        return {}
    if written.startswith("{") and written.endswith("}") and latex.depth_of(written[1:-1]) == 0:
        return {"literal": latex.decoded(written)}
    parts = parse_single_name_into_parts(written, strict=False)
    first, von, last, jr = (
        latex.decoded(" ".join(part)) for part in (parts.first, parts.von, parts.last, parts.jr)
    )
    if not first and not von and not jr:
        return {"literal": last}
    name = {"family": last, "given": first, "non-dropping-particle": von, "suffix": jr}
    return {part: words for part, words in name.items() if words}


def _date(edtf: str) -> dates.Date:
    """A date of BibLaTeX, which is one of EDTF: 1932-05, 1905/1907, 1917~."""
    return dates.read(edtf) if edtf else {}


def _year(year: str, month: str, day: str) -> dates.Date:
    date = dates.read(year)
    number = dates.month_in(latex.decoded(month)) if month else None
    if not number or len(date.get("date-parts", [])) != 1 or len(date["date-parts"][0]) != 1:
        return date
    with_day = dates.clean({"date-parts": [[*date["date-parts"][0], number, day]]}) if day else {}
    return with_day or {**date, "date-parts": [[*date["date-parts"][0], number]]}


def _not_kept(fields: Mapping[str, str]) -> Iterator[str]:
    for key in fields:
        if key not in USED and key not in PASSED_OVER:
            yield _("%(field)s is not kept.") % {"field": key[:40]}


def _fields_of(item: dict[str, Any]) -> Iterator[Field]:
    def said(key: str, value: str) -> Iterator[Field]:
        if value:
            yield Field(key, value)

    kind = item["type"]
    for role in ("author", "editor", "translator"):
        yield from said(role, " and ".join(map(_written_name, item.get(role, []))))
    renamed = {
        "container-title": "journal" if kind.startswith("article") else "booktitle",
        "publisher": {"thesis": "school", "report": "institution"}.get(kind, "publisher"),
        "publisher-place": "address",
        "language": "language",
    }
    for field, keys in WORDS.items():
        yield from said(renamed.get(field, keys[0]), latex.encoded(item.get(field, "")))
    is_plain = kind in WRITTEN_AS or (kind == "document" and not item.get("accessed"))
    if not is_plain or kind in SUBTYPES.values():
        yield Field("entrysubtype", kind)
    yield from said("number", latex.encoded(item.get("number") or item.get("collection-number", "")))
    yield from said(
        "number" if kind.startswith("article-") else "issue", latex.encoded(item.get("issue", ""))
    )
    yield from said("pages", latex.encoded(item.get("page", "")).replace("-{}-", "--").replace("-", "--"))
    yield from _published(item.get("issued", {}))
    yield from said("origdate", latex.encoded(dates.interchanged(item.get("original-date", {}))))
    yield from said("urldate", latex.encoded(dates.interchanged(item.get("accessed", {}))))
    for field in ("DOI", "URL"):
        yield from said(
            field.lower(), item.get(field, "").replace("{", "%7B").replace("}", "%7D").replace("\\", "")
        )


def _published(date: dates.Date) -> Iterator[Field]:
    """`year` and `month`, which every style knows; what they cannot say is said in `date`, which BibLaTeX knows."""
    parts = date.get("date-parts", [[]])
    if len(parts) == 1 and len(parts[0]) in (1, 2) and not date.get("circa"):
        yield Field("year", str(parts[0][0]))
        if len(parts[0]) > 1:
            yield Field("month", str(parts[0][1]))
    elif date:
        yield Field("date", latex.encoded(dates.interchanged(date)))


def _written_name(name: names.Name) -> str:
    if name.get("literal"):
        return f"{{{latex.encoded(name['literal'])}}}"
    family, given, suffix = (
        latex.encoded(part) for part in (names.family(name), names.given(name), name.get("suffix", ""))
    )
    parts = [
        _kept_together(part) for part in ((family, suffix, given) if suffix else (family, given)) if part
    ]
    return ", ".join(parts) if len(parts) > 1 else f"{{{family}}}"


def _kept_together(part: str) -> str:
    """A part with a comma, or an "and", would be taken for two."""
    return f"{{{part}}}" if "," in part or " and " in f" {part.lower()} " else part
