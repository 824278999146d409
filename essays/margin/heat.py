"""How contested a passage is. Not how much is written about it: disagreement. Knows nothing of rows.

Three things make heat:

- **Opposition**: members who speak against a passage (critique, counter-evidence) and members who speak for it. Each
  of the former whom one of the latter meets is a *pair*. Who is met by nobody counts a quarter: to criticise a passage
  that nobody defends is to disagree with its author, not yet with another reader. Support alone is no disagreement.
- **Counter-evidence that nobody has answered**: a source stands against the text and nobody has said a word.
- **Checks that failed**: the book does not say what the text has it say.

They are added up to points, and points to heat by `points / (points + 3)`: nothing is 0, three points are a half, and
no number of points is more than 1. So heat says the same in a quiet text and in a busy one, and a fourth pair adds less
than the first. Questions and comments make none.

Opposition counts members, not notes (see `Tally.voices`): one who writes ten critiques is one who disagrees.
"""

from collections.abc import Iterable
from dataclasses import dataclass

UNOPPOSED = 0.25  # of a point, for a voice against the passage that no voice for it meets
HALF_WAY = 3.0  # points
STEPS = (0.05, 0.2, 0.35, 0.5, 0.65)  # heat from which a passage is of step 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Stances:
    """What is known of a passage: members for and against it, counter-evidence unanswered, checks that failed."""

    against: int = 0
    supporting: int = 0
    unanswered: int = 0
    failed_checks: int = 0


NO_STANCES = Stances()


def heat(stances: Stances) -> float:
    """From 0 (nobody disagrees) towards 1."""
    pairs = min(stances.against, stances.supporting)
    unopposed = stances.against - pairs
    points = pairs + UNOPPOSED * unopposed + stances.unanswered + stances.failed_checks
    return points / (points + HALF_WAY)


def step(heat: float) -> int:
    """0 for what is calm, to 5 for what is most contested."""
    return sum(heat >= least for least in STEPS)


def of_section(heats: Iterable[float]) -> float:
    """A section is as hot as its hottest passage: it is there to be found, however long the section around it is."""
    return max(heats, default=0.0)
