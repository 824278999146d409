"""From a citation as printed to its parts, by syntax alone.

What the words do not say stays None: “ibid” is not looked up, and no title is completed. The forms read
are those of essays and of common academic styles:

    Brandt. The History of the Long Pier. Page 122
    Serle. ‘Rope and Raft. Tern Books. Page 58.
    Smith, *Title* (London, 1999), pp. 3–5
    Smith 2004: 17
"""

import re
from dataclasses import dataclass, replace

from essays.library.citation_forms import (
    CLOSE_TITLE,
    EDGES,
    EDITORIAL,
    FOUND_IN,
    IBID,
    INITIAL_BEFORE,
    LOCATOR,
    OPEN_TITLE,
    SEGMENT_GAP,
    SIGNAL,
    TRAILING_PAGE,
    UNITS,
    YEAR,
    YEAR_AND_PAGE,
    YEAR_DIGITS,
)
from essays.library.citation_names import author_and_work
from essays.library.outline import Citation

LONGEST_READ = 500


@dataclass(frozen=True, slots=True)
class Parts:
    """What a citation, or one half of it, says by syntax alone."""

    author: str | None = None
    work: str | None = None
    locator: str | None = None
    year: str | None = None
    further: tuple[str, ...] = ()  # what else it names, whose part syntax does not tell


@dataclass(frozen=True, slots=True)
class Reading:
    """A citation taken apart: the work at hand, what is `said` in it by another, and how it leans on others.

    `leaning` is "ibid", "op. cit." or "idem", each for its kind in any language, or "".
    """

    at_hand: Parts
    said: Parts | None = None
    leaning: str = ""


def parse_citation(raw: str) -> Citation:
    """Return the parts of `raw`, a citation as printed, without its outer brackets."""
    return as_citation(raw, read_citation(raw))


def as_citation(raw: str, reading: Reading) -> Citation:
    """The one line of parts that an outline keeps of a reading."""
    at_hand, said = reading.at_hand, reading.said
    if said is None:
        return Citation(
            raw.strip(), at_hand.author or None, at_hand.work or None, at_hand.locator, at_hand.year
        )
    author = at_hand.author if said.author is None and said.work is None else said.author
    return Citation(
        raw.strip(), author or None, at_hand.work or None, at_hand.locator, at_hand.year or said.year
    )


def read_citation(raw: str) -> Reading:
    """Take `raw` apart, keeping who speaks from whose book it is that is cited."""
    text = EDITORIAL.sub("", " ".join(raw[:LONGEST_READ].split()))
    text = SIGNAL.sub("", text, count=1) if SIGNAL.match(text) else text
    leaning = _leaning(text)
    said_text, found_in = _split_at_container(text)
    if not found_in:
        return Reading(_parts(text), leaning=leaning)
    said, at_hand = _parts(said_text), _parts(found_in)
    at_hand = replace(at_hand, locator=at_hand.locator or said.locator)
    return Reading(at_hand, said, leaning)


def _leaning(text: str) -> str:
    found = IBID.search(text)
    words = re.sub(r"[^a-z]", "", found[0].lower()) if found else ""
    if words.startswith(("opcit", "aao")):
        return "op. cit."
    return "idem" if words == "idem" else words and "ibid"


def reads_like_a_citation(raw: str) -> bool:
    """Whether `raw` names a place in a work, a year, or the work cited before: no mere aside does."""
    raw = raw.strip()
    if len(raw) > LONGEST_READ or not raw or (raw[0].islower() and not _starts_as_a_reference(raw)):
        return False
    citation = parse_citation(raw)
    return bool(
        IBID.search(raw) or citation.locator or (citation.year and (citation.author or citation.work))
    )


def is_reference(raw: str) -> bool:
    """Whether `raw`, after a closing quotation mark, can be taken for a source: it names something."""
    words = raw.strip(EDGES).split()
    return (
        bool(words) and len(words) <= 30 and words[0][:1].isupper() and not raw.rstrip().endswith(("!", "?"))
    )


def names_a_place(raw: str) -> bool:
    """Whether `raw` names both who or what is cited and where in it, and is no “see …”."""
    citation = parse_citation(raw)
    return (
        raw[:1].isupper()
        and not SIGNAL.match(raw)
        and bool(citation.locator)
        and bool(citation.author or citation.work)
    )


def _starts_as_a_reference(raw: str) -> bool:
    return bool(IBID.match(raw) or LOCATOR.match(raw) or SIGNAL.match(raw) or FOUND_IN.match(raw))


def _split_at_container(text: str) -> tuple[str, str]:
    """Split “X. Quoted in Y” into what was said and where it was found; the second is empty without it."""
    match = FOUND_IN.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


def _parts(text: str) -> Parts:
    """Return the parts of a citation without container."""
    text, year, locators = _without_year_and_page(text)
    text, found = _without_locators(text)
    locators = found or locators
    text = IBID.sub(". ", text)
    if not locators and (match := TRAILING_PAGE.search(text)) and len(text) > len(match[0]):
        text, locators = text[: match.start()], [f"p. {match['page']}"]
    title = _marked_title(text)
    outside = text.replace(title, " ¦ ", 1) if title else text
    if year is None:
        outside, year = _without_year(outside)
    author, work, further = author_and_work(outside, title)
    return Parts(author, work, ", ".join(locators) or None, year, further)


def _without_year_and_page(text: str) -> tuple[str, str | None, list[str]]:
    """Take “2004: 17” off the end."""
    match = YEAR_AND_PAGE.search(text)
    if match is None or not text[: match.start()].strip(EDGES):
        return text, None, []
    return text[: match.start()], match["year"], [_printed("p.", match["page"])]


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
    if unit == "p." and ("–" in numbers or "," in numbers):
        unit = "pp."
    return f"{unit}{numbers}" if unit == "§" else f"{unit} {numbers}"


def _without_year(text: str) -> tuple[str, str | None]:
    years = list(YEAR.finditer(text))
    if not years:
        return text, None
    last = years[-1]
    return f"{text[: last.start()]} ¦ {text[last.end() :]}", last["year"]


def _marked_title(text: str) -> str:
    """Return the part of `text` set in quotation marks or asterisks, marks included; one may be missing."""
    openings = OPEN_TITLE.finditer(text)
    opening = next((mark for mark in openings if not _names_publisher(text[: mark.start()])), None)
    closing = CLOSE_TITLE.search(text, opening.end() if opening else 0)
    if opening:
        end = closing.end() if closing else _end_of_segment(text, opening.end())
        return text[opening.start() : end]
    if closing and not OPEN_TITLE.search(text, 0, closing.start()):
        start = max((gap.end() for gap in SEGMENT_GAP.finditer(text, 0, closing.start())), default=0)
        return text[start : closing.end()]
    return ""


def _names_publisher(before: str) -> bool:
    return re.search(r"\bpub\w*\.?\s*$", before, re.IGNORECASE) is not None


def _end_of_segment(text: str, start: int) -> int:
    gap = SEGMENT_GAP.search(text, start)
    return gap.start() if gap else len(text)
