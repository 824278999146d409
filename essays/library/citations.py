"""
From a citation as printed to its parts, by syntax alone.

What the words do not say stays None: “ibid” is not looked up, and no title is completed. The forms read
are those of essays and of common academic styles:

    Brandt. The History of the Long Pier. Page 122
    Serle. ‘Rope and Raft. Tern Books. Page 58.
    Smith, *Title* (London, 1999), pp. 3–5
    Smith 2004: 17
"""

import re

from essays.library.outline import Citation

LONGEST_READ = 500

_YEAR_DIGITS = r"(?:1[4-9]|20)\d\d"
_NUMBER = r"(?:\d{1,5}(?:ff?|[a-z])?|(?-i:[ivxlc]{1,7}))\b"
_RANGE = rf"{_NUMBER}(?:\s?[-–—/]\s?\d{{1,5}}\b|,\s?(?!{_YEAR_DIGITS}\b)\d{{1,5}}\b)*"
_CAPITAL_ROMAN = r"|(?-i:[IVXLC]{1,7})\b"
_UNITS = {
    "vol.": r"volumes?|vols?|tome|tomo|bd|band",
    "t.": r"t",
    "bk.": r"book|bk|livre",
    "pt.": r"part|pt|teil|partie",
    "no.": r"no|nr|number|issue",
    "ch.": r"chapter|chap|ch|kap|kapitel|cap",
    "pp.": r"pages|pp|pgs",
    "p.": r"page|pag|pg|p|seite|s|pág",
    "n.": r"note|fn|n",
    "l.": r"line|lines|ll",
    "§": r"sections?|sect|sec|§{1,2}|para|paragraphs?|¶",
}
_COUNTED_IN_CAPITALS = ("vol.", "bk.", "pt.", "ch.", "no.")
_LOCATOR = re.compile(
    "|".join(
        rf"(?<![^\W\d_])(?<!['’])(?P<u{number}>(?:{words})(?![^\W\d_])\.?)\s{{0,3}}"
        rf"(?P<n{number}>{_RANGE}{_CAPITAL_ROMAN if unit in _COUNTED_IN_CAPITALS else ''})"
        for number, (unit, words) in enumerate(_UNITS.items())
    ),
    re.IGNORECASE,
)
_YEAR_AND_PAGE = re.compile(rf"\b(?P<year>{_YEAR_DIGITS})[a-z]?\s?[:,]\s?(?P<page>{_RANGE})\s*\.?$")
_TRAILING_PAGE = re.compile(
    rf"(?<!\d)[\s,:](?P<page>(?!{_YEAR_DIGITS}\b)\d{{1,4}}(?:[-–—/]\d{{1,4}})?)\s*\.?$"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = re.compile(
    rf"(?:\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?)?"
    rf"(?<![\d–-])\b(?P<year>{_YEAR_DIGITS})[a-z]?\b(?![\d–-])(?!['’]?s\b)",
    re.IGNORECASE,
)
_IBID = re.compile(
    r"[.…\s]*\b(?:ibid(?:em)?|ebd|ebenda|op\.?\s?cit|loc\.?\s?cit|a\.\s?a\.\s?o|idem)\b\.?", re.IGNORECASE
)
_EDITORIAL = re.compile(
    r"[\s.;,(\[–—-]*\b(?:(?:emphasis|italics)\s+(?:added|mine|ours|original|in\s+(?:the\s+)?original)"
    r"|my\s+(?:emphasis|italics|translation)|(?:original|added)\s+emphasis|translation\s+mine)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_FOUND_IN = re.compile(
    r"[\s.,;(]*\b(?:as\s+)?(?:(?:quoted|cited|reprinted|printed|reproduced|qtd\.?|zitiert|cité|citado)"
    r"\s+(?:in|by|from|nach|dans|en|after)|(?<=[.,;]\s)In(?=\s+[‘’'“\"*])):?\s+",
    re.IGNORECASE,
)
_SIGNAL = re.compile(r"(?:see(?:\s+also)?|cf\.?|compare|e\.g\.|vgl\.?|siehe|voir)\s+", re.IGNORECASE)
_QUOTES = "‘’'“”\"„«»*_‚‹›"
_EDGES = " \t\u00a0.,;:()[]" + _QUOTES
_OPEN_TITLE = re.compile(r"(?:^|(?<=[\s.,(]))[‘’'“\"„«*_‚](?=\S)")
_CLOSE_TITLE = re.compile(r"(?<=\S)[‘’'”“\"»*_](?=[\s.,;:)]|$)")
_PUBLISHER = re.compile(
    r"pub(?:l|lisher|lishers|lished)?\b\.?.*"
    r"|.*\b(?:press|publishers|publishing|verlag|books|éditions|editions)\b.*"
    r"|(?:london|new york|paris|moscow|berlin|oxford|cambridge|chicago|boston|harmondsworth|peking|beijing"
    r"|frankfurt|leipzig|rome|madrid|edinburgh|manchester|vienna|wien|münchen|toronto)\b.*"
    r"|(?:pathfinder|pelican|penguin|verso|pluto|routledge|macmillan|hutchinson|haymarket|merlin|progress"
    r"|gallimard|suhrkamp|dietz|vintage|faber|allen lane|bookmarks|new park"
    r"|lawrence (?:and|&) wishart)\b.{0,40}"
    r"|(?:pamphlet|leaflet|article|letter|interview)"
    r"|(?:\d+(?:st|nd|rd|th)\s)?ed(?:ition|n|s)?\.?|trans\b.*|p|pp",
    re.IGNORECASE,
)
_INITIALS_FIRST = re.compile(r"[A-Z]{1,3}(?:\.\s?[A-Z]){0,3}")
_INITIALS_AFTER = re.compile(r"(?:[A-Z]\.\s?-?){1,4}(?=\s|$)|[A-Z](?=$)|(?:[A-Z]\.){0,3}[A-Z]$")
_SEGMENT_GAP = re.compile(r"\s*¦\s*|(?<=[^\W\d_]{2})\.+\s*|(?<=[\d’'‘”\"])\.\s+|…+\s*")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w’'.\-]*")
_PARTICLES = frozenset([
    "and", "&", "et", "und", "y", "de", "da", "di", "du", "van", "von", "der", "den", "la", "le", "al",
])  # fmt: skip
_TITLE_WORDS = frozenset([
    "the", "of", "on", "in", "to", "for", "a", "an", "der", "die", "das", "les", "works", "work",
    "collected", "complete", "selected",
])  # fmt: skip
_LEAD_IN = re.compile(r"^(?:in|from|during|at)\s+(?:(?:an?|the|his|her|their)\s+)?")


def parse_citation(raw: str) -> Citation:
    """Return the parts of `raw`, a citation as printed, without its outer brackets."""
    text = _EDITORIAL.sub("", " ".join(raw[:LONGEST_READ].split()))
    text = _SIGNAL.sub("", text, count=1) if _SIGNAL.match(text) else text
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
        _IBID.search(raw) or citation.locator or (citation.year and (citation.author or citation.work))
    )


