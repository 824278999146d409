"""What the votes of a panel amount to. Pure: whoever has an `open` and a `tally` entry comes to the same end.

Needs count seats. Whoever votes for more also votes for what is milder than it: six who want to hide and one who
wants to fold are seven who want at least to fold. Where the votes say nothing clearly, nothing is restricted.
"""

from collections.abc import Mapping, Sequence

UNDECIDED = "undecided"
SCALES = (("keep", "note", "fold", "hide"), ("keep", "slow", "pause"))  # mildest first


def found(choices: Sequence[str], votes: Sequence[str], needs: Mapping[str, int]) -> str:
    """The outcome that `votes` (one for each seat that voted) have, of `choices`, mildest first; or UNDECIDED.

    The most restrictive that is reached by its own votes and by those for more. Where none is: the mildest, if more
    want it than want anything else, and enough have voted that something else could have been reached. A tie, and too
    few votes, decide nothing.
    """
    mildest, *others = choices
    for choice in reversed(others):
        if votes_for_at_least(choice, choices, votes) >= needs[choice]:
            return choice
    unrestricting = sum(vote == mildest for vote in votes)
    enough = len(votes) >= min(needs[choice] for choice in others)
    return mildest if enough and unrestricting > len(votes) - unrestricting else UNDECIDED


def votes_for_at_least(choice: str, choices: Sequence[str], votes: Sequence[str]) -> int:
    """How many voted for `choice` or for more."""
    more = choices[choices.index(choice) :]
    return sum(vote in more for vote in votes)


def holds_now(
    outcome: str, choices: Sequence[str], votes: Sequence[tuple[str, bool]], needs: Mapping[str, int]
) -> bool:
    """Whether `outcome` holds for the present words as well as for those that were judged, each vote being a choice and
    whether it does: as many seats as the outcome needs have voted for it, or for more, and say so. Nobody's words are
    restricted by fewer than if they had been flagged; in doubt they stay."""
    saying = [choice for choice, holds in votes if holds]
    return votes_for_at_least(outcome, choices, saying) >= needs[outcome]


def affirmed(votes: Sequence[str], filled: int) -> bool:
    """Whether a restriction outlives its appeal: of the `filled` seats two thirds voted, and half voted to affirm."""
    return 3 * len(votes) >= 2 * filled > 0 and 2 * sum(vote == "affirm" for vote in votes) >= filled


def days_found(days: Sequence[int], need: int) -> int:
    """How long: the longest that `need` of those who want it would still agree to, `days` being what each named."""
    return sorted(days, reverse=True)[need - 1]
