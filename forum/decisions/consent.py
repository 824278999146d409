"""What follows from where people stand. Pure: it knows no rows, and every number it is given.

Consent is not the same as everybody agreeing: a proposal passes when nobody shows that it would harm what the circle
has promised itself. A block that stands is never outvoted at once: it is answered by amending first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from forum.decisions.rules import LARGEST_WITHOUT_SECOND, PERCENT_WEIGHTY, ROUNDS


class Says(StrEnum):
    """How a member may stand to a proposal."""

    CONSENT = "consent"
    ASIDE = "aside"
    CONCERN = "concern"
    BLOCK = "block"


class Next(StrEnum):
    """What becomes of a proposal when the time for positions is over."""

    ADOPTED = "adopted"
    AMENDING = "amending"
    VOTE = "vote"
    FALLEN = "fallen"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One member's position as it counts: whose it is, what it says, on which wording, and who seconds a block."""

    member: int
    says: Says
    wording: int
    seconds: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided: by whom it is proposed, its wording now, and how heavy it is.

    `is_weighty` changes what everyone writes and decides by; `is_voted` is decided by a vote whatever was said.
    """

    proposer: int
    wording: int
    is_weighty: bool = False
    is_voted: bool = False
    rounds: int = 0  # of amending, that have been
    may_amend: bool = True  # there is time left for another


def counted(
    standpoints: Collection[Standpoint], *, wording: int, electors: Collection[int]
) -> list[Standpoint]:
    """Those of `standpoints` that count for the present `wording`: of electors who have not left.

    A block holds until whoever said it lifts it, whatever was reworded. Whatever lets a proposal pass was said of
    words, and has to be said again of other ones.
    """
    return [
        one
        for one in standpoints
        if one.member in electors and (one.wording == wording or one.says is Says.BLOCK)
    ]


def stands(block: Standpoint, electors: Collection[int]) -> bool:
    """Whether another elector finds a block principled; among few, none is needed."""
    if block.says is not Says.BLOCK:
        return False
    if len(electors) <= LARGEST_WITHOUT_SECOND:
        return True
    return any(member != block.member and member in electors for member in block.seconds)


def what_follows(
    matter: Matter,
    standpoints: Collection[Standpoint],
    *,
    electors: Collection[int],
    active: Collection[int],
) -> Next:
    """What becomes of `matter` at the end of the time for positions.

    `electors` are those who were in the circle when positions opened and have not left it; `active` are those of them
    who were active then. A block that stands leads to amending while there are rounds and time, and then to a vote.
    Where none stands it is adopted, if anybody but its proposer consents: silence is no consent. What is weighty also
    needs that half of the active said where they stand, and that no more than a fifth of them block, seconded or not.
    """
    said = counted(standpoints, wording=matter.wording, electors=electors)
    if any(stands(one, electors) for one in said):
        return Next.AMENDING if matter.may_amend and matter.rounds < ROUNDS else Next.VOTE
    if matter.is_voted:
        return Next.VOTE
    others = set(electors) - {matter.proposer}
    consenting = {one.member for one in said if one.says is Says.CONSENT}
    if not consenting & (others or {matter.proposer}):
        return Next.FALLEN
    if not matter.is_weighty:
        return Next.ADOPTED
    if not enough_spoke({one.member for one in said}, active):
        return Next.FALLEN
    letting_pass = sum(one.says is not Says.BLOCK for one in said)
    return Next.ADOPTED if letting_pass * 100 >= PERCENT_WEIGHTY * len(said) else Next.VOTE


def enough_spoke(spoke: Collection[int], active: Collection[int]) -> bool:
    """Whether half of the active have spoken: those who were active before, and those who became so by speaking."""
    return bool(spoke) and 2 * len(set(spoke)) >= len(set(active) | set(spoke))
