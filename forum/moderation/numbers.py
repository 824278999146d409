"""The numbers of cases, each with its reason. What a circle may change of them stands in `forum.circles.numbers`."""

from dataclasses import dataclass
from datetime import timedelta

OPEN_FLAGS = 3  # of a member at a time: enough for a bad evening, too few to flood the panels
FLAGGERS = 2  # of different lineage open a case: one person's taste is not a matter for seven
FLAG_WAITS = timedelta(days=14)  # for a second one; whatever nobody else minds by then is let go

WEEKS_ACTIVE = (
    3  # different ones, before a lot can seat somebody: accounts made at once for a purpose have none
)
ACTIVE_WITHIN = timedelta(days=30)  # whoever has been away would not answer in time either
RESTS = timedelta(days=30)  # between two seats: nobody becomes the judge of the place
# Of a panel, for one lineage, or for those who joined in one week: they may be one voice. Two seats would leave harm
# standing in 6.5 % of cases that patient sybils of one lineage are in; one leaves it in 1.6 %. See docs/capture.md.
OF_ONE_GROUP = 1

WAVES = 2  # offers of a seat before it stays empty: a third would leave no days to vote in
# Eligible people who neither sat nor flagged, of each pool, before it is told who sat. Anyone can work out who could
# have sat: whoever did not and is not among five others would be known to have flagged.
UNSEEN = 5
OUTER_LIMIT = timedelta(days=7)  # of a panel, whatever happens: a case is not a state to live in

APPEAL_WITHIN = timedelta(days=14)  # long enough to come back from a holiday
REVIEW_AFTER = timedelta(days=90)  # of a *hide*: what had to be hidden then may have become harmless
SPAM_YOUNGER = timedelta(
    hours=24
)  # an account this young, with links, and flagged by two, is folded meanwhile

SLOW_DAYS = 7  # at most
PAUSE_DAYS = 30  # at most
RESTRICTED_WITHIN = timedelta(
    days=90
)  # conduct is asked about only where a panel restricted a post so recently

MOST_WORDS = 2000  # characters of a reason


@dataclass(frozen=True)
class Times:
    """How long each step of a panel takes at most."""

    nonce: timedelta  # for the author's number
    seat: timedelta  # for one offered a seat to take it
    first: timedelta  # for the first vote, from when the seats are taken
    votes: timedelta  # for both votes

    @property
    def seating(self) -> timedelta:
        """From the draw until the votes begin, however many seats are empty."""
        return self.seat * WAVES


REAL = Times(
    nonce=timedelta(hours=24),  # whoever looks in once a day is asked in time
    seat=timedelta(hours=24),  # the same, of those drawn
    first=timedelta(hours=48),  # two evenings to read a thread
    votes=timedelta(hours=72),  # and one to think about what the others wrote
)
PRACTICE = Times(  # as long as a few people around a table want to wait
    nonce=timedelta(0), seat=timedelta(minutes=10), first=timedelta(minutes=20), votes=timedelta(minutes=30)
)
PRACTICE_SEATS = 3  # enough for a vote that is not all alike
