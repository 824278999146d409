"""What stands before and after a text: title, subtitle, byline, and the signature with its date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from essays.library.sectioning.headings import SPEAKER
from essays.library.sectioning.labels import labels_of
from essays.library.sectioning.pieces import CLOSING_MARKS, Piece, ends_a_sentence
from essays.library.sectioning.quotations import OPENERS

LONGEST_TITLE = 140
LONGEST_SIGNATURE = 120
FURTHEST_FROM_TOP = 4

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|fall|winter"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|januar|februar|märz|juni|juli|oktober|dezember"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
)
DATE = (
    rf"(?i:(?:\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?)?(?:{_MONTHS})\.?,?\s+"
    r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:de\s+)?\d{4}"
    r"|\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{4}|(?:1[4-9]|20)\d{2})"
)
_PARTICLE = r"(?:de|da|di|du|del|della|des|van|von|der|den|la|le|y|bin|ibn|al|and|und|et|&)"
_NAME_WORD = r"[^\W\d_a-z][\w’'\-]*\.?"
_NAME = rf"{_NAME_WORD}(?:\s*,?\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME_WORD}|\.{_NAME_WORD}){{0,5}}?"

_DATE_LINE = re.compile(
    rf"(?:(?P<place>{_NAME}),?\s+)?\(?(?:(?i:on|in|le|en|den|der|im|am|el|il)\s+)?(?P<date>{DATE})\)?\.?"
)
_WRITTEN = r"(?:(?:written|posted|published|interview|report|an?\s+(?:essay|talk|speech|lecture|story))\s+)?"
_BYLINE = re.compile(
    rf"(?:(?i:{_WRITTEN}by|von|par|por|di|door|af|av)\s*:?\s+(?P<rest>(?:[Tt]he\s+)?{_NAME})"
    rf"(?:[\s,.(–—|·-]+(?:on\s+)?(?P<date>{DATE})[).]*)?"
    rf"|(?i:{_WRITTEN}on\s+)?(?P<date_first>{DATE})[\s,–—|·-]+(?i:by)\s+(?P<rest_after>{_NAME}))"
)
_SIGNATURE = re.compile(
    rf"(?P<dash>[-–—]+\s*|[Ss]igned:?\s*)?(?P<author>{_NAME})(?:[\s.,;:(–—-]+(?P<date>{DATE})[.)\s]*)?"
)
_IN_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,140})[)\]]\.?")
_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "russian": "ru", "polish": "pl", "swedish": "sv", "danish": "da", "finnish": "fi", "greek": "el",
    "latin": "la", "chinese": "zh", "japanese": "ja", "arabic": "ar", "esperanto": "eo",
}  # fmt: skip
_FIELD = re.compile(r"(?P<name>title|subtitle|author|date|language):\s+(?P<value>\S.{0,200})", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?(?=\S+\s)|\s+(?:and|&|und|et|y)\s+(?=[^\W\d_a-z]\S*\s)")
_PLACE = re.compile(r"(?:New|San|Santa|São|Saint|St|Los|Las|El|Den|Bad|Fort|Port|Mount|Cape)\b")
_QUOTES_AND_GOES_ON = re.compile(rf"[\w?!.…][{re.escape(CLOSING_MARKS)}]+\W*\s+\w")
_NOT_A_NAME = re.compile(
    r"\b(?:the|a|an|of|on|in|to|for|or|is|are|not|we|our|end|fin|finis|ende|notes?|chapter|part|contents)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text says of itself; an empty string where it is silent. `date` is as printed."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""
    language: str = ""

    def or_else(self, other: "Matter") -> "Matter":
        """Return this, with what it is silent about taken from `other`."""
        return Matter(*(getattr(self, name) or getattr(other, name) for name in Matter.__slots__))


def with_front(pieces: Sequence[Piece]) -> tuple[list[Piece], Matter]:
    """Return `pieces` with title, subtitle and byline marked, and what they say.

    A single heading above all others is the title; else a short first line that is no sentence.
    """
    marked = list(pieces)
    fields = _fields(marked)
    title_at = _title_position(marked)
    title, below = "", Matter()
    if title_at is not None:
        title, below = _title_and_below(marked[title_at].heading or marked[title_at].text)
        marked[title_at] = replace(marked[title_at], kind="title", level=0, label="", heading="")
    position = 0 if title_at is None else title_at + 1
    while position < min(len(marked), (title_at or 0) + FURTHEST_FROM_TOP):
        kind, said = _front_line(marked, position, titled=title_at is not None)
        if not kind:
            break
        marked[position] = replace(marked[position], kind=kind)
        below = below.or_else(said)
        position += 1
    return marked, fields.or_else(Matter(title=title)).or_else(below)


def _title_position(pieces: Sequence[Piece]) -> int | None:
    named = next((position for position, piece in enumerate(pieces) if piece.kind == "title"), None)
    if named is not None:
        return named
    headings = [(piece.level, position) for position, piece in enumerate(pieces) if piece.is_heading]
    if headings:
        level, position = min(headings)
        alone_on_top = position == headings[0][1] and sum(level == other for other, _ in headings) == 1
        if alone_on_top and not pieces[position].label and (len(headings) > 1 or position == 0):
            return position
    return 0 if len(pieces) > 1 and _reads_like_a_title(*pieces[:FURTHEST_FROM_TOP]) else None


def _reads_like_a_title(piece: Piece, *below: Piece) -> bool:
    text, after = piece.text, below[0]
    return (
        piece.is_plain
        and piece.lines <= 2
        and len(text) <= LONGEST_TITLE
        and any(character.isalpha() for character in text)
        and not text[0].islower()
        and text[0] not in "(>*-"
        and (text[0] not in OPENERS or bool(_QUOTES_AND_GOES_ON.search(text)))
        and not (ends_a_sentence(text) and text[-1] not in "?!")
        and not text.endswith(",")
        and not (_starts_a_numbering(text) and after.is_plain)
        and not _BYLINE.fullmatch(text)
        and not _FIELD.fullmatch(text)
        and not (SPEAKER.match(text) and SPEAKER.match(after.text) and not _front_kind(after.text))
        and (
            not after.is_plain
            or len(after.text) > len(text)
            or any(_front_kind(line.text) or _is_a_persons_name(line.text) for line in below)
        )
    )


def _title_and_below(text: str) -> tuple[str, Matter]:
    """Return the title in `text`, and what those of its lines say that are like lines below a title."""
    first, *others = text.split("\n")
    title, below = [first], Matter()
    for line in others:
        if found := _front_kind(line.strip()):
            below = below.or_else(found[1])
        else:
            title.append(line)
    return " ".join(title), below


def _starts_a_numbering(text: str) -> bool:
    return any(label.ordinal[-1] <= 1 and not label.style.endswith(" ") for label in labels_of(text))


def _front_kind(text: str) -> tuple[str, Matter] | None:
    """Return the kind of a line below a title, and what it says, if its form alone tells."""
    if len(text) > LONGEST_TITLE:
        return None
    if match := _IN_BRACKETS.fullmatch(text):
        if dated := _DATE_LINE.fullmatch(match["inside"]):
            return "byline", Matter(date=dated["date"])
        return "subtitle", Matter(subtitle=match["inside"].strip())
    if match := _BYLINE.fullmatch(text):
        author, date = match["rest"] or match["rest_after"], match["date"] or match["date_first"] or ""
        return "byline", Matter(author=_name(author), date=date)
    if match := _DATE_LINE.fullmatch(text):
        return "byline", _signed(text) or Matter(date=match["date"])
    return None


def _front_line(pieces: Sequence[Piece], position: int, *, titled: bool) -> tuple[str, Matter]:
    piece = pieces[position]
    if piece.kind == "subtitle":
        return "subtitle", Matter(subtitle=piece.text)
    if not piece.is_plain or position + 1 == len(pieces):
        return "", Matter()
    if found := _front_kind(piece.text):
        return found
    after = pieces[position + 1]
    if not titled or len(piece.text) > LONGEST_TITLE or ends_a_sentence(piece.text):
        return "", Matter()
    if _is_a_persons_name(piece.text) and len(after.text) != len(piece.text):
        return "byline", Matter(author=_name(piece.text))
    if piece.lines == 1 and (_front_kind(after.text) or _is_a_persons_name(after.text)):
        return "subtitle", Matter(subtitle=piece.text)
    return "", Matter()


def _fields(pieces: list[Piece]) -> Matter:
    """Mark and read lines such as “Title: …” and “Author: …” near the top."""
    found: dict[str, str] = {}
    for position, piece in enumerate(pieces[:20]):
        match = _FIELD.fullmatch(piece.text) if piece.is_plain else None
        if match and match["name"].lower() not in found:
            found[match["name"].lower()] = match["value"].strip()
            pieces[position] = replace(piece, kind="byline")
    if "language" in found:
        found["language"] = _LANGUAGES.get(found["language"].lower(), found["language"])
    return Matter(**found)


def with_signature(pieces: Sequence[Piece]) -> tuple[list[Piece], Matter]:
    """Return `pieces` with the signature that ends the text, before its notes, marked, and what it says."""
    marked = list(pieces)
    end = _end_of_text(marked)
    if end < 1 or not marked[end].is_plain or len(marked[end].text) > LONGEST_SIGNATURE:
        return marked, Matter()
    first = end
    said = _signed_on_two_lines(marked[end - 1], marked[end]) if end > 1 else None
    if said:
        first = end - 1
    elif signed := _signed(marked[end].text):
        said = signed
    elif dated := _DATE_LINE.fullmatch(marked[end].text):
        said = Matter(date=dated["date"])
    else:
        return marked, Matter()
    marked[first : end + 1] = [replace(piece, kind="signature") for piece in marked[first : end + 1]]
    return marked, said


def _signed_on_two_lines(above: Piece, below: Piece) -> Matter | None:
    """What a name and a date say that end the text together, in either order."""
    for name, date in ((above.text, below.text), (below.text, above.text)):
        name = name.lstrip("-–— ").rstrip(",")
        dated = _DATE_LINE.fullmatch(date)
        if above.is_plain and dated and _is_a_persons_name(name):
            return Matter(author=_name(name), date=dated["date"])
    return None


def _signed(text: str) -> Matter | None:
    match = _SIGNATURE.fullmatch(text)
    if match is None or _NOT_A_NAME.search(match["author"]):
        return None
    author, date = _name(_without_place(match["author"])), match["date"] or ""
    reads_like_a_name = " " in author and not _PLACE.match(author)
    if match["dash"] or (date and reads_like_a_name) or (not date and _is_a_persons_name(text)):
        return Matter(author=author, date=date)
    return None


def _without_place(signature: str) -> str:
    """Cut “Ada Penrose, Oslo” before the place; “Penrose, A.” stays whole."""
    name, _, place = signature.partition(",")
    return name if len(place.strip(" .")) > 2 else signature


def _end_of_text(pieces: Sequence[Piece]) -> int:
    end = len(pieces) - 1
    while end >= 0 and pieces[end].kind == "note":
        end -= 1
    return end - 1 if end >= 0 and pieces[end].is_heading else end


def _is_a_persons_name(text: str) -> bool:
    if len(text) > LONGEST_SIGNATURE or _NOT_A_NAME.search(text):
        return False
    return all(
        2 <= len(name.split()) <= 4 and re.fullmatch(_NAME, name) for name in _BETWEEN_NAMES.split(text)
    )


def _name(text: str) -> str:
    name = " ".join(text.split()).strip(",;: ")
    last_word = name.rpartition(" ")[2]
    return name if len(last_word) <= 2 else name.rstrip(".")
