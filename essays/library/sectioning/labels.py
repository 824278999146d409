"""What a paragraph's numbering says: “b)”, “(3)”, “IV.”, “2.1”, “Chapter Three”, “§ 5”."""

import re
from dataclasses import dataclass

_WORDS = (
    "chapter|part|book|section|lecture|letter|essay|act|canto|volume"
    "|chapitre|partie|livre|kapitel|teil|abschnitt|buch|cap[ií]tulo|parte|libro|capitolo|hoofdstuk"
    "|deel|глава|часть"
)
_NUMBER_WORDS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip

_WORD_LABEL = re.compile(
    rf"(?P<label>(?P<word>{_WORDS})\s+(?P<number>\d{{1,3}}|[ivxlc]{{1,8}}|{'|'.join(_NUMBER_WORDS)}))"
    r"(?P<close>[.:)]?(?:\s*[-–—]\s|\s|$))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<open>[(\[§]?)\s?(?P<label>\d{1,3}(?:\.\d{1,2}){0,4}|[IVXLC]{1,7}|[ivxlc]{1,7}|[A-Za-z])"
    r"(?P<close>\)|\]|\.(?=\s|$)|:(?=\s|$)|(?=\s|$))"
)
_SPACE_OR_DASH = " \t\u00a0\u202f\u2009–—-:"
_ROMAN = re.compile(r"(?=.)(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"c": 100, "xc": 90, "xl": 40, "l": 50, "x": 10, "ix": 9, "iv": 4, "v": 5, "i": 1}


@dataclass(frozen=True, slots=True)
class Label:
    """One reading of a paragraph's numbering.

    `style` is equal for paragraphs numbered alike; `ordinal` counts within it, one number per depth;
    `printed` is the label without its punctuation; `rest` what follows it.
    """

    style: str
    ordinal: tuple[int, ...]
    printed: str
    rest: str


def labels_of(text: str) -> list[Label]:
    """Return every way to read the numbering that `text` begins with: “i)” is a letter and a numeral."""
    if match := _WORD_LABEL.match(text):
        number = match["number"].lower()
        value = _NUMBER_WORDS.index(number) + 1 if number in _NUMBER_WORDS else _value(number)
        rest = text[match.end() :].lstrip(_SPACE_OR_DASH)
        return [Label(match["word"].lower(), (value,), match["label"], rest)] if value else []
    match = _LABEL.match(text)
    if match is None:
        return []
    rest = text[match.end() :].lstrip(_SPACE_OR_DASH)
    printed, shape = match["label"], match["open"] + match["close"]
    if not shape and "." not in printed and not _may_stand_bare(printed, text, rest):
        return []
    return [Label(f"{name} {shape}", ordinal, printed, rest) for name, ordinal in _readings(printed)]


def _may_stand_bare(printed: str, text: str, rest: str) -> bool:
    """Whether a number without punctuation is a label: alone on its line, before a dash or a capital."""
    if not rest:
        return printed.isdigit() or printed.isupper()
    before_dash = text[len(printed) :].lstrip()[:1] in ("–", "—", "-")
    return before_dash or (printed.isdigit() and len(printed) < 3 and rest[0].isupper())


def _readings(printed: str) -> list[tuple[str, tuple[int, ...]]]:
    if printed[0].isdigit():
        numbers = tuple(int(number) for number in printed.split("."))
        return [(f"decimal{len(numbers)}", numbers)]
    case = "upper" if printed[0].isupper() else "lower"
    readings: list[tuple[str, tuple[int, ...]]] = []
    if len(printed) == 1:
        readings.append((f"{case} letter", (ord(printed.lower()) - ord("a") + 1,)))
    if value := _value(printed.lower()):
        readings.append((f"{case} roman", (value,)))
    return readings


def _value(number: str) -> int:
    """Return the value of digits or of a well-formed Roman numeral below 400, else 0."""
    if number.isdigit():
        return int(number)
    match = _ROMAN.fullmatch(number)
    if match is None:
        return 0
    total = 0
    for part in match.groups():
        total += _ROMAN_VALUES[part] if part in _ROMAN_VALUES else sum(_ROMAN_VALUES[c] for c in part)
    return total
