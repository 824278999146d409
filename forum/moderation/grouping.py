"""Who of a circle may be one voice, read from rows: of which lineage each is there, and in which week they joined."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from forum.circles.descent import lineage_of
from forum.circles.models import Circle, Membership
from forum.members.models import Member
from forum.moderation.kinship import Group, lineages

# By circle, while they are read once; None while each is read whenever it is asked for.
_known: ContextVar[dict[int, Mapping[int, int]] | None] = ContextVar("lineages of members", default=None)


@contextmanager
def lineages_read_once() -> Iterator[None]:
    """Within this the lineages of a circle are read when they are first asked for, and then known: for a run that seats
    many panels. Whoever comes in meanwhile has one the next time."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def of_different_lineage(members: Collection[int], circle: Circle) -> bool:
    """Whether at least two of `members` were not brought into the circle by way of the same person."""
    if len(members) < 2:
        return False
    heads = lineages(lineage_of(circle), _present_in(circle) | set(members))
    return len({heads[member] for member in members}) > 1


def groups_of(members: Collection[int], circle: Circle) -> dict[int, list[Group]]:
    """Of which lineage in `circle` each of `members` is, and in which week they joined the installation."""
    heads = _heads_in(circle)
    joined = dict(Member.objects.filter(pk__in=members).values_list("pk", "joined_at"))
    return {
        member: [("lineage", heads.get(member, member)), ("week", joined[member].isocalendar()[:2])]
        for member in members
        if member in joined
    }


def _heads_in(circle: Circle) -> Mapping[int, int]:
    """Who the lineage of each who is in the circle is called after."""
    known = _known.get()
    if known is None:
        return lineages(lineage_of(circle), _present_in(circle))
    if circle.pk not in known:
        known[circle.pk] = lineages(lineage_of(circle), _present_in(circle))
    return known[circle.pk]


def _present_in(circle: Circle) -> set[int]:
    return set(Membership.objects.current().filter(circle=circle).values_list("member_id", flat=True))
