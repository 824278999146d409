"""What a vote decides. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from forum.decisions.consent import enough_spoke


@dataclass(frozen=True, slots=True)
class Count:
    """A vote as it was counted: how many said yes and no, how many were active, and whether it carries."""

    yes: int
    no: int
    active: int
    is_enough: bool  # half of the active voted
    carries: bool


def count(
    yes: Collection[int],
    no: Collection[int],
    *,
    electors: Collection[int],
    active: Collection[int],
    percent: int,
    least: int = 1,
) -> Count:
    """Count the votes of members who said `yes` or `no`; nobody is in both.

    Of those who are no `electors`, or have left, none counts. It carries with `percent` of the votes cast, `least` of
    them yes, and half of the active voting; whoever votes is active by that. Without votes, nothing carries.
    """
    yeas, nays = set(yes) & set(electors), set(no) & set(electors)
    voted = yeas | nays
    present = (set(active) & set(electors)) | voted
    is_enough = enough_spoke(voted, present)
    carries = is_enough and len(yeas) >= least and len(yeas) * 100 >= percent * len(voted)
    return Count(len(yeas), len(nays), len(present), is_enough, carries)
