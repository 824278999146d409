"""What a filter in an address means to a reader: the names of what it asks for, and what has to be left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Value
from django.http import QueryDict

from essays.margin.filtering import BY, EVERYTHING, LAYER, NEW, PRIVATE, Filter, Term, read
from forum.circles.models import Circle
from forum.debate.models import Kind
from forum.members.models import Member
from forum.members.querysets import name_at

FOR_MEMBERS = ((LAYER, PRIVATE), (NEW, ""))  # terms that mean nothing to a visitor


@dataclass(frozen=True)
class Asked:
    """What is asked for, what the circles and the member in it are called, and what of it made no sense."""

    filter: Filter = EVERYTHING
    names: Mapping[Term, str] = field(default_factory=dict)
    left_out: Sequence[Term] = ()

    def without(self, *terms: Term) -> "Asked":
        """The same, where these terms make no sense either."""
        return replace(self, filter=self.filter.without(*terms), left_out=[*self.left_out, *terms])


ALL_NOTES = Asked()


def asked_in(query: QueryDict) -> Asked:
    """What an address asks for, taken at its word."""
    wanted, unknown = read({name: query.getlist(name) for name in query}, kinds=Kind.values)
    return Asked(wanted, left_out=unknown)


def understood(asked: Asked, reader: Any) -> Asked:
    """What `asked` means to this reader. One query if it names circles or a member, else none."""
    asked = for_reader(asked, reader)
    unknown, names = unknown_terms(asked.filter, reader)
    return replace(asked.without(*unknown), names=names)


def for_reader(asked: Asked, reader: Any) -> Asked:
    """The same without what means nothing to a visitor."""
    if reader.is_authenticated:
        return asked
    return asked.without(*(term for term in FOR_MEMBERS if term in asked.filter.terms))


def unknown_terms(
    wanted: Filter, reader: Any, known: Mapping[Term, str] | None = None
) -> tuple[list[Term], dict[Term, str]]:
    """Circles that the reader does not see, and a member who is not there; and what the others are called.

    What is `known` already is not looked up.
    """
    names = {term: name for term, name in (known or {}).items() if term in wanted.terms}
    names |= {term: "" for term in wanted.terms if term[0] not in (LAYER, BY) or term == (LAYER, PRIVATE)}
    unnamed = [term for term in wanted.terms if term not in names]
    names |= _looked_up(unnamed, reader)
    return [term for term in wanted.terms if term not in names], names


def _looked_up(terms: Collection[Term], reader: Any) -> dict[Term, str]:
    """What circles and members are called, for those that are there to be seen. One query, or none."""
    if not terms:
        return {}
    slugs, handles = ([value for name, value in terms if name == wanted] for wanted in (LAYER, BY))
    circles = Circle.objects.visible_to(reader).filter(slug__in=slugs).order_by()
    members = Member.objects.filter(handle__in=handles).order_by()
    found = circles.annotate(term=Value(LAYER)).values_list("term", "slug", "name")
    found = found.union(
        members.annotate(term=Value(BY), called=name_at("")).values_list("term", "handle", "called")
    )
    return {(term, value): name for term, value, name in found}
