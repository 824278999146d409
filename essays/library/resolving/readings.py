"""What a citation prints, read with what the text has cited before."""

import re
from dataclasses import replace

from essays.library.citation_forms import LEAD_IN, SPOKEN
from essays.library.citations import Parts, Reading, as_citation, read_citation
from essays.library.outline import Citation
from essays.library.resolving.names import name_of
from essays.library.resolving.shelf import Shelf, titled_among
from essays.library.resolving.titles import is_collected, volume_after


def reading_of(citation: Citation) -> Reading:
    """All that syntax tells; where somebody has corrected the parts, what they say."""
    reading = read_citation(citation.raw)
    if citation == as_citation(citation.raw, reading):
        return reading
    leaning = reading.leaning if not citation.work else ""
    return Reading(Parts(citation.author, citation.work, citation.locator, citation.year), leaning=leaning)


def year_with_letter(entry: Citation) -> str | None:
    """The year of an entry of a list of works, and the letter that tells it from others of that year: “1999a”."""
    found = re.search(rf"\b{entry.year}[a-z]\b", entry.raw) if entry.year else None
    return found[0] if found else entry.year


def untangled(reading: Reading, shelf: Shelf) -> Reading:
    """Tell pieces from what holds them, and authors from titles, as far as the shelf or the words allow."""
    at_hand = reading.at_hand
    if not reading.said and (held := _held_in_collected(reading)):
        return _with_volume(held)
    is_a_name_alone = at_hand.author and not at_hand.work and not at_hand.year and not reading.said
    if is_a_name_alone and (told := _no_author_alone(at_hand.author or "", shelf)):
        author, work = told
        return replace(reading, at_hand=replace(at_hand, author=author, work=work))
    reading = _with_volume(reading)
    at_hand = reading.at_hand
    if at_hand.work and not at_hand.author and (named := _author_in(at_hand.work, reading, shelf)):
        author, title = named
        return replace(reading, at_hand=replace(at_hand, author=author, work=title))
    return reading


def _with_volume(reading: Reading) -> Reading:
    """The volume that is counted after the name of collected works is a place in them: “CW 27”."""
    at_hand = reading.at_hand
    volume = volume_after(at_hand.work) if at_hand.work else None
    if volume is None:
        return reading
    work, number = volume
    locator = ", ".join(filter(None, (f"vol. {number}", at_hand.locator)))
    return replace(reading, at_hand=replace(at_hand, work=work, locator=locator))


def _held_in_collected(reading: Reading) -> Reading | None:
    """A piece, and the collected works that hold it: “Two Boats. Selected Works”, “Two Boats, Selected Works”."""
    at_hand = reading.at_hand
    if not at_hand.work:
        return None
    held_in = next((title for title in at_hand.further if is_collected(title) or volume_after(title)), None)
    if held_in and (at_hand.author or SPOKEN.match(at_hand.work)):
        said = Parts(at_hand.author, at_hand.work)
        return replace(reading, at_hand=replace(at_hand, work=held_in, further=()), said=said)
    piece, _, holder = at_hand.work.rpartition(", ")
    holder = LEAD_IN.sub("", holder)
    if piece and at_hand.author and is_collected(holder):
        said = Parts(at_hand.author, piece)
        return replace(reading, at_hand=replace(at_hand, work=holder), said=said)
    return None


def _no_author_alone(printed: str, shelf: Shelf) -> tuple[str | None, str] | None:
    """Author and title in what reads like a name alone, if what has been cited before tells them."""
    name = name_of(printed)
    if name and not shelf.knows(name.first) and (shelf.titled(printed) or shelf.shortened_to(printed)):
        return None, printed
    first, _, rest = printed.partition(" ")  # “Avrich Kronstadt p 211”
    family = name_of(first)
    return (
        (first, rest) if rest and family and "," not in first and shelf.has_heard_of(family, rest) else None
    )


def _author_in(work: str, reading: Reading, shelf: Shelf) -> tuple[str, str | None] | None:
    """The author that a title begins with, and the rest of it."""
    owner, _, rest = _possessive(work)
    known = name_of(owner) if owner else None
    if known and rest and (reading.said or shelf.by(known)):
        return owner, rest
    # “Mitchels Political Parties”, or “Mitchels …”: a name that is known, without a point after it.
    first, _, rest = work.partition(" ")
    name = name_of(first.strip(".,’'"))
    if name and shelf.knows(name.first) and not shelf.titled(work):
        found, _ = titled_among(shelf.by(name), rest) if rest else (shelf.by(name), True)
        if found:
            return first, rest or None
    return None


def _possessive(work: str) -> tuple[str, str, str]:
    for mark in ("’s ", "'s ", "s’ ", "s' "):
        owner, found, rest = work.partition(mark)
        if found and len(owner.split()) <= 3:
            return owner + mark[:-1].strip("’'s") + ("s" if mark[0] == "s" else ""), found, rest
    return "", "", ""
