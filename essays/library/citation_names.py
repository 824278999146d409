"""Who wrote what is cited, and what it is called: told apart in what is left when locator and year are taken out."""

import re

from essays.library.citation_forms import (
    EDGES,
    INITIALS_AFTER,
    INITIALS_FIRST,
    INITIALS_LAST,
    LEAD_IN,
    NAME_WORD,
    OCCASION,
    OCCASIONS,
    PARTICLES,
    PUBLISHER,
    SEGMENT_GAP,
    SUBTITLE,
    TITLE_WORDS,
)
from essays.library.citation_people import family_first_in, is_given_name


def author_and_work(outside: str, title: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Tell author from work in what is left when locator and year are taken out; “¦” is where they stood.

    The third is what else is named there.
    """
    before, _, after = outside.partition("¦") if title else (outside, "", "")
    named = family_first_in(before)
    segments = _segments(named[1] if named else before)
    author, rest = (named[0], segments) if named else _author(segments)
    if title:
        occasion = OCCASION.search(before)
        kind = f"{occasion['what'].capitalize()} {occasion['to']} " if occasion else ""
        further = _segments(after)
        if author is None and not segments:
            author, _ = _author(further[:1])
            further = further[1:] if author else further
        return author or _joined(segments), kind + clean_title(title), tuple(further)
    if author is None:
        return (*_split_single(rest[0]), tuple(rest[1:])) if rest else (None, None, ())
    return author, _work(rest), tuple(rest[1:])


def _segments(text: str) -> list[str]:
    parts = (part.strip(EDGES) for part in SEGMENT_GAP.split(re.sub(r"[()\[\]]", "¦", text)))
    return [part for part in parts if part and not PUBLISHER.fullmatch(part.partition(", ")[0])]


def _author(segments: list[str]) -> tuple[str | None, list[str]]:
    """Return the author whom `segments` begin with, if they do, and the segments after."""
    if len(segments) > 1 and INITIALS_FIRST.fullmatch(segments[0]):
        segments = [f"{segments[0]}. {segments[1]}", *segments[2:]]
    if not segments:
        return None, []
    first, rest = segments[0], segments[1:]
    if (named := INITIALS_LAST.fullmatch(first)) and (
        len(named["title"].split()) > 2 or set(named["title"].lower().split()) & TITLE_WORDS
    ):
        return f"{named['family']}, {named['initials'].strip()}", [named["title"], *rest]
    whose, colon, called = first.partition(": ")
    if colon and is_name(whose) and "," not in whose and not SUBTITLE.match(called):
        return whose, [called, *rest]
    name, comma, remainder = first.partition(", ")
    if comma and is_name(name):
        first, rest = name, [remainder, *rest]
    elif not is_name(first) or (not rest and len(first.split()) > 2 and not PARTICLES & set(first.split())):
        return None, segments
    if rest and (initials := INITIALS_AFTER.match(rest[0])):
        first = f"{first}, {initials[0].strip()}".rstrip(".") + "."
        rest = [rest[0][initials.end() :].strip(EDGES), *rest[1:]]
    elif comma and len(rest) > 1 and NAME_WORD.fullmatch(rest[0]) and _lacks_a_given_name(name, rest[0]):
        first, rest = f"{first}, {rest[0]}", rest[1:]
    return first, [segment for segment in rest if segment]


def _lacks_a_given_name(name: str, next_word: str) -> bool:
    return " " not in name or is_given_name(next_word)


def is_name(text: str) -> bool:
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
    if len(last) > 1 and last.isupper() and is_name(name):
        return name, last
    writer, to, reader = segment.partition(" to ")
    is_letter = to and is_name(writer) and is_name(reader) and writer.lower() not in OCCASIONS
    return (writer if is_letter else None), _joined([segment])


def _work(segments: list[str]) -> str | None:
    """Return the title among `segments`, up to the place and house that published it."""
    if not segments:
        return None
    parts = re.split(r"[,;]\s", segments[0])
    title = [part for at, part in enumerate(parts) if not any(map(PUBLISHER.fullmatch, parts[: at + 1]))]
    if not title and TITLE_WORDS & {
        parts[0].partition(" ")[0].lower()
    }:  # “The Popular Press” is no publisher
        title = parts[:1]
    return _joined(title)


def _joined(parts: list[str]) -> str | None:
    return clean_title(", ".join(parts)) or None


def clean_title(title: str) -> str:
    words = LEAD_IN.sub("", title.strip(EDGES), count=1).split()
    while words and words[-1].strip(".…").lower() in ("of", "the", "in", "and"):
        words.pop()
    return " ".join(words).strip(EDGES)
