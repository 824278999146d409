"""What two entries have in common: the digest by which equal ones are one row, and the key by which like ones meet."""

import hashlib
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from forum.sources.csl import dates, names

if TYPE_CHECKING:
    from forum.sources.csl.details import Details

# Words at the beginning of a title that catalogues pass over.
_PASSED_OVER = {
    "a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une", "el", "los", "las",
    "il", "lo", "i", "gli", "o", "os", "as", "de", "het",
}  # fmt: skip


def fold(words: str) -> str:
    """Without case, accents and punctuation, words parted by single spaces: "Lars T. Lih" is "lars t lih"."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.casefold()))


def key_of(details: "Details") -> str:
    """The key of an item of which only these details are known."""
    from forum.sources.csl.details import item_of

    return key_of_item(item_of(details))


def key_of_item(item: dict[str, Any]) -> str:
    """What only entries that say the same share: every detail folded, and addresses as they stand. 64 hex digits.

    A DOI alone will not do, or whoever enters it first would say what everybody else cites. What the short form does
    not ask comes last, and only where it is said: so an entry from there keeps the key it always had.
    """
    from forum.sources.csl.details import details_of

    said = details_of(item)
    folded = [*map(fold, (said.author, said.title, said.year, said.publisher)), said.address]
    if further := _further(item, said):
        folded.append(json.dumps(further, sort_keys=True, ensure_ascii=False))
    return hashlib.sha256("|".join(folded).encode()).hexdigest()


def likeness_of(item: dict[str, Any]) -> str:
    """What entries of one work mostly share, however they were typed: the first author's family, and the first word
    of the title that a catalogue would sort by. At most 80 characters."""
    who = item.get("author") or item.get("editor") or [{}]
    words = fold(item.get("title", "")).split()
    first = next((word for word in words if word not in _PASSED_OVER), words[0] if words else "")
    return f"{fold(names.likely_family(who[0]))[:40]}|{first[:39]}"


def isbn_of(item: dict[str, Any]) -> str:
    """The digits of its ISBN-13, or ""."""
    return re.sub(r"[^0-9]", "", item.get("ISBN", ""))[:13]


def _further(item: dict[str, Any], said: "Details") -> dict[str, Any]:
    """What the item says beyond `said`, folded."""
    further: dict[str, Any] = {}
    for field, value in item.items():
        if field in ("author", "title", "publisher", "DOI"):
            continue
        if isinstance(value, list):
            further[field] = fold(names.spoken_all(value))
        elif isinstance(value, dict):
            if field != "issued" or dates.spoken(value) != said.year:
                further[field] = dates.spoken(value)
        elif field == "URL":
            if value != said.address:
                further[field] = value
        elif (field, value) != ("type", "document"):
            further[field] = fold(value)
    return further
