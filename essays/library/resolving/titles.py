"""Titles as citations print them: in full, shortened, misspelt, or by their initials."""

import re

from rapidfuzz import fuzz

from essays.library.resolving.names import fold

MISSPELT = 90  # of 100, by rapidfuzz's ratio, from SHORTEST_MISSPELT letters on
SHORTEST_MISSPELT = 10
COLLECTED = "collected works"
STARTS_A_TITLE = re.compile(r"(?:the|an?|what|how|why)\b", re.IGNORECASE)

_ARTICLES = frozenset(["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "il", "ein", "eine"])
_SMALL = _ARTICLES | {"of", "and", "in", "to", "on", "for", "und", "von", "et", "de", "des", "du"}
# One author's have one edition, whatever each citation calls it; “Selected Works” are others.
_COLLECTED = {
    "collected works", "complete works", "works", "cw", "lcw", "mecw", "mew", "gesammelte werke", "werke", "gw",
    "sammtliche werke", "oeuvres completes", "obras completas", "collected writings",
}  # fmt: skip
_SOME_OF_THEM = re.compile(
    r"(?:selected|collected|complete) (?:works|writings|essays|papers|letters|speeches|articles)"
)
_VOLUME_AFTER = re.compile(r"(?P<title>.+?),?\s+(?P<volume>\d{1,2}|[IVXL]+)")
_SUBTITLE = re.compile(r"\s*[:–—]\s+|\s+-\s+|[?!]\s+")


def key_of(title: str) -> str:
    """What the printed forms of one title share: folded, without its first article; "" of nothing."""
    words = fold(title).split()
    if " ".join(words) in _COLLECTED:
        return COLLECTED
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def main_key(title: str) -> str:
    """The key of a title without its subtitle."""
    return key_of(_SUBTITLE.split(title, maxsplit=1)[0])


def is_collected(title: str) -> bool:
    """Whether this is an author's collected works, or some of them: what holds pieces, by volume."""
    return (
        key_of(title) == COLLECTED or fold(title) == "sw" or _SOME_OF_THEM.fullmatch(fold(title)) is not None
    )


def volume_after(title: str) -> tuple[str, str] | None:
    """The title and the volume of “CW 27”, where the number is no part of the title."""
    found = _VOLUME_AFTER.fullmatch(title)
    return (found["title"], found["volume"]) if found and is_collected(found["title"]) else None


def is_same(title: str, known: str) -> bool:
    """Whether both are one title: as it is, misspelt, or with and without its subtitle."""
    one, other = key_of(title), key_of(known)
    if one == other or COLLECTED in (one, other):
        return one == other
    if min(len(one), len(other)) >= SHORTEST_MISSPELT and fuzz.ratio(one, other) >= MISSPELT:
        return _numbers(one) == _numbers(other)
    shorter, longer = sorted((title, known), key=len)
    if main_key(longer) == key_of(shorter):
        return True
    further = key_of(longer).removeprefix(key_of(shorter)).split()
    return key_of(longer).startswith(key_of(shorter) + " ") and all(
        re.fullmatch(r"\d+|[ivx]+", word) for word in further
    )


def is_short_for(title: str, known: str) -> bool:
    """Whether `title` shortens `known`: some of its words that stand together, or its initials."""
    short, full = key_of(title).split(), key_of(known).split()
    if not short or COLLECTED in (key_of(title), key_of(known)):
        return False
    if len(short) == 1 and len(short[0]) <= 6 and short[0] in initials_of(full):
        return True
    places = range(len(full) - len(short) + 1) if len(short) < len(full) else ()
    return any(word not in _SMALL and len(word) > 2 for word in short) and any(
        full[at : at + len(short)] == short for at in places
    )


def initials_of(words: list[str]) -> set[str]:
    """By which letters a title of these words can be called."""
    if len(words) < 2:
        return set()
    return {
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in _SMALL),
    } - {""}


def _numbers(key: str) -> list[str]:
    return re.findall(r"\d+", key)


def telling_words(key: str) -> list[str]:
    """The words of a key by which it can be looked up."""
    return [word for word in key.split() if word not in _SMALL and len(word) > 2]