def is_reference(raw: str) -> bool:
    """Whether `raw`, after a closing quotation mark, can be taken for a source: it names something."""
    words = raw.strip(_EDGES).split()
    return (
        bool(words) and len(words) <= 30 and words[0][:1].isupper() and not raw.rstrip().endswith(("!", "?"))
    )


def names_a_place(raw: str) -> bool:
    """Whether `raw` names both who or what is cited and where in it, and is no “see …”."""
    citation = parse_citation(raw)
    return (
        raw[:1].isupper()
        and not _SIGNAL.match(raw)
        and bool(citation.locator)
        and bool(citation.author or citation.work)
    )


def _starts_as_a_reference(raw: str) -> bool:
    return bool(_IBID.match(raw) or _LOCATOR.match(raw) or _SIGNAL.match(raw) or _FOUND_IN.match(raw))


def _split_at_container(text: str) -> tuple[str, str]:
    """Split “X. Quoted in Y” into what was said and where it was found; the second is empty without it."""
    match = _FOUND_IN.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


def _parts(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Return author, work, locator and year of a citation without container."""
    text, year, locators = _without_year_and_page(text)
    text, found = _without_locators(text)
    locators = found or locators
    text = _IBID.sub(". ", text)
    if not locators and (match := _TRAILING_PAGE.search(text)) and len(text) > len(match[0]):
        text, locators = text[: match.start()], [f"p. {match['page']}"]
    title = _marked_title(text)
    outside = text.replace(title, " ¦ ", 1) if title else text
    if year is None:
        outside, year = _without_year(outside)
    author, work = _author_and_work(outside, title)
    return author, work, ", ".join(locators) or None, year


def _without_year_and_page(text: str) -> tuple[str, str | None, list[str]]:
    """Take “2004: 17” off the end."""
    match = _YEAR_AND_PAGE.search(text)
    if match is None or not text[: match.start()].strip(_EDGES):
        return text, None, []
    return text[: match.start()], match["year"], [_printed("p.", match["page"])]


def _without_locators(text: str) -> tuple[str, list[str]]:
    locators = []

    def take(match: re.Match[str]) -> str:
        number = int(str(match.lastgroup)[1:])
        locators.append(_printed(list(_UNITS)[number], match[f"n{number}"]))
        return " ¦ "

    return _LOCATOR.sub(take, text), locators


def _printed(unit: str, numbers: str) -> str:
    numbers = re.sub(r"(?<=\w)\s?[-–—]\s?(?=\d)", "–", numbers)
    if unit == "p." and ("–" in numbers or "," in numbers):
        unit = "pp."
    return f"{unit}{numbers}" if unit == "§" else f"{unit} {numbers}"


def _without_year(text: str) -> tuple[str, str | None]:
    years = list(_YEAR.finditer(text))
    if not years:
        return text, None
    last = years[-1]
    return f"{text[: last.start()]} ¦ {text[last.end() :]}", last["year"]


def _marked_title(text: str) -> str:
    """Return the part of `text` set in quotation marks or asterisks, marks included; one may be missing."""
    openings = _OPEN_TITLE.finditer(text)
    opening = next((mark for mark in openings if not _names_publisher(text[: mark.start()])), None)
    closing = _CLOSE_TITLE.search(text, opening.end() if opening else 0)
    if opening:
        end = closing.end() if closing else _end_of_segment(text, opening.end())
        return text[opening.start() : end]
    if closing and not _OPEN_TITLE.search(text, 0, closing.start()):
        start = max((gap.end() for gap in _SEGMENT_GAP.finditer(text, 0, closing.start())), default=0)
        return text[start : closing.end()]
    return ""


def _names_publisher(before: str) -> bool:
    return re.search(r"\bpub\w*\.?\s*$", before, re.IGNORECASE) is not None


def _end_of_segment(text: str, start: int) -> int:
    gap = _SEGMENT_GAP.search(text, start)
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
    parts = (part.strip(_EDGES) for part in _SEGMENT_GAP.split(re.sub(r"[()\[\]]", "¦", text)))
    return [part for part in parts if part and not _PUBLISHER.fullmatch(part)]


def _author(segments: list[str]) -> tuple[str | None, list[str]]:
    """Return the author whom `segments` begin with, if they do, and the segments after."""
    if len(segments) > 1 and _INITIALS_FIRST.fullmatch(segments[0]):
        segments = [f"{segments[0]}. {segments[1]}", *segments[2:]]
    if not segments:
        return None, []
    first, rest = segments[0], segments[1:]
    name, comma, remainder = first.partition(", ")
    if comma and _is_name(name):
        first, rest = name, [remainder, *rest]
    elif not _is_name(first) or (not rest and len(first.split()) > 2 and not _PARTICLES & set(first.split())):
        return None, segments
    if rest and (initials := _INITIALS_AFTER.match(rest[0])):
        first = f"{first}, {initials[0].strip()}".rstrip(".") + "."
        rest = [rest[0][initials.end() :].strip(_EDGES), *rest[1:]]
    elif comma and len(rest) > 1 and _NAME_WORD.fullmatch(rest[0]):
        first, rest = f"{first}, {rest[0]}", rest[1:]
    return first, [segment for segment in rest if segment]


def _is_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    is_acronym = len(words) > 1 and len(words[-1]) > 1 and words[-1].isupper() and not text.isupper()
    return (
        0 < len(words) <= 6
        and not is_acronym
        and (words[-1] not in _PARTICLES or words[-2:] == ["et", "al"])
        and all(word in _PARTICLES or _NAME_WORD.fullmatch(word) for word in words)
        and not any(word.lower() in _TITLE_WORDS for word in words if word not in _PARTICLES)
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
    title = [part for at, part in enumerate(parts) if not any(map(_PUBLISHER.fullmatch, parts[: at + 1]))]
    return _joined(title)


def _joined(parts: list[str]) -> str | None:
    return _clean_title(", ".join(parts)) or None


def _clean_title(title: str) -> str:
    words = _LEAD_IN.sub("", title.strip(_EDGES), count=1).split()
    while words and words[-1].strip(".…").lower() in ("of", "the", "in", "and"):
        words.pop()
    return " ".join(words).strip(_EDGES)
