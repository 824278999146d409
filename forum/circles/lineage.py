"""Who was brought into a circle by whom. Lots that are to be fair need it: ten people whom one person brought in may
be one voice ten times.

A member's lineage is that of the first time they came in. Whoever leaves and comes back by another's invitation, or by
themselves, has not changed it; so nobody can be their own forebear, and nobody can wash a lineage off.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrival:
    """That a member came in, and who brought them; None where they came by themselves."""

    member: int
    brought_by: int | None = None


@dataclass(frozen=True, slots=True)
class Descent:
    """A member's place in the lineage: who brought them (None for a root), the root above them, and how many steps
    there are to it."""

    brought_by: int | None
    root: int
    depth: int


def lineage(arrivals: Iterable[Arrival]) -> dict[int, Descent]:
    """The descent of every member who ever came in, from `arrivals` in the order in which they happened.

    Whoever was brought by somebody who had not come in before is a root, as is whoever came by themselves.
    """
    found: dict[int, Descent] = {}
    for arrival in arrivals:
        if arrival.member in found:
            continue
        above = found.get(arrival.brought_by) if arrival.brought_by is not None else None
        if above is None:
            found[arrival.member] = Descent(None, arrival.member, 0)
        else:
            found[arrival.member] = Descent(arrival.brought_by, above.root, above.depth + 1)
    return found
