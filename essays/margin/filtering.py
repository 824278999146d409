"""What of a margin a reader asks to see, as addresses say it. Knows nothing of rows or words.

In an address: `?layer=` (a circle's slug, or "private") and `?kind=`, each any number of times; `?by=` a member's
handle; `?unanswered`, `?with-evidence`, `?new`. What is said twice counts once, and order means nothing: two addresses
that ask for the same have the same `query`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

LAYER, KIND, BY = "layer", "kind", "by"
UNANSWERED, WITH_EVIDENCE, NEW = "unanswered", "with-evidence", "new"
PRIVATE = "private"  # the layer of notes that are for their author alone
FLAGS = (UNANSWERED, WITH_EVIDENCE, NEW)
NAMES = frozenset({LAYER, KIND, BY, *FLAGS})

MOST_VALUES = 50  # of a kind; further ones are not read
_SLUG = re.compile(r"[-\w]{1,60}", re.ASCII)

Term = tuple[str, str]  # what is asked for, and its value; a flag has none


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for. Of layers and of kinds, one of those named; of all else, everything."""

    layers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    by: str = ""
    flags: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.layers or self.kinds or self.by or self.flags)

    @property
    def unanswered(self) -> bool:
        return UNANSWERED in self.flags

    @property
    def with_evidence(self) -> bool:
        return WITH_EVIDENCE in self.flags

    @property
    def new(self) -> bool:
        return NEW in self.flags

    @property
    def is_tallied(self) -> bool:
        """Whether the tallies know how many notes it lets through."""
        return not (self.by or self.with_evidence or self.new)

    @property
    def terms(self) -> list[Term]:
        """All that is asked for, in the order of addresses."""
        named = [(LAYER, layer) for layer in self.layers] + [(KIND, kind) for kind in self.kinds]
        return [
            *named,
            *([(BY, self.by)] if self.by else []),
            *((flag, "") for flag in FLAGS if flag in self.flags),
        ]

    @property
    def query(self) -> str:
        """As it stands in an address after the question mark; "" where everything is asked for."""
        return "&".join(f"{name}={quote(value)}" if value else name for name, value in self.terms)

    def without(self, *terms: Term) -> "Filter":
        """The same without these of its terms."""
        return filter_of(term for term in self.terms if term not in terms) if terms else self


EVERYTHING = Filter()


def filter_of(terms: Iterable[Term]) -> Filter:
    """The filter of these terms, whatever their order."""
    said = list(terms)
    return Filter(
        layers=tuple(sorted({value for name, value in said if name == LAYER})),
        kinds=tuple(sorted({value for name, value in said if name == KIND})),
        by=next((value for name, value in said if name == BY), ""),
        flags=frozenset(name for name, _ in said if name in FLAGS),
    )


def read(asked: Mapping[str, Iterable[str]], *, kinds: Collection[str]) -> tuple[Filter, list[Term]]:
    """The filter that an address asks for, given the values of each of its names, and what made no sense there.

    What is empty says nothing. Of several `by`, the first counts.
    """
    said = [
        (name, value.strip().lower() if name == BY else value.strip())  # handles are in small letters
        for name in (LAYER, KIND, BY)
        for value in list(asked.get(name, ()))[:MOST_VALUES]
    ]
    known = [term for term in said if term[1] and _makes_sense(*term, kinds)]
    unknown = [term for term in said if term[1] and not _makes_sense(*term, kinds)]
    return filter_of([*known, *((flag, "") for flag in FLAGS if flag in asked)]), unknown


def _makes_sense(name: str, value: str, kinds: Collection[str]) -> bool:
    return value in kinds if name == KIND else bool(_SLUG.fullmatch(value))
