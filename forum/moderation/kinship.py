"""Who may be one voice: members whom one person brought in, and members who came in one week. Pure.

In a circle that one member opened and everybody else was invited to, all have one root, and by that alone no two of
them could ever flag together. So where more than half of a circle has one root, the root is taken by themselves, and
whoever they brought begins a lineage of their own. It goes no further: a member who brought in half of the circle may
have brought in half of a quarrel.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from forum.circles.lineage import Descent

Group = tuple[str, object]


def lineages(descents: Mapping[int, Descent], members: Iterable[int]) -> dict[int, int]:
    """For each of `members`, of a circle in which `descents` are known, who their lineage is called after."""
    roots = {member: descents[member].root if member in descents else member for member in members}
    sizes = Counter(roots.values())
    return {
        member: _first_below(root, member, descents) if sizes[root] * 2 > len(roots) else root
        for member, root in roots.items()
    }


def _first_below(root: int, member: int, descents: Mapping[int, Descent]) -> int:
    """Whom the root brought in of those above `member`, or the member; the root itself for the root."""
    while member != root and descents[member].brought_by != root:
        above = descents[member].brought_by
        assert above is not None  # whoever has a root that they are not was brought by somebody
        member = above
    return member


def seats_for(
    order: Sequence[int],
    groups: Mapping[int, Iterable[Group]],
    sitting: Sequence[int],
    wanted: int,
    most: int,
) -> list[int]:
    """Whom to offer `wanted` seats: the first in `order` by whom no group gets more than `most` of all seats.

    `sitting` have the other seats. Where that leaves seats empty although somebody is left (everyone may have joined in
    one week), each group gets one more, and so on.
    """
    free = [member for member in order if member not in sitting]
    wanted = min(wanted, len(free))
    while True:
        taken = Counter(group for member in sitting for group in groups.get(member, ()))
        chosen: list[int] = []
        for member in free:
            if len(chosen) == wanted:
                break
            if all(taken[group] < most for group in groups.get(member, ())):
                chosen.append(member)
                taken.update(groups.get(member, ()))
        if len(chosen) == wanted:
            return chosen
        most += 1
