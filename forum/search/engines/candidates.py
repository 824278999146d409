"""What is found, and how much of it.

A frequent word may stand in most of what there is. Nobody ranks all of that: of each share of the kinds of things,
we rank the newest that were found and may be seen, up to a number that takes a few hundredths of a second.

How many are found, and in which order, depends on what the reader may see and on nothing else: what is hidden is
neither counted nor weighed, nor does it take a place.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from django.db.models import Q, QuerySet

from forum.search import keys
from forum.search.asking import Query
from forum.search.models import Document
from forum.search.registry import Findable, findables, seen_by

MOST_OF_A_SHARE = 1000


class Candidate(NamedTuple):
    """A document by its key, and how well it fits, or how new it is: more is better."""

    key: int
    score: float


class Sought(NamedTuple):
    """What is looked for and through: what this reader may see, of the time that was asked for."""

    query: Query
    reader: Any
    when: Q


class Share(NamedTuple):
    """A share of the documents, by the lowest and highest of their keys, and what of it is looked through."""

    low: int
    high: int
    documents: QuerySet[Document]


class Engine(Protocol):
    def look(self, share: Share, query: Query, most: int, *, newest_first: bool) -> list[Candidate]:
        """The newest of what `query` finds in `share`, the newest first, and how well each fits, or how new it is."""
        ...


def find(engine: Engine, sought: Sought, *, newest_first: bool) -> list[Candidate]:
    """What is found that the reader may see, the newest MOST_OF_A_SHARE of each share."""
    return [
        candidate
        for kinds in _shares()
        for candidate in _find_among(kinds, engine, sought, newest_first=newest_first)
    ]


def share_of(kinds: Sequence[Findable], sought: Sought) -> Share:
    """The documents of these kinds, which are next to one another."""
    low, high = keys.keys_of(kinds[0].number)[0], keys.keys_of(kinds[-1].number)[1]
    documents = Document.objects.filter(seen_by(sought.reader, kinds), sought.when).order_by()
    return Share(low, high, documents)


def kinds_cut_off(found: Collection[Candidate]) -> list[int]:
    """The numbers of the kinds of things of which more may have been found than are handed back."""
    first, *others = (one.number for one in findables())
    of_first = sum(keys.number_of(one.key) == first for one in found)
    return [
        *([first] if of_first == MOST_OF_A_SHARE else []),
        *(others if len(found) - of_first == MOST_OF_A_SHARE else []),
    ]


def _shares() -> Iterator[Sequence[Findable]]:
    """The first kind of thing, which there is most of; and all the others."""
    first, *others = findables()
    yield from filter(None, ([first], others))


def _find_among(
    kinds: Sequence[Findable], engine: Engine, sought: Sought, *, newest_first: bool
) -> list[Candidate]:
    """Looks on below what it has seen where some of that is sifted out, so that what is hidden takes no place."""
    share, most = share_of(kinds, sought), MOST_OF_A_SHARE
    found: list[Candidate] = []
    while len(found) < most:
        some = engine.look(share, sought.query, most, newest_first=newest_first)
        found += _sifted(some, kinds, sought.reader)
        if len(some) < most:
            break
        share = share._replace(high=some[-1].key - 1)
    return found[:most]


def _sifted(found: list[Candidate], kinds: Sequence[Findable], reader: Any) -> list[Candidate]:
    """What is left of `found` once those kinds that are not asked of each document are asked of all."""
    for one in kinds:
        if one.sift and (ids := {keys.object_of(each.key) for each in found if one.holds(each.key)}):
            seen = set(one.sift(reader, ids))
            found = [each for each in found if not one.holds(each.key) or keys.object_of(each.key) in seen]
    return found
