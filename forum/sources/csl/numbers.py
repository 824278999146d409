"""Numbers that works are given: DOI, ISBN, ISSN. Each is told by its form or check digit; nothing is looked up."""

import re

from stdnum import isbn, issn
from stdnum.exceptions import ValidationError

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/, which fits 99 % of those given out.
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][ -]?)?(?:[0-9][ -]?){9}[0-9Xx](?![0-9])")
_LABEL = re.compile(r"^\s*(?:e-?)?(?:isbn|issn)(?:-1[03])?:?\s*", re.IGNORECASE)
LONGEST = 500  # characters of a field in which one is looked for


def doi_in(address: str) -> str:
    """The DOI that an address is or leads to, in lower case (ISO 26324: case tells none apart), or ""."""
    found = _DOI.fullmatch(address.strip())
    return found[1].lower() if found else ""


def isbn_in(words: str) -> str:
    """The first ISBN in `words` whose check digit fits, as thirteen digits with hyphens, or ""."""
    for found in _ISBN.finditer(_LABEL.sub("", words[:LONGEST])):
        try:
            return isbn.format(isbn.to_isbn13(isbn.validate(found[0])))
        except ValidationError:
            continue
    return ""


def issn_in(words: str) -> str:
    """The ISSN that `words` is or begins with, as 1234-5679, or ""."""
    said = re.match(r"[0-9]{4}[-–]?[0-9]{3}[0-9Xx]\b", _LABEL.sub("", words[:LONGEST]))
    if not said:
        return ""
    try:
        return issn.format(issn.validate(said[0].replace("–", "-")))
    except ValidationError:
        return ""
