"""Names as citations print them: whether two of them can be one person's."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

ALIKE = 82  # of 100, by rapidfuzz's ratio: Mitchels and Michels have 93, Marx and Mark 75
SHORTEST_MISSPELT = 5  # letters; shorter names differ by a letter too easily
CANDIDATES = 400  # other names that one is compared with, so that a book of names stays cheap

_AND = re.compile(r"\s*(?:;|&|\b(?:and|und|y)\b|\bet\b(?!\s+al))\s*")
_ET_AL = re.compile(r"[,\s]*\bet\s+al\b\.?", re.IGNORECASE)
_EDITOR = re.compile(r"[,\s]*\(?\b(?:eds?|hrsg|trans)\b\.?\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """Whom a citation names, folded: the family names in their order, and the first one's given names."""

    families: tuple[str, ...]
    given: tuple[str, ...] = ()
    and_others: bool = False

    @property
    def first(self) -> str:
        return self.families[0]


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Without case, accents and punctuation, words parted by single spaces; an apostrophe parts none."""
    plain = unicodedata.normalize("NFKD", re.sub(r"(?<=\w)['’‘`](?=\w)", "", words))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).casefold()))


def name_of(printed: str) -> Name | None:
    """The name in `printed`: “Mitchels, R.”, “Victor Serge”, “Smith & Jones”, “Doe et al.”; None if there is none."""
    others = _ET_AL.search(printed) is not None
    people = _AND.split(_EDITOR.sub("", _ET_AL.sub("", printed)))
    read = [person for person in map(_person, people) if person]
    if not read:
        return None
    return Name(tuple(family for family, _ in read), read[0][1], others)


def _person(printed: str) -> tuple[str, tuple[str, ...]] | None:
    family, comma, given = printed.partition(",")
    words = fold(family).split()
    if not words:
        return None
    if comma and given.strip():
        return words[-1], tuple(fold(given).split())
    return words[-1], tuple(words[:-1])


def same_person(one: Name, other: Name) -> bool:
    """Whether both can mean the same people: the same families, and no given name that contradicts."""
    if one.and_others or other.and_others:
        return one.first == other.first
    return sorted(one.families) == sorted(other.families) and (
        one.first != other.first or _agree(one.given, other.given)
    )


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    for mine, theirs in zip(one, other, strict=False):
        shorter, longer = sorted((mine, theirs), key=len)
        if not longer.startswith(shorter if len(shorter) > 2 else shorter[:1]):
            return False
    return True


def most_alike(family: str, others: list[str]) -> str | None:
    """The one of `others` of which `family` may be a misspelling; None where none is near."""
    if len(family) < SHORTEST_MISSPELT:
        return None
    found = process.extractOne(family, others[-CANDIDATES:], scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found and found[0][0] == family[0] else None


def fullness(printed: str) -> tuple[int, int]:
    """How much of a name is printed: given names before initials before none; of equals, the longer."""
    name = name_of(printed)
    given = name.given if name else ()
    return (2 if any(len(word) > 2 for word in given) else int(bool(given)), len(printed))


def family_first(printed: str) -> str:
    """The name as a list of works has it: “Serge, Victor”, “Marx, Karl; Engels, Friedrich”. A single name stays."""
    people = _AND.split(_EDITOR.sub("", printed))
    return "; ".join(_family_first(person.strip()) for person in people if person.strip())


def _family_first(person: str) -> str:
    words = person.split()
    if "," in person or len(words) < 2 or len(words) > 4 or words[-2:] == ["et", "al"]:
        return person
    at = len(words) - 1
    while at > 1 and words[at - 1].islower():
        at -= 1
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}"
