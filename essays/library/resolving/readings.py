"""What a citation prints, read with what the text has cited before."""

import re
from dataclasses import replace

from essays.library.citation_forms import LEAD_IN
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
    held_in = next((title for title in at_hand.further if is_collected(title)), None)
    if held_in and at_hand.author and at_hand.work and not reading.said:
        said = Parts(at_hand.author, at_hand.work)
        return replace(reading, at_hand=replace(at_hand, work=held_in, further=()), said=said)
    piece, _, holder = (at_hand.work or "").rpartition(", ")
    if piece and at_hand.author and is_collected(LEAD_IN.sub("", holder)) and not reading.said:
        said = Parts(at_hand.author, piece)
        return replace(reading, at_hand=replace(at_hand, work=LEAD_IN.sub("", holder)), said=said)
    if at_hand.author and not at_hand.work and not at_hand.year and not reading.said:
        name = name_of(at_hand.author)
        if (
            name
            and not shelf.knows(name.first)
            and (shelf.titled(at_hand.author) or shelf.shortened_to(at_hand.author))
        ):
            at_hand = replace(at_hand, author=None, work=at_hand.author)
            return replace(reading, at_hand=at_hand)
    if at_hand.work and (volume := volume_after(at_hand.work)):
        work, number = volume
        locator = ", ".join(filter(None, (f"vol. {number}", at_hand.locator)))
        at_hand = replace(at_hand, work=work, locator=locator)
        reading = replace(reading, at_hand=at_hand)
    if at_hand.work and not at_hand.author:
        owner, _, rest = _possessive(at_hand.work)
        known = name_of(owner) if owner else None
        if known and rest and (reading.said or shelf.by(known)):
            return replace(reading, at_hand=replace(at_hand, author=owner, work=rest))
        # “Mitchels Political Parties”, or “Mitchels …”: a name that is known, without a point after it.
        first, _, rest = at_hand.work.partition(" ")
        name = name_of(first.strip(".,’'"))
        if name and shelf.knows(name.first) and not shelf.titled(at_hand.work):
            found, _ = titled_among(shelf.by(name), rest) if rest else (shelf.by(name), True)
            if found:
                return replace(reading, at_hand=replace(at_hand, author=first, work=rest or None))
    return reading


def _possessive(work: str) -> tuple[str, str, str]:
    for mark in ("’s ", "'s ", "s’ ", "s' "):
        owner, found, rest = work.partition(mark)
        if found and len(owner.split()) <= 3:
            return owner + mark[:-1].strip("’'s") + ("s" if mark[0] == "s" else ""), found, rest
    return "", "", ""
