"""When a work appeared, as CSL-JSON has it and as people write it.

A date is {"date-parts": [[year, month, day]]}, two of them for a range, with "circa" where it is not sure; or
{"literal": words} where it is none that can be counted with. Years before our era are negative.
"""

import calendar
import re
from typing import Any

Date = dict[str, Any]

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
LONGEST = 100  # characters of a date in words

_CIRCA = re.compile(r"(?:c\.|ca\.|circa)\s*(.+)|(.+?)\s*[~?]", re.IGNORECASE)
_RANGE = re.compile(r"(.+?)\s*(?:[–—/]|\s-\s)\s*(.+)")
_YEARS = re.compile(r"(\d{4})-(\d{2}|\d{4})")
_ISO = re.compile(r"(-?\d{1,4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.IGNORECASE)


def read(words: str) -> Date:
    """The date that is meant: 1932, 1932-05-01, May 1932, 1 May 1932, 1905–07, c. 1917; else the words themselves."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return {}
    circa = _CIRCA.fullmatch(words)
    plain = (circa[1] or circa[2]) if circa else words
    parts = _range(plain)
    if not parts:
        return {"literal": words}
    return {"date-parts": parts} | ({"circa": True} if circa else {})


def clean(date: Any) -> Date:
    """A date from elsewhere, with nothing in it but what this module knows; {} if it says nothing."""
    if isinstance(date, str | int) and not isinstance(date, bool):
        return read(str(date))
    if not isinstance(date, dict):
        return {}
    parts = date.get("date-parts")
    if isinstance(parts, list) and parts:
        known = [_numbers(part) for part in parts[:2]]
        if known[0]:
            circa = {"circa": True} if date.get("circa") not in (None, False, 0, "", "0", "false") else {}
            return {"date-parts": [part for part in known if part]} | circa
    words = date.get("literal") or date.get("raw")
    return read(words) if isinstance(words, str) else {}


def year(date: Date) -> str:
    """The year or years, as a reference gives them: 1932, 1905–1907, c. 1917; "" if none is said."""
    if "date-parts" not in date:
        return date.get("literal", "")
    years = list(dict.fromkeys(str(part[0]) for part in date["date-parts"] if part))
    return ("c. " if date.get("circa") else "") + "–".join(years)


def first_year(date: Date) -> int | None:
    """The year to reckon with, where there is one."""
    if date.get("date-parts"):
        return date["date-parts"][0][0]
    found = re.search(r"\d{4}", date.get("literal", ""))
    return int(found[0]) if found else None


def spoken(date: Date) -> str:
    """All that is said of it, so that `read` understands it again: 1932-05-01, 1905–1907, c. 1917."""
    if "date-parts" not in date:
        return date.get("literal", "")
    return ("c. " if date.get("circa") else "") + "–".join(map(_iso, date["date-parts"]))


def interchanged(date: Date) -> str:
    """As the formats for machines have it (EDTF, ISO 8601-2): 1932-05-01, 1905/1907, 1917~; words as they are."""
    if "date-parts" not in date:
        return date.get("literal", "")
    whole = "/".join(_edtf(part) for part in date["date-parts"])
    return f"{whole}~" if date.get("circa") else whole


def month_in(words: str) -> int | None:
    """The number of a month by its English name or its first three letters, or by itself."""
    plain = words.strip().rstrip(".").lower()
    if re.fullmatch(r"0?[1-9]|1[0-2]", plain):
        return int(plain)
    found = [number for number, name in enumerate(MONTHS, 1) if len(plain) >= 3 and name.startswith(plain)]
    return found[0] if found else (9 if plain == "sept" else None)


def _range(words: str) -> list[list[int]]:
    single = _single(words)
    if single:
        return [single]
    between = _YEARS.fullmatch(words) or _RANGE.fullmatch(words)
    if not between:
        return []
    begins, ends = between[1], between[2]
    if re.fullmatch(r"\d{4}", begins) and re.fullmatch(r"\d{1,2}", ends):
        ends = begins[: 4 - len(ends)] + ends  # 1905–07
    both = [_single(begins), _single(ends)]
    return both if all(both) and both[0] <= both[1] else []


def _single(words: str) -> list[int]:
    if iso := _ISO.fullmatch(words):
        return _numbers([part for part in iso.groups() if part])
    if named := _DAY_FIRST.fullmatch(words):
        day, month, in_year = named.groups()
    elif named := _MONTH_FIRST.fullmatch(words):
        month, day, in_year = named.groups()
    else:
        return []
    number = month_in(month)
    return _numbers([in_year, number, *([day] if day else [])]) if number else []


def _numbers(part: Any) -> list[int]:
    """Year, month and day, as far as they are a date; [] if not even a year is."""
    if not isinstance(part, list):
        return []
    numbers: list[int] = []
    for said in part[:3]:
        written = str(said).strip()
        if not re.fullmatch(r"-?[0-9]{1,4}", written):
            break
        numbers.append(int(written))
    if not numbers or numbers[0] == 0:
        return []
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return numbers[:1] if len(part) == 1 else []
    if len(numbers) > 2 and not 1 <= numbers[2] <= _days(*numbers[:2]):
        return []
    return numbers


def _days(in_year: int, month: int) -> int:
    """How many days a month has; the rule for leap years is the same a multiple of 400 years later."""
    return calendar.monthrange(in_year % 400 + 2000, month)[1]


def _edtf(part: list[int]) -> str:
    """With a year of four digits, so that it is taken for nothing else."""
    year, *further = part
    return "-".join([f"{'-' if year < 0 else ''}{abs(year):04}", *(f"{number:02}" for number in further)])


def _iso(part: list[int]) -> str:
    return "-".join([str(part[0]), *(f"{number:02}" for number in part[1:])])
