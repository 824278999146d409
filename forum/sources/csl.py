"""Between what a form asks of a source and a CSL-JSON item (Citation Style Language 1.0.2), both ways."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from forum.text import safe_url

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/, which fits 99 % of those given out.
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
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
        "author": [_name(name) for name in re.split(r"\s*;\s*", details.author) if name],
        "issued": _date(details.year),
        "publisher": details.publisher,
        "DOI": doi,
        "URL": None if doi else safe_url(details.address),
    }
    return {field: value for field, value in known.items() if value}


def details_of(item: dict[str, Any]) -> Details:
    """What a form would have said to give this item."""
    return Details(
        author="; ".join(_spoken(name) for name in item.get("author", [])),
        title=item.get("title", ""),
        year=_spoken_date(item.get("issued", {})),
        publisher=item.get("publisher", ""),
        address=item.get("DOI") or item.get("URL", ""),
    )


def link_of(item: dict[str, Any]) -> str:
    """Where the work is found on the web: its DOI's address before any other; "" if nowhere is known."""
    if doi := item.get("DOI"):
        return safe_url(f"https://doi.org/{doi}") or ""
    return item.get("URL", "")


def doi_in(address: str) -> str:
    """The DOI that an address is or leads to, in lower case (ISO 26324: case tells none apart), or ""."""
    found = _DOI.fullmatch(address.strip())
    return found[1].lower() if found else ""


def is_date(said: str) -> bool:
    """Whether this says when a work appeared: 1917, 1917–18, c. 1917, 44 BC, spring 1917; n.d., forthcoming."""
    return bool(_YEAR_IN_WORDS.search(said)) or fold(said) in _NO_YEAR


def is_address(said: str) -> bool:
    """Whether a work can be found by this: a web address that a link may lead to, or a DOI."""
    return bool(doi_in(said)) or (
        said.lower().startswith(("https://", "http://")) and safe_url(said) is not None
    )


def fold(words: str) -> str:
    """Without case, accents and punctuation, words parted by single spaces: "Lars T. Lih" is "lars t lih"."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.casefold()))


def key_of(details: Details) -> str:
    """What only entries that say the same share: every detail folded, and the address as it stands. 64 hex digits.

    A DOI alone will not do, or whoever enters it first would say what everybody else cites.
    """
    said = details_of(item_of(details))
    folded = map(fold, (said.author, said.title, said.year, said.publisher))
    return hashlib.sha256("|".join([*folded, said.address]).encode()).hexdigest()


def _name(name: str) -> dict[str, str]:
    """ "Family, Given" is told apart; any other name stays as it is written."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": name.strip()}


def _spoken(name: dict[str, str]) -> str:
    return name.get("literal") or ", ".join(filter(None, (name.get("family"), name.get("given"))))


def _date(year: str) -> dict[str, Any]:
    if not year:
        return {}
    return {"date-parts": [[int(year)]]} if _YEAR.fullmatch(year) else {"literal": year}


def _spoken_date(date: dict[str, Any]) -> str:
    return date.get("literal") or "-".join(str(part) for part in date.get("date-parts", [[]])[0])
