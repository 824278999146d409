"""What a reader asks for: any text is a query, and none is an error.

Words must all occur; the last one may go on. "Words in quotes" stand together. `kind:`, `in:`, `by:`, `what:`,
`before:` and `after:` narrow it down; named twice, either will do. Any other name before a colon is a word.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from forum.search.folding import is_unspaced, pieces_of, runs_in, words_in

LONGEST = 200  # code points of a query
MOST_TERMS = 16
SHORTEST_BEGINNING = 2  # letters of a word that may go on

_PART = re.compile(
    r'(?:(?P<name>[a-z]+):(?P<value>[^\s"]+)(?!\S))|"(?P<phrase>[^"]*)(?:"|\Z)|(?P<word>[^\s"]+)', re.I
)
_VALUE = re.compile(r"@?([a-z0-9][a-z0-9_-]{0,80})", re.I)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand together. The last of them may be the beginning of a longer one."""

    words: tuple[str, ...]
    may_go_on: bool = False

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words as engines keep them."""
        runs = [run for word in self.words for run in runs_in(word)]
        return tuple(
            piece for n, run in enumerate(runs, start=1) for piece in pieces_of(run, is_last=n == len(runs))
        )

    @property
    def has_open_end(self) -> bool:
        """Whether its last piece may be the beginning of a longer one."""
        last = self.pieces[-1]
        if is_unspaced(last):
            return len(last) == 1
        return self.may_go_on and len(last) >= SHORTEST_BEGINNING


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, understood. `facets` are alternatives, of which one of each set must hold."""

    terms: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # slugs
    authors: tuple[str, ...] = ()  # handles
    what: tuple[str, ...] = ()  # groups of things
    before: date | None = None  # this day and later are left out
    after: date | None = None  # earlier days are left out
    is_cut: bool = field(default=False)  # whether there were more terms than are sought

    def __bool__(self) -> bool:
        return bool(self.terms or self.facets or self.before or self.after)

    @property
    def facets(self) -> tuple[tuple[str, ...], ...]:
        named = (("kind", self.kinds), ("in", self.places), ("by", self.authors))
        return tuple(tuple(f"{name}:{value}" for value in values) for name, values in named if values)


def read(said: str, groups: Collection[str] = ()) -> Query:
    """The query that `said` is. `groups` are the names of things that `what:` knows."""
    said = said[:LONGEST]
    query = Query()
    for part in _PART.finditer(said):
        narrowed = _narrowed(query, part["name"].lower(), part["value"], groups) if part["name"] else None
        if narrowed is not None:
            query = narrowed
            continue
        words = tuple(words_in(part[0]))
        if not words:
            continue
        if len(query.terms) == MOST_TERMS:
            return replace(query, is_cut=True)
        is_last_word = part["phrase"] is None and part.end() == len(said)
        query = replace(query, terms=(*query.terms, Term(words, may_go_on=is_last_word)))
    return query


def _narrowed(query: Query, name: str, value: str, groups: Collection[str]) -> Query | None:
    """`query` with a filter more; None where this is no filter, but words."""
    if name in ("before", "after"):
        day = _day_in(value)
        if day is None:
            return None
        return replace(query, before=day) if name == "before" else replace(query, after=day)
    meant = _VALUE.fullmatch(value)
    if meant is None:
        return None
    found = meant[1].lower()
    match name:
        case "kind":
            return replace(query, kinds=(*query.kinds, found))
        case "in":
            return replace(query, places=(*query.places, found))
        case "by":
            return replace(query, authors=(*query.authors, found))
        case "what" if found in groups:
            return replace(query, what=(*query.what, found))
    return None


def _day_in(said: str) -> date | None:
    """The first day of a year, month or day such as 2026, 2026-05 or 2026-05-01."""
    found = _DATE.fullmatch(said)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
