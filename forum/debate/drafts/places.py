"""Where something can be written, told by the rooms whose forms they are.

A place is named as the browser names it in a form's `data-keep`. The room that gave it its name registers here what
such places are called, and where their forms stand.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from forum.members.models import Member


@dataclass(frozen=True, slots=True)
class Place:
    """A form in which a member can write: what they would write there, and its address."""

    title: str
    href: str


Lookup = Callable[[Member, Mapping[str, re.Match[str]]], Mapping[str, Place]]

_lookups: dict[str, Lookup] = {}


def register(pattern: str, lookup: Lookup) -> None:
    """`lookup(member, matches)` finds those of the places that match `pattern` that the member may still see, by name,
    in a constant number of queries."""
    _lookups[pattern] = lookup


def places_named(names: Collection[str], member: Member) -> dict[str, Place]:
    """Those of the places called so that `member` may still see, by name."""
    found: dict[str, Place] = {}
    for pattern, lookup in _lookups.items():
        if matches := {name: match for name in names if (match := re.fullmatch(pattern, name))}:
            found.update(lookup(member, matches))
    return found
