"""Between what the short form asks of a source and a CSL-JSON item, both ways."""

import re
from dataclasses import dataclass
from typing import Any

from forum.sources.csl import dates, names
from forum.sources.csl.keys import fold
from forum.sources.csl.numbers import doi_in
from forum.text import safe_url

_YEAR = re.compile(r"-?[1-9][0-9]{0,3}")
# A year standing by itself or with its letter or decade: 1917, 1917a, 1920s; others may stand around it.
_YEAR_IN_WORDS = re.compile(r"\b\d{1,4}[a-z]?\b")
_NO_YEAR = {
    "n d",
    "nd",
    "no date",
    "undated",
    "s d",
    "o j",
    "forthcoming",
    "in press",
    "to appear",
    "unpublished",
}


@dataclass(frozen=True)
class Details:
    """What is asked of a source: authors parted by semicolons, and an address that is a URL or a DOI."""

    author: str
    title: str
    year: str = ""
    publisher: str = ""
    address: str = ""


def item_of(details: Details) -> dict[str, Any]:
    """The CSL-JSON item of these details; what is empty, and an address no link may lead to, is left out."""
    doi = doi_in(details.address)
    known = {
        "type": "document",
        "title": details.title,
        "author": names.read_all(details.author),
        "issued": _date(details.year),
        "publisher": details.publisher,
        "DOI": doi,
        "URL": None if doi else safe_url(details.address),
    }
    return {field: value for field, value in known.items() if value}


def details_of(item: dict[str, Any]) -> Details:
    """What the short form would say of this item; of a date only the year."""
    return Details(
        author=names.spoken_all(item.get("author", [])),
        title=item.get("title", ""),
        year=dates.year(item.get("issued", {})),
        publisher=item.get("publisher", ""),
        address=item.get("DOI") or item.get("URL", ""),
    )


def link_of(item: dict[str, Any]) -> str:
    """Where the work is found on the web: its DOI's address before any other; "" if nowhere is known."""
    if doi := item.get("DOI"):
        return safe_url(f"https://doi.org/{doi}") or ""
    return item.get("URL", "")


def is_date(said: str) -> bool:
    """Whether this says when a work appeared: 1917, 1917–18, c. 1917, 44 BC, spring 1917; n.d., forthcoming."""
    return bool(_YEAR_IN_WORDS.search(said)) or fold(said) in _NO_YEAR


def is_address(said: str) -> bool:
    """Whether a work can be found by this: a web address that a link may lead to, or a DOI."""
    return bool(doi_in(said)) or (
        said.lower().startswith(("https://", "http://")) and safe_url(said) is not None
    )


def _date(year: str) -> dict[str, Any]:
    if not year:
        return {}
    return {"date-parts": [[int(year)]]} if _YEAR.fullmatch(year) else {"literal": year}
