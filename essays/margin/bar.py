"""The bar above a text that says what of its margin is shown, and offers to choose otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essays.margin.filtering import FLAGS, KIND, LAYER, NEW, PRIVATE, Filter, Term
from essays.margin.notes import Note
from essays.margin.understanding import Asked
from essays.margin.words import described, left_out, said_of
from forum.debate.models import Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be asked for."""

    name: str
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is asked for, and the address of the same page without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FilterBar:
    """`url` is the page's own, without a filter; `suffix` is what links that keep the filter end in."""

    url: str
    filter: Filter
    words: str  # "" where everything is shown
    chips: Sequence[Chip]
    left_out: Sequence[str]
    layers: Sequence[Choice]
    kinds: Sequence[Choice]
    flags: Sequence[Choice]
    authors: Sequence[tuple[str, str]] = ()  # handles and names of some whose notes stand there

    @property
    def suffix(self) -> str:
        return with_query("", self.filter)


def with_query(url: str, wanted: Filter) -> str:
    """The address of a page for what is asked of it."""
    return f"{url}{'&' if '?' in url else '?'}{wanted.query}" if wanted else url


def bar_of(
    url: str,
    asked: Asked,
    reader: Any,
    *,
    layers: Mapping[str, str] | None = None,
    notes: Iterable[Note] = (),
) -> FilterBar:
    """The bar of the page at `url`, which shows `notes`. `layers` are those in which anything stands there, by key,
    with their names."""
    wanted, names = asked.filter, asked.names
    found = {(LAYER, key): name for key, name in (layers or {}).items()}
    found |= {(LAYER, key): names.get((LAYER, key), "") for key in wanted.layers}
    flags = [flag for flag in FLAGS if flag != NEW or reader.is_authenticated]
    return FilterBar(
        url=url,
        filter=wanted,
        words=described(wanted, names) if wanted else "",
        chips=[Chip(said_of(term, names), with_query(url, wanted.without(term))) for term in wanted.terms],
        left_out=[left_out(term) for term in asked.left_out],
        layers=[
            _choice(term, wanted, _layer_name(term, name))
            for term, name in sorted(found.items(), key=_by_name)
        ],
        kinds=[_choice((KIND, kind.value), wanted, str(kind.label)) for kind in Kind],
        flags=[_choice((flag, ""), wanted, said_of((flag, ""), names)) for flag in flags],
        authors=sorted(
            {(note.handle, note.author) for note in notes if note.handle and not note.is_withdrawn}
        ),
    )


def _choice(term: Term, wanted: Filter, label: str) -> Choice:
    return Choice(*term, label=label, is_chosen=term in wanted.terms)


def _layer_name(term: Term, name: str) -> str:
    return _("Only for me") if term == (LAYER, PRIVATE) else name


def _by_name(layer: tuple[Term, str]) -> tuple[bool, str]:
    """One's own notes last."""
    term, name = layer
    return term == (LAYER, PRIVATE), name.casefold()
