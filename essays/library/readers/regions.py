"""Which part of a web page is its text, and which the site puts around it on every page.

Pages say so themselves: with the sectioning elements of HTML, or with ARIA landmark roles. A header or footer
is the page's own where it stands in no section of it (HTML Accessibility API Mappings 1.0, §3.5).
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from essays.library.sectioning import Piece

SHARE_OF_THE_WHOLE = 2 / 3  # of the text: what has so much of it is taken for all of it
MOST_NESTED = 20  # regions deeper than any page has them are not told apart

_HOLDING = frozenset(["article", "main"])
_AROUND = frozenset(["form", "banner", "navigation", "contentinfo", "search"])
_SECTIONS = frozenset(["article", "main", "aside", "section", "blockquote", "figure", "details"])
_AROUND_UNLESS_INSIDE = {
    "header": _SECTIONS,
    "footer": _SECTIONS,
    "aside": frozenset(["article"]),
    "complementary": frozenset(["article"]),
}
_BETWEEN_TITLE_AND_SITE = re.compile(r"\s(?:(?P<dash>[-–—])|::|[|·«»])\s")


@dataclass(frozen=True, slots=True)
class Region:
    """An element of a page that holds its text, or stands around it. `number` tells it from others alike."""

    number: int
    name: str
    holds_text: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, and the regions it stands in, outermost first."""

    piece: Piece
    regions: tuple[Region, ...]

    @property
    def size(self) -> int:
        return len(self.piece.text)


def region_of(tag: str, role: str, *, number: int, inside: Set[str]) -> Region | None:
    """Return the region that an element opens `inside` those named; None where it is like any other."""
    name = role if role in _HOLDING | _AROUND | _AROUND_UNLESS_INSIDE.keys() else tag
    if name in _HOLDING:
        return Region(number, name, holds_text=True)
    is_around = name in _AROUND or (
        name in _AROUND_UNLESS_INSIDE and not _AROUND_UNLESS_INSIDE[name] & inside
    )
    return Region(number, name, holds_text=False) if is_around else None


def text_of(page: Sequence[Placed], *, called: str, site: str) -> tuple[list[Piece], str]:
    """Return the pieces that are the text of a `page`, and what that is `called`, without the name of the `site`.

    Where one article or main part holds most of the text, that is all of it; else it is what stands in no
    menu, header, footer, aside or form. A page of nothing else is taken whole.
    """
    around = _around(page)
    inside = [placed for placed in page if not around.intersection(placed.regions)] or list(page)
    whole = _holder_of_most(inside)
    text = [placed.piece for placed in inside if whole is None or whole in placed.regions]
    chosen = set(map(id, text))
    left = [placed.piece for placed in page if id(placed.piece) not in chosen]
    title = _without_site(called, site, around={piece.text for piece in left})
    if not any(piece.is_heading and piece.level == 1 for piece in text):
        text[:0] = [piece for piece in left if piece.is_heading and piece.text == title][:1]
    return text, title


def _around(page: Sequence[Placed]) -> set[Region]:
    """What stands around the text. What most of the page stands in, such as one great form, does not."""
    sizes = _sizes(page, holding=False)
    half = sum(placed.size for placed in page) / 2
    return {region for region, size in sizes.items() if size <= half}


def _holder_of_most(text: Sequence[Placed]) -> Region | None:
    """The innermost region that holds most of the `text`."""
    enough = sum(placed.size for placed in text) * SHARE_OF_THE_WHOLE
    holders = [region for region, size in _sizes(text, holding=True).items() if size >= enough]
    return max(holders, key=lambda region: region.number, default=None)


def _sizes(page: Sequence[Placed], *, holding: bool) -> Counter[Region]:
    """How many code points stand in each region of one sort."""
    sizes: Counter[Region] = Counter()
    for placed in page:
        sizes.update({region: placed.size for region in placed.regions if region.holds_text is holding})
    return sizes


def _without_site(called: str, site: str, *, around: Set[str]) -> str:
    """Cut the site's name off; after a dash, which titles have too, only where that name stands `around` the text."""
    rules = list(_BETWEEN_TITLE_AND_SITE.finditer(called))
    if not rules:
        return called
    first, last = rules[0], rules[-1]
    if called[: first.start()] == site:
        return called[first.end() :]
    is_sure = not last["dash"] or called[last.end() :] in {site, *around}
    return called[: last.start()] if is_sure else called
