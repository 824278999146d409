"""The votes that count of a panel, and what they come to."""

from collections.abc import Iterable, Sequence

from forum.moderation.models import Ballot, Outcome, Panel
from forum.moderation.numbers import SLOW_DAYS
from forum.moderation.tally import affirmed, days_found, found, votes_for_at_least
from forum.moderation.tally import holds_now as present_is_held


def votes_in(panel: Panel, round_: int) -> list[Ballot]:
    """The vote that counts of each seat that is taken, by number: in the final round that of the first, where a seat
    has cast no other."""
    cast = Ballot.objects.filter(seat__in=panel.seats.taken(), round__lte=round_).select_related("seat")
    return latest_of(cast)


def latest_of(ballots: Iterable[Ballot]) -> list[Ballot]:
    """The last of the ballots that each seat of a panel has cast, by number."""
    latest = {ballot.seat.number: ballot for ballot in sorted(ballots, key=lambda one: one.round)}
    return [latest[number] for number in sorted(latest)]


def result_of(panel: Panel, counted: Sequence[Ballot]) -> str:
    """What the votes come to: an outcome, or undecided."""
    votes = [ballot.choice for ballot in counted]
    if panel.kind != Panel.Kind.APPEAL:
        return found(panel.choices, votes, panel.needs)
    stands = affirmed(votes, panel.seats.taken().count())
    return Outcome.AFFIRM if stands else Outcome.LAPSE


def holds_now(panel: Panel, outcome: Outcome) -> bool:
    """Whether what the panel found holds for the present words of the post as well."""
    votes = [(vote.choice, bool(vote.holds_now)) for vote in votes_in(panel, Ballot.FINAL)]
    return present_is_held(outcome, panel.choices, votes, panel.needs)


def days_of(panel: Panel, outcome: Outcome) -> int:
    """For how long, of *slow* and *pause*: as long as enough of the votes for it agree to.

    Whoever wants a pause agrees to slowing for as long as there is.
    """
    votes = [
        vote
        for vote in votes_in(panel, Ballot.FINAL)
        if votes_for_at_least(outcome, panel.choices, [vote.choice])
    ]
    days = [vote.days if vote.choice == outcome and vote.days else SLOW_DAYS for vote in votes]
    return days_found(days, panel.needs[outcome])
