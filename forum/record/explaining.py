"""What an entry says, told by the room whose act it was.

Each room registers the types it writes: a label, a sentence that is true for every reader, and how to look up what
stands beside entries in ordinary rows, and where one reads on, for those who may see it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from forum.record.models import Entry


@dataclass(frozen=True)
class Beside:
    """What stands beside an entry in ordinary rows, a line each, and the page where one reads on."""

    lines: Sequence[str] = ()
    href: str = ""


Lookup = Callable[[Sequence[Entry], Any], Mapping[int, Beside]]
Words = Mapping[str, str | Promise]  # by the token that stands for them in a body


@dataclass(frozen=True)
class Type:
    """A type of entries. In `sentence`, "{case}" and the like stand for what the body has under that name; where that
    is a token, `words` says by name what is read for each."""

    label: str | Promise
    sentence: str | Promise
    lookup: Lookup | None = None
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Explained:
    """An entry with what a reader is told of it. The circle is None where it has none, or none that they may see."""

    entry: Entry
    label: str
    sentence: str
    circle: Any
    beside: Beside = field(default=Beside())


_types: dict[str, Type] = {}


def register(
    type: str,
    *,
    label: str | Promise,
    sentence: str | Promise,
    lookup: Lookup | None = None,
    words: Mapping[str, Words] | None = None,
) -> None:
    """`words` are read for the tokens that the sentence names. `lookup` takes entries, all of which the reader given
    with them may see in full, and returns by number what stands beside them, in a constant number of queries. Types
    that share one are looked up together."""
    _types[type] = Type(label, sentence, lookup, words or {})


def types() -> list[tuple[str, str]]:
    """The types that rooms write, with their labels, by label."""
    return sorted(((name, str(one.label)) for name, one in _types.items()), key=lambda one: one[1])


def explained(entries: Iterable[Entry], reader: Any) -> list[Explained]:
    """`entries`, as `told_to` the reader, with what they are told of each."""
    shown = list(entries)
    by_lookup: dict[Lookup, list[Entry]] = {}
    for entry in shown:
        known = _types.get(entry.type)
        if known and known.lookup and entry.is_theirs:  # type: ignore[attr-defined]
            by_lookup.setdefault(known.lookup, []).append(entry)
    beside: dict[int, Beside] = {}
    for lookup, some in by_lookup.items():
        beside |= lookup(some, reader)
    return [
        Explained(
            entry=entry,
            label=str(_types[entry.type].label) if entry.type in _types else entry.type,
            sentence=_sentence(entry),
            circle=entry.circle if entry.is_theirs else None,  # type: ignore[attr-defined]
            beside=beside.get(entry.number, Beside()),
        )
        for entry in shown
    ]


def _sentence(entry: Entry) -> str:
    known = _types.get(entry.type)
    if known is None:
        return _(
            "The program that runs here has no words for entries of this type. What it says stands on its page."
        )
    said = entry.read_all()
    for name, words in known.words.items():
        said[name] = words.get(str(said.get(name)), said.get(name, "…"))  # an unknown one is shown as it is
    return str(known.sentence).format_map(_Body(said))


class _Body(dict):
    """What a body lacks is shown as “…”: a page that explains is no place to fail."""

    def __missing__(self, _name: str) -> str:
        return "…"
