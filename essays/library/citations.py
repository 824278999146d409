"""From a citation as printed to its parts, by syntax alone.

What the words do not say stays None: “ibid” is not looked up, and no title is completed. The forms read
are those of essays and of common academic styles:

    Brandt. The History of the Long Pier. Page 122
    Serle. ‘Rope and Raft. Tern Books. Page 58.
    Smith, *Title* (London, 1999), pp. 3–5
    Smith 2004: 17
"""

import re

from essays.library.citation_forms import (
    CLOSE_TITLE,
    EDGES,
    EDITORIAL,
    FOUND_IN,
    IBID,
    INITIALS_AFTER,
    INITIALS_FIRST,
    LEAD_IN,
    LOCATOR,
    NAME_WORD,
    OPEN_TITLE,
    PARTICLES,
    PUBLISHER,
    SEGMENT_GAP,
    SIGNAL,
    TITLE_WORDS,
    TRAILING_PAGE,
    UNITS,
    YEAR,
    YEAR_AND_PAGE,
)
from essays.library.outline import Citation

LONGEST_READ = 500


def parse_citation(raw: str) -> Citation:
    """Return the parts of `raw`, a citation as printed, without its outer brackets."""
    text = EDITORIAL.sub("", " ".join(raw[:LONGEST_READ].split()))
    text = SIGNAL.sub("", text, count=1) if SIGNAL.match(text) else text
    said, found_in = _split_at_container(text)
    if not found_in:
        author, work, locator, year = _parts(text)
        return Citation(raw.strip(), author, work, locator, year)
    author, said_work, said_locator, said_year = _parts(said)
    editor, work, locator, year = _parts(found_in)
    if author is None and said_work is None:
        author = editor
    return Citation(raw.strip(), author, work, locator or said_locator, year or said_year)


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


def _parts(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Return author, work, locator and year of a citation without container."""
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
    author, work = _author_and_work(outside, title)
    return author, work, ", ".join(locators) or None, year


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
        locators.append(_printed(list(UNITS)[number], match[f"n{number}"]))
        return " ¦ "

    return LOCATOR.sub(take, text), locators


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


def _author_and_work(outside: str, title: str) -> tuple[str | None, str | None]:
    """Tell author from work in what is left when locator and year are taken out; “¦” is where they stood."""
    before, _, after = outside.partition("¦") if title else (outside, "", "")
    segments = _segments(before)
    author, rest = _author(segments)
    if title:
        if author is None and not segments:
            author, _ = _author(_segments(after)[:1])
        return author or _joined(segments), _clean_title(title)
    if author is None:
        return _split_single(rest[0]) if rest else (None, None)
    return author, _work(rest)


def _segments(text: str) -> list[str]:
    parts = (part.strip(EDGES) for part in SEGMENT_GAP.split(re.sub(r"[()\[\]]", "¦", text)))
    return [part for part in parts if part and not PUBLISHER.fullmatch(part)]


def _author(segments: list[str]) -> tuple[str | None, list[str]]:
    """Return the author whom `segments` begin with, if they do, and the segments after."""
    if len(segments) > 1 and INITIALS_FIRST.fullmatch(segments[0]):
        segments = [f"{segments[0]}. {segments[1]}", *segments[2:]]
    if not segments:
        return None, []
    first, rest = segments[0], segments[1:]
    name, comma, remainder = first.partition(", ")
    if comma and _is_name(name):
        first, rest = name, [remainder, *rest]
    elif not _is_name(first) or (not rest and len(first.split()) > 2 and not PARTICLES & set(first.split())):
        return None, segments
    if rest and (initials := INITIALS_AFTER.match(rest[0])):
        first = f"{first}, {initials[0].strip()}".rstrip(".") + "."
        rest = [rest[0][initials.end() :].strip(EDGES), *rest[1:]]
    elif comma and len(rest) > 1 and NAME_WORD.fullmatch(rest[0]):
        first, rest = f"{first}, {rest[0]}", rest[1:]
    return first, [segment for segment in rest if segment]


def _is_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    is_acronym = len(words) > 1 and len(words[-1]) > 1 and words[-1].isupper() and not text.isupper()
    return (
        0 < len(words) <= 6
        and not is_acronym
        and (words[-1] not in PARTICLES or words[-2:] == ["et", "al"])
        and all(word in PARTICLES or NAME_WORD.fullmatch(word) for word in words)
        and not any(word.lower() in TITLE_WORDS for word in words if word not in PARTICLES)
    )


def _split_single(segment: str) -> tuple[str | None, str | None]:
    """Split what has no punctuation: “Lenin CW”, “Marx to Ruge”."""
    name, _, last = segment.rpartition(" ")
    if len(last) > 1 and last.isupper() and _is_name(name):
        return name, last
    writer, to, reader = segment.partition(" to ")
    return (writer if to and _is_name(writer) and _is_name(reader) else None), _joined([segment])


def _work(segments: list[str]) -> str | None:
    """Return the title among `segments`, up to the place and house that published it."""
    if not segments:
        return None
    parts = segments[0].split(", ")
    title = [part for at, part in enumerate(parts) if not any(map(PUBLISHER.fullmatch, parts[: at + 1]))]
    return _joined(title)


def _joined(parts: list[str]) -> str | None:
    return _clean_title(", ".join(parts)) or None


def _clean_title(title: str) -> str:
    words = LEAD_IN.sub("", title.strip(EDGES), count=1).split()
    while words and words[-1].strip(".…").lower() in ("of", "the", "in", "and"):
        words.pop()
    return " ".join(words).strip(EDGES)
