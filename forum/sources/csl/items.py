"""What may stand in an item, and how one that comes from elsewhere is made such."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from forum.sources.csl import dates, names
from forum.sources.csl.numbers import doi_in, isbn_in, issn_in
from forum.text import safe_url

# All types of CSL 1.0.2.
TYPES = frozenset((
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
))  # fmt: skip
NAMES = ("author", "editor", "translator")
DATES = ("issued", "original-date", "accessed")
# Words, each with the most characters it may have.
WORDS: Mapping[str, int] = {
    "title": 500,
    "container-title": 500,
    "collection-title": 300,
    "collection-number": 40,
    "volume": 40,
    "issue": 40,
    "number": 80,
    "page": 80,
    "edition": 80,
    "genre": 120,
    "event-title": 300,
    "publisher": 300,
    "publisher-place": 200,
    "archive": 300,
    "language": 40,
    "note": 2000,
}
NUMBERS = ("DOI", "ISBN", "ISSN", "URL")
FIELDS = ("type", *NAMES, *WORDS, *DATES, *NUMBERS)
MOST_NAMES = 60
LONGEST_NAME = 200

# Said by managers about their own records, and no loss to anybody.
_PASSED_OVER = {"id", "citation-key", "categories", "custom", "system_id", "journalAbbreviation", "title-short",
                "container-title-short", "citation-label", "source", "schema"}  # fmt: skip
_TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))


class NotAnItem(Exception):
    """What was given is no item, for the reason said."""


def cleaned(given: Any) -> tuple[dict[str, Any], list[str]]:
    """The item that is meant, with nothing in it but what FIELDS names, each as it should be; and what was left out
    of it, in words. Raises NotAnItem where no work can be told from it.
    """
    if not isinstance(given, dict):
        raise NotAnItem(_("It is not an entry."))
    item: dict[str, Any] = {"type": given["type"] if _is_type(given.get("type")) else "document"}
    left_out: list[str] = []
    for field in given:
        if field in item or field in _PASSED_OVER:
            continue
        value = _field(field, given[field]) if field in FIELDS else None
        if value:
            item[field] = value
        elif given[field] not in (None, "", [], {}):
            left_out.append(_why(field, given[field]))
    if not item.get("title"):
        raise NotAnItem(_("It has no title."))
    return {field: item[field] for field in FIELDS if field in item}, left_out


def plain(words: Any, longest: int) -> str:
    """A line of words: no line breaks, no other control characters, nothing that turns what stands around it; at most
    `longest` characters."""
    if isinstance(words, bool) or not isinstance(words, str | int | float):
        return ""
    seen = str(words)[: longest * 4].translate(_TURNS)
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") else sign for sign in seen)
    return " ".join(seen.split())[:longest].rstrip()


def _is_type(given: Any) -> bool:
    return isinstance(given, str) and given in TYPES


def _field(field: str, given: Any) -> Any:
    if field == "page":
        return re.sub(r"\s*(?:-+|[–—])\s*", "-", plain(given, WORDS[field]))
    if field in WORDS:
        return plain(given, WORDS[field])
    if field in NAMES:
        people = given[:MOST_NAMES] if isinstance(given, list) else []
        return [name for name in map(_name, people) if name]
    if field in DATES:
        return dates.clean(_plain_date(given))
    if field == "URL":
        address = safe_url(given) if isinstance(given, str) else None
        return address if address and address.startswith(("https://", "http://")) else ""
    find = {"DOI": doi_in, "ISBN": isbn_in, "ISSN": issn_in}[field]
    return find(plain(given, 500))


def _plain_date(given: Any) -> Any:
    if isinstance(given, dict):
        words = {part: plain(given[part], dates.LONGEST) for part in ("literal", "raw") if given.get(part)}
        return {part: given[part] for part in ("date-parts", "circa") if part in given} | words
    return plain(given, dates.LONGEST)


def _name(given: Any) -> names.Name:
    """A name of known parts. Semicolons part names from each other, so none may stand inside one."""
    if isinstance(given, str):
        return _name(names.read(given))
    if not isinstance(given, dict):
        return {}
    said = {part: plain(given.get(part, ""), LONGEST_NAME).replace(";", ",") for part in names.PARTS}
    name = {part: words for part, words in said.items() if words}
    if name.get("family"):
        name.pop("literal", None)
        return name
    whole = name.get("literal") or name.get("given") or ""
    return {"literal": whole} if whole else {}


def _why(field: Any, given: Any) -> str:
    shown = {"field": plain(str(field), 40), "words": plain(str(given), 60)}
    if field in FIELDS:
        return _("%(field)s: “%(words)s” is none, as far as can be told.") % shown
    return _("%(field)s is not kept.") % shown
