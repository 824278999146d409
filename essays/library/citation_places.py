"""Where in a work a citation points: “p. 12”, “vol. II”, “2004: 17”, “12, no. 3 (1989): 45”."""

import re

from essays.library.citation_forms import (
    BARE_PAGE,
    COUNTED,
    EDGES,
    INITIAL_BEFORE,
    ISSUE,
    LOCATOR,
    PASSIM,
    TRAILING_PAGE,
    UNITS,
    VOLUME_AND_PAGE,
    YEAR_AND_PAGE,
    YEAR_DIGITS,
)


def without_places(text: str) -> tuple[str, list[str], str | None]:
    """Take the places out of `text`, and the year where it stands before a page: “2004: 17”.

    Returns the words left, “¦” where something stood between them, the places as printed, and that year.
    """
    text, year, found = _without_year_and_page(PASSIM.sub("", text))
    of_the_work: list[str] = []
    if year is None or not ISSUE.search(text):  # the issue of a journal is no place in what stands in it
        text, of_the_work = _without_locators(text)
        found = of_the_work or found
    if not found and (match := VOLUME_AND_PAGE.search(text)):
        is_of_a_journal = any(
            mark in text for mark in '“”"‘*'
        )  # whose volume is no place in what stands in it
        volume = [] if is_of_a_journal else [_printed("vol.", match["volume"])]
        return text[: match.start()], [*volume, _printed("p.", match["page"])], year
    if not found and BARE_PAGE.fullmatch(text.strip()):
        return "", [_printed("p.", text.strip())], year
    if not found and (match := TRAILING_PAGE.search(text)) and len(text) > len(match[0]):
        return text[: match.start()], [_printed("p.", match["page"])], year
    return text, found, year


def _without_year_and_page(text: str) -> tuple[str, str | None, list[str]]:
    """Take “2004: 17” off the end."""
    match = YEAR_AND_PAGE.search(text)
    if match is None or not text[: match.start()].strip(EDGES):
        return text, None, []
    year, page = match["year"] or match["issued"], match["page"] or match["of_issue"]
    return text[: match.start()], year, [_printed("p.", page)]


def _without_locators(text: str) -> tuple[str, list[str]]:
    locators = []

    def take(match: re.Match[str]) -> str:
        number = int(str(match.lastgroup)[1:])
        if _is_an_initial(text, match, number):
            return match[0]
        locators.append(_printed(list(UNITS)[number], match[f"n{number}"]))
        return " ¦ "

    return LOCATOR.sub(take, text), locators


def _is_an_initial(text: str, match: re.Match[str], number: int) -> bool:
    """Whether “P. 1968” ends a name and gives its year, as after “Thompson, E.”."""
    unit = match[f"u{number}"].rstrip(".")
    return (
        len(unit) == 1
        and unit.isupper()
        and re.fullmatch(YEAR_DIGITS, match[f"n{number}"]) is not None
        and INITIAL_BEFORE.search(text, 0, match.start()) is not None
    )


def _printed(unit: str, numbers: str) -> str:
    numbers = re.sub(r"(?<=\w)\s?[-–—]\s?(?=\d)", "–", numbers)
    numbers = re.sub(r"(?<=\d)\s(?=ff?\b)", "", numbers)
    numbers = str(COUNTED.get(numbers.lower(), numbers))
    if unit == "p." and re.search(r"[–,]|\d\s\D", numbers):
        unit = "pp."
    return f"{unit}{numbers}" if unit == "§" else f"{unit} {numbers}"
