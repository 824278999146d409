"""Names of people and bodies as CSL-JSON has them, and as they are typed: "Family, Given; Family, Given, Suffix"."""

import re
from collections.abc import Iterable

Name = dict[str, str]

PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal")


def read_all(words: str) -> list[Name]:
    """The names in a line where they are parted by semicolons."""
    return [read(name) for name in re.split(r"\s*;\s*", words.strip()) if name]


def read(words: str) -> Name:
    """ "Family, Given" and "Family, Given, Suffix" are told apart; any other name stays as it is written."""
    family, comma, rest = (part.strip() for part in words.partition(","))
    if not (comma and family and rest):
        return {"literal": words.strip()}
    given, _comma, suffix = (part.strip() for part in rest.rpartition(","))
    if given and suffix:
        return {"family": family, "given": given, "suffix": suffix}
    return {"family": family, "given": rest}


def spoken(name: Name) -> str:
    """A name as it would be typed, the family's first."""
    return name.get("literal") or _joined(", ", family(name), given(name), name.get("suffix", ""))


def spoken_all(names: Iterable[Name]) -> str:
    return "; ".join(map(spoken, names))


def in_order(name: Name) -> str:
    """A name as it is said, the given first: Martin Luther King Jr."""
    return name.get("literal") or _joined(" ", given(name), family(name), name.get("suffix", ""))


def family(name: Name) -> str:
    """What a name is sorted and cited by; of a name that is not told apart, all of it."""
    return name.get("literal") or _joined(" ", name.get("non-dropping-particle", ""), name.get("family", ""))


def given(name: Name) -> str:
    return _joined(" ", name.get("given", ""), name.get("dropping-particle", ""))


def likely_family(name: Name) -> str:
    """The part of a name that another way to write it would most likely have too: the family's last word."""
    words = re.findall(r"[\w'’-]+", name.get("literal") or name.get("family", ""))
    return words[-1] if words else ""


def _joined(by: str, *parts: str) -> str:
    return by.join(part for part in parts if part)
