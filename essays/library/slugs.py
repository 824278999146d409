"""Addresses of sections, made of their label and the words of their heading."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

LONGEST_SLUG = 60
RESERVED_SLUGS = frozenset(
    {
        "whole",
        "heat",
        "import",
        "annotate",
        "notes",
        "print",
        "margin",
        "contents",
        "new",
        "editions",
        "gone",
        "lead",
        "sources",
        "export",
        "annotations",
        "bring",
        "feed",
        "read-to-here",
        "veil",
    }
)

# Letters that Unicode does not take apart into an ASCII letter and a mark.
_SPELT_OUT = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "’": None,
        "'": None,
    }
)


def slugs_for(headings: Sequence[tuple[str, str]], *, taken: Iterable[str] = ()) -> list[str]:
    """Return one slug for each `(label, heading)`: ASCII, at most 60 characters, cut at a word,
    and none twice, nor one of `taken`, nor one of RESERVED_SLUGS.
    """
    used = {*RESERVED_SLUGS, *taken}
    times_wished: Counter[str] = Counter()
    slugs = []
    for number, (label, heading) in enumerate(headings, start=1):
        said = f"{label} {heading}".strip()
        slug = wish = _slug(said) or (f"section-{number}" if said else "opening")
        times_wished[wish] = max(times_wished[wish], 1)
        while slug in used:
            times_wished[wish] += 1
            ending = f"-{times_wished[wish]}"
            slug = _cut(wish, LONGEST_SLUG - len(ending)) + ending
        used.add(slug)
        slugs.append(slug)
    return slugs


def _slug(text: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", text.lower().translate(_SPELT_OUT)).encode("ascii", "ignore").decode()
    )
    return _cut("-".join(re.findall(r"[a-z0-9]+", plain)), LONGEST_SLUG)


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words = slug[: length + 1].rpartition("-")[0]
    return whole_words or slug[:length]
