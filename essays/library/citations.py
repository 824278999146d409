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
from itertools import islice

from essays.library.citation_forms import (
    BARE_PAGE,
    CLOSE_TITLE,
    EDGES,
    EDITORIAL,
    FOUND_IN,
    HELD_IN,
    IBID,
    IN_TITLE,
    LED_UP_TO,
    LOCATOR,
    OPEN_TITLE,
    PLACE_BEFORE_YEAR,
    SEGMENT_GAP,
    SEVERAL,
    SIGNAL,
    SPOKEN,
    YEAR,
)
from essays.library.citation_names import author_and_work, is_name
from essays.library.citation_places import without_places
from essays.library.outline import Citation

LONGEST_READ = 500
MOST_PLACES = (
    4  # at which one citation may be parted from the next, or from what holds it, that are looked at
)


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
        year = without_letter(at_hand.year)
        return Citation(raw.strip(), at_hand.author or None, at_hand.work or None, at_hand.locator, year)
    author = at_hand.author if said.author is None and said.work is None else said.author
    year = at_hand.year or said.year
    return Citation(raw.strip(), author or None, at_hand.work or None, at_hand.locator, without_letter(year))


def without_letter(year: str | None) -> str | None:
    """The year of “1999a”."""
    return year.rstrip("abcdefghijklmnopqrstuvwxyz") if year else year


def read_citation(raw: str) -> Reading:
    """Take `raw` apart, keeping who speaks from whose book it is that is cited."""
    text = SIGNAL.sub("", cited_together(raw)[0], count=1)
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
    return "idem" if words in ("idem", "ders", "dies") else words and "ibid"


def cited_together(raw: str) -> list[str]:
    """The citations that `raw` holds, in their order: some name others after a semicolon or “see also”."""
    text = EDITORIAL.sub("", " ".join(raw[:LONGEST_READ].split()))
    together, end = [text], 0
    gaps = list(islice(SEVERAL.finditer(text), MOST_PLACES))
    for gap, following in zip(gaps, [*gaps[1:], None], strict=False):
        first = text[end : gap.start()]
        further = text[gap.end() : following.start() if following else len(text)]
        if (
            first.count("(") == first.count(")")  # none parts “(1919; reprinted 1977)”
            and _names_a_source(first)
            and not FOUND_IN.match(further)
            and _names_what(LED_UP_TO.sub("", further, count=1))
        ):
            together[-1:] = [first, LED_UP_TO.sub("", text[gap.end() :], count=1)]
            end = len(text) - len(together[-1])
    return together


def _names_a_source(text: str) -> bool:
    parts = _parts(SIGNAL.sub("", text, count=1))
    return bool((parts.author or parts.work or IBID.search(text)) and (parts.locator or parts.year))


def _names_what(text: str) -> bool:
    parts = _parts(text)
    return bool(parts.author or parts.work)


def reads_like_a_citation(raw: str) -> bool:
    """Whether `raw` names a place in a work, a year, or the work cited before: no mere aside does."""
    raw = raw.strip()
    if len(raw) > LONGEST_READ or not raw or (raw[0].islower() and not _starts_as_a_reference(raw)):
        return False
    if BARE_PAGE.fullmatch(raw):
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
    if match := FOUND_IN.search(text):
        return text[: match.start()], text[match.end() :]
    for match in islice(HELD_IN.finditer(text), MOST_PLACES):
        said, held = text[: match.start()], _parts(text[match.end() :])
        if held.author and held.work and not _marked_title(said) and (SPOKEN.match(said) or is_name(said)):
            return said, text[match.end() :]
    return text, ""


def _parts(text: str) -> Parts:
    """Return the parts of a citation without container."""
    text, locators, year = without_places(IBID.sub(". ", text))
    title = _marked_title(text)
    outside = text.replace(title, " ¦ ", 1) if title else text
    if year is None:
        outside, year = _without_year(outside)
    author, work, further = author_and_work(outside, title)
    return Parts(author, work, ", ".join(locators) or None, year, further)


def _without_year(text: str) -> tuple[str, str | None]:
    years = [year for year in YEAR.finditer(text) if not IN_TITLE.search(text, 0, year.start())]
    if not years:
        return text, None
    last = years[-1]
    before = text[: last.start()]
    place = PLACE_BEFORE_YEAR.search(before)
    if place and ("¦" in before or re.search(r"[,.:]\s", before[: place.start()])):
        before = before[: place.start()]
    return f"{before} ¦ {text[last.end() :]}", last["year"]


def _marked_title(text: str) -> str:
    """Return the part of `text` set in quotation marks or asterisks, marks included; one may be missing."""
    openings = OPEN_TITLE.finditer(text)
    opening = next((mark for mark in openings if not _names_publisher(text[: mark.start()])), None)
    closings = list(CLOSE_TITLE.finditer(text, opening.end() if opening else 0))
    sure = [mark for mark in closings if not _is_possessive(text, mark)]
    closing = next(iter(sure or (closings if opening else [])), None)
    if opening:
        end = closing.end() if closing else _end_of_segment(text, opening.end())
        return text[opening.start() : end]
    if closing and not OPEN_TITLE.search(text, 0, closing.start()):
        start = max((gap.end() for gap in SEGMENT_GAP.finditer(text, 0, closing.start())), default=0)
        return text[start : closing.end()]
    return ""


def _is_possessive(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark ends no title but a plural’s own: “the Workers’ Council”."""
    return mark[0] in "’'" and re.match(r"s.\s+[^\W\d_]", text[mark.start() - 1 :]) is not None


def _names_publisher(before: str) -> bool:
    return re.search(r"\bpub\w*\.?\s*$", before, re.IGNORECASE) is not None


def _end_of_segment(text: str, start: int) -> int:
    gap = SEGMENT_GAP.search(text, start)
    return gap.start() if gap else len(text)
