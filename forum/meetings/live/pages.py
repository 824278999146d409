"""What the page of a meeting that is held shows: what all see alike, and what only one reader can do."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from forum.meetings.live.glance import HELD, Glance
from forum.meetings.live.keeping import Kept
from forum.meetings.live.log import in_milliseconds
from forum.meetings.live.models import LiveState
from forum.meetings.live.soundings import CHECK, FEWEST, RECALL, mark_of, marks_in, salts_in
from forum.meetings.live.standing import HAND, ROUND, Place, Spoken, State, order
from forum.meetings.live.writing_down import from_json
from forum.meetings.models import AgendaItem, Meeting
from forum.members.models import Member

MINUTES = (1, 2, 3, 5, 10)  # that the timer is set to
SHOWN = 12  # names in the queue; and how many more there are
NOBODY = "…"


@dataclass(frozen=True)
class Line:
    """Somebody who comes next."""

    name: str
    how: str
    is_here: bool
    is_new: bool  # has not spoken yet


@dataclass(frozen=True)
class Item:
    pk: int
    title: str
    note: str
    length: int | None
    is_current: bool


@dataclass(frozen=True)
class Sum:
    says: str
    count: int
    percent: int


@dataclass(frozen=True)
class Room:
    """A meeting after the event of that number: what all who are in it see. No other has its name."""

    name: tuple
    mark: str  # "" where nothing has happened yet
    meeting: Meeting
    version: int
    phase: str
    state: State
    places: Sequence[Place]
    queue: Sequence[Line]
    more: int  # who wait beyond those
    names: Mapping[int, str]
    here: Sequence[str]
    agenda: Sequence[Item]
    facilitator: int | None
    turn: int  # theirs, 0 where nobody facilitates
    sums: Sequence[Sum]  # that the latest check found
    marks: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    salts: Mapping[str, str] = field(default_factory=dict)

    @property
    def speaker(self) -> str:
        return self.name_of(self.state.turn.member) if self.state.turn else ""

    @property
    def answers_whom(self) -> str:
        return self.name_of(self.state.latest) if self.state.latest else ""

    @property
    def facilitates(self) -> str:
        return self.name_of(self.facilitator) if self.facilitator else ""

    @property
    def is_facilitator_here(self) -> bool:
        return self.facilitator in self.state.here

    @property
    def have_answered(self) -> int:
        """Of those who are here."""
        return self._answered(CHECK)

    @property
    def have_answered_recall(self) -> int:
        return self._answered(RECALL)

    @property
    def turn_number(self) -> int:
        return self.state.turn.number if self.state.turn else 0

    def has_answered(self, kind: str, member: int) -> bool:
        salt = self.salts.get(kind)
        return salt is not None and mark_of(salt, member) in self.marks.get(kind, ())

    def _answered(self, kind: str) -> int:
        return sum(self.has_answered(kind, member) for member in self.state.here)

    def name_of(self, member: int) -> str:
        return self.names.get(member, NOBODY)


@dataclass(frozen=True)
class Own:
    """What only one reader sees: what they do now, and can do. Whoever has the same sees the same page."""

    asks: str  # how they ask to speak; "" where they do not
    place: int  # theirs in the queue, from 1; 0 where they have none
    speaks: bool
    in_round: bool
    may_reply: bool
    moves: bool
    has_answered: bool
    has_answered_recall: bool
    is_counted: bool
    is_here: bool


_rooms: Kept[Room] = Kept(64)
_parts: Kept[str] = Kept(1024)


def room_at(meeting: int, found: Glance) -> Room:
    """The meeting as it stands, or as it stood when somebody else asked for the same."""
    if not found.mark:
        return _room(meeting, found)
    name = (found.mark, found.version, *_beside(found))
    return _rooms.get(name, lambda: _room(meeting, found))


def own_of(room: Room, member: int) -> Own:
    """What one of those in it can do there."""
    state = room.state
    places = [place.member for place in room.places]
    return Own(
        asks=state.asks(member),
        place=places.index(member) + 1 if member in places else 0,
        speaks=state.turn is not None and state.turn.member == member,
        in_round=(member in (state.round or ()))
        or (state.turn is not None and (state.turn.member, state.turn.how) == (member, ROUND)),
        may_reply=state.may_reply(member),
        moves=not room.is_facilitator_here or room.facilitator == member,
        has_answered=room.has_answered(CHECK, member),
        has_answered_recall=room.has_answered(RECALL, member),
        is_counted=member not in state.uncounted,
        is_here=member in state.here,
    )


def part_of(room: Room, member: int, *, said: str = "") -> str:
    """The part of the page that changes, as HTML; `said` tells why something could not be done."""
    own = own_of(room, member)
    context = {"room": room, "own": own, "minutes": MINUTES, "fewest": FEWEST, "said": said}

    def made() -> str:
        return render_to_string("forum/meetings/live/_now.html", context)

    if said or not room.mark or room.phase != HELD:
        return made()
    # Times on it are in the reader's zone.
    name = (room.name, own, get_language(), timezone.get_current_timezone_name())
    return _parts.get(name, made)


def shown_at(now: datetime) -> int:
    """The time a page was made, by which the browser's clock is set right."""
    return in_milliseconds(now)


def _room(meeting: int, found: Glance) -> Room:
    row = LiveState.objects.select_related("meeting__circle").filter(meeting=meeting).first()
    there = row.meeting if row else Meeting.objects.select_related("circle").get(pk=meeting)
    state = from_json(row.data) if row else State()
    places = order(state)
    people = {*state.here, *(place.member for place in places), found.facilitator, state.latest}
    if state.turn:
        people.add(state.turn.member)
    names = {member.pk: member.name for member in Member.objects.filter(pk__in=people - {None})}
    is_asked = state.check is not None or state.recall is not None
    return Room(
        name=(found.mark, state.number, *_beside(found)),
        mark=found.mark,
        meeting=there,
        version=state.number,
        phase=found.phase,
        state=state,
        places=places,
        queue=[_line(state, place, names) for place in places[:SHOWN]],
        more=max(len(places) - SHOWN, 0),
        names=names,
        here=sorted((names.get(member, NOBODY) for member in state.here), key=str.casefold),
        agenda=_agenda(there, state),
        facilitator=found.facilitator,
        turn=found.turn,
        sums=_sums(state),
        marks=marks_in(there) if is_asked else {},
        salts=salts_in(there) if is_asked else {},
    )


def _beside(found: Glance) -> tuple:
    """What a room hangs on beside its last event."""
    return (found.agenda, found.phase, found.turn)


def _line(state: State, place: Place, names: Mapping[int, str]) -> Line:
    return Line(
        name=names.get(place.member, NOBODY),
        how=place.how,
        is_here=place.member in state.here,
        is_new=place.how == HAND and not state.spoken.get(place.member, Spoken()).turns,
    )


def _agenda(meeting: Meeting, state: State) -> list[Item]:
    items = AgendaItem.objects.filter(meeting=meeting).order_by("place", "pk")
    return [Item(one.pk, one.title, one.note, one.length, one.pk == state.item) for one in items]


def _sums(state: State) -> list[Sum]:
    if state.found is None or not state.found.sums:
        return []
    total = sum(state.found.sums.values())
    return [Sum(says, count, round(100 * count / max(total, 1))) for says, count in state.found.sums.items()]
