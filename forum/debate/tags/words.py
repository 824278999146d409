"""What a tag may be. Knows nothing of rows."""

import re
import unicodedata
from collections.abc import Iterable

MOST = 5  # on a thread
LONGEST = 30  # code points
_BETWEEN = re.compile(r"[,;\n]")


def tags_in(said: str) -> list[str]:
    """The tags that somebody typed, with commas between them: each once, in the order typed."""
    named = (named_as(word) for word in _BETWEEN.split(said))
    return list(dict.fromkeys(name for name in named if name))


def named_as(word: str) -> str:
    """A word as tags are written: in small letters, one form for each character (NFC), hyphens for spaces."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).lower())
    return re.sub(r"[\s_-]+", "-", folded.strip().removeprefix("#")).strip("-")


def unfit(names: Iterable[str]) -> list[str]:
    """Those that cannot be tags: too long, or with other characters than letters, digits and hyphens of any script."""
    return [name for name in names if len(name) > LONGEST or not all(_fits(character) for character in name)]


def _fits(character: str) -> bool:
    """Whether it is a letter, a mark upon one, a digit, or a hyphen."""
    return (
        character == "-"
        or unicodedata.category(character)[0] in "LM"
        or unicodedata.category(character) == "Nd"
    )
