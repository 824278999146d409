"""A panel's votes as a picture and a table: what each seat chose, how much counts towards what, what was needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.moderation.models import Ballot, Outcome, Panel
from forum.moderation.tally import votes_for_at_least

SQUARE, GAP = 16, 4  # units of the picture: one square a seat, and what stands between
LABEL = 108  # for the words before the squares, of which “Do not affirm” is the longest
ROW = 26


@dataclass(frozen=True)
class Square:
    """A seat that counts towards an outcome: by its own vote, or since it wanted more."""

    x: int
    is_own: bool


@dataclass(frozen=True)
class TallyRow:
    """What an outcome has: votes of its own, with those for more, and how many it needs; None where it needs none."""

    choice: str
    label: str
    votes: int
    counting: int
    needed: int | None
    y: int
    squares: Sequence[Square]
    need_x: int | None  # where the line stands that has to be reached

    @property
    def text_y(self) -> int:
        return self.y + SQUARE - 4


@dataclass(frozen=True)
class Tally:
    """The votes of one round. `filled` is how many had taken a seat."""

    round: int
    ballots: Sequence[Ballot]
    rows: Sequence[TallyRow]
    filled: int

    @property
    def is_final(self) -> bool:
        return self.round == Ballot.FINAL

    @property
    def width(self) -> int:
        return LABEL + max(self.filled, *(row.needed or 0 for row in self.rows)) * (SQUARE + GAP) + 2 * GAP

    @property
    def height(self) -> int:
        return ROW * len(self.rows)

    @property
    def silent(self) -> int:
        """Seats that have cast no vote."""
        return self.filled - len(self.ballots)


def tally_of(panel: Panel, round_: int, ballots: Sequence[Ballot], filled: int) -> Tally:
    """The tally of `ballots`, one of each seat that has voted, by number."""
    votes = [ballot.choice for ballot in ballots]
    rows = [_row(panel, place, choice, votes, filled) for place, choice in enumerate(panel.choices)]
    return Tally(round_, ballots, rows, filled)


def _row(panel: Panel, place: int, choice: str, votes: Sequence[str], filled: int) -> TallyRow:
    own = votes.count(choice)
    needed = panel.needs.get(choice)
    if panel.kind == Panel.Kind.APPEAL and choice == Outcome.AFFIRM:
        needed = -(-filled // 2)  # half of the seats that are filled
    counting = own if needed is None else votes_for_at_least(choice, panel.choices, votes)
    return TallyRow(
        choice=choice,
        label=str(Outcome(choice).label).split(":")[0],
        votes=own,
        counting=counting,
        needed=needed,
        y=place * ROW + GAP,
        squares=[Square(LABEL + nth * (SQUARE + GAP), nth < own) for nth in range(counting)],
        need_x=None if needed is None else LABEL + needed * (SQUARE + GAP) - GAP // 2,
    )
