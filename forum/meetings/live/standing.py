"""How a meeting stands, and who comes next by that. Pure.

Whoever has not spoken comes first, then whoever spoke least, then whoever asked first. Before them a process point (how
we talk, not what about; not counted as speaking) and one direct reply to each turn. In a go-round each who is there has
a turn, or passes.

Times are milliseconds since 1970, lengths seconds; members are numbers.
"""

from dataclasses import dataclass, field
from typing import Any

POINT, REPLY, ROUND, HAND = "point", "reply", "round", "hand"
ANSWERABLE = (ROUND, HAND)  # turns to which there is a direct reply; to a reply there is none


@dataclass(frozen=True)
class Event:
    number: int
    at: int
    kind: str
    member: int | None = None
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """That a member speaks, since when, and how they came to it; `number` is that of its event."""

    member: int
    how: str
    since: int
    number: int


@dataclass(frozen=True)
class Spoken:
    """How many turns somebody had, of how many seconds in all, and the sum of the squares of each turn's seconds."""

    turns: int = 0
    seconds: int = 0
    squares: int = 0


@dataclass(frozen=True)
class Hand:
    member: int
    number: int  # of the event by which it was raised


@dataclass(frozen=True)
class Timer:
    """Runs from `since` towards `length` seconds, and on; it tells, and does nothing."""

    since: int
    length: int
    stopped: int | None = None


@dataclass(frozen=True)
class Sounding:
    """A question asked by the event of that number, and how many have answered it. `turn` is who would be recalled."""

    number: int
    at: int
    answered: int = 0
    turn: int | None = None


@dataclass(frozen=True)
class Result:
    """How the sounding of that number ended: `sums` by answer, empty where too few answered for it to be told."""

    number: int
    answered: int
    sums: dict[str, int]


@dataclass(frozen=True)
class Place:
    """Somebody's place among those who come next, and why they have it."""

    member: int
    how: str


@dataclass(frozen=True)
class State:
    """How a meeting stands after the event of that number, at that time."""

    number: int = 0
    at: int = 0
    here: tuple[int, ...] = ()  # in the order in which they came
    is_open: bool = True  # whether hands may go up
    hands: tuple[Hand, ...] = ()
    points: tuple[int, ...] = ()
    reply: int | None = None  # who would reply directly
    round: tuple[int, ...] | None = None  # who has still to come in a go-round; None where there is none
    turn: Turn | None = None
    latest: int | None = None  # the member to whose turn there may be a direct reply
    replied: bool = False  # whether there has been one
    spoken: dict[int, Spoken] = field(default_factory=dict)
    uncounted: frozenset[int] = frozenset()  # whose seconds are not kept, not even here
    timer: Timer | None = None
    item: int | None = None  # of the agenda, at which the cursor stands
    check: Sounding | None = None
    recall: Sounding | None = None
    found: Result | None = None  # by the latest check that ended

    def asks(self, member: int) -> str:
        """How `member` is asking to speak, by what comes first; "" where they are not."""
        return next((place.how for place in order(self) if place.member == member), "")

    def may_reply(self, member: int) -> bool:
        """Whether `member` could ask for the one direct reply to the latest turn."""
        return self.latest not in (None, member) and not self.replied and self.reply in (None, member)


def order(state: State) -> list[Place]:
    """Who comes next, the first first. A member stands in it once."""
    places = [Place(member, POINT) for member in state.points]
    if state.reply is not None:
        places.append(Place(state.reply, REPLY))
    places += [Place(member, ROUND) for member in state.round or ()]
    hands = sorted(state.hands, key=lambda hand: (*_spoken_before(state, hand.member), hand.number))
    places += [Place(hand.member, HAND) for hand in hands]
    firsts: dict[int, Place] = {}
    for place in places:
        firsts.setdefault(place.member, place)
    return list(firsts.values())


def round_of(state: State) -> tuple[int, ...]:
    """All who are there, in the order in which a go-round goes."""
    by_coming = {member: nth for nth, member in enumerate(state.here)}
    return tuple(sorted(state.here, key=lambda member: (*_spoken_before(state, member), by_coming[member])))


def _spoken_before(state: State, member: int) -> tuple[bool, int]:
    """Whether and how long somebody has spoken. Whoever is not counted is taken to have spoken as long, in each of
    their turns, as the others did on average: it brings them neither forward nor back."""
    spoken = state.spoken.get(member, Spoken())
    if member not in state.uncounted:
        return spoken.turns > 0, spoken.seconds
    counted = [one for who, one in state.spoken.items() if who not in state.uncounted]
    turns = sum(one.turns for one in counted)
    return spoken.turns > 0, spoken.turns * sum(one.seconds for one in counted) // max(turns, 1)
