"""What each event does to how a meeting stands: `replay(events)`. Pure: knows no Django and no clock.

Events that mean nothing where they stand change nothing: a replay never fails. What is made of it, and who comes next,
is in `standing.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from forum.meetings.live.standing import (
    ANSWERABLE,
    HAND,
    POINT,
    REPLY,
    ROUND,
    Event,
    Hand,
    Result,
    Sounding,
    Spoken,
    State,
    Timer,
    Turn,
    round_of,
)


def replay(events: Iterable[Event]) -> State:
    """How a meeting stands after `events`, which come in their order."""
    state = State()
    for event in events:
        state = step(state, event)
    return state


def step(state: State, event: Event) -> State:
    """How it stands after one event more."""
    act = _STEPS.get(event.kind)
    changed = act(state, event) if act else state
    return replace(changed, number=event.number, at=max(event.at, state.at))


def _ended(state: State, at: int) -> State:
    """Without a turn under way; its seconds are counted, unless it was about how we talk."""
    turn = state.turn
    if turn is None:
        return state
    spoken = state.spoken
    if turn.how != POINT:
        before = spoken.get(turn.member, Spoken())
        length = (max(at - turn.since, 0) + 500) // 1000 if turn.member not in state.uncounted else 0
        now = Spoken(before.turns + 1, before.seconds + length, before.squares + length * length)
        spoken = {**spoken, turn.member: now}
    return replace(state, turn=None, spoken=spoken)


def _without(state: State, member: int | None, *hows: str) -> State:
    """Without what `member` asks for in one of these ways."""
    if HAND in hows:
        state = replace(state, hands=tuple(hand for hand in state.hands if hand.member != member))
    if POINT in hows:
        state = replace(state, points=tuple(one for one in state.points if one != member))
    if REPLY in hows and state.reply == member:
        state = replace(state, reply=None)
    if ROUND in hows and state.round is not None:
        rest = tuple(one for one in state.round if one != member)
        state = replace(state, round=rest or None)
    return state


# --- What each kind of event does ---------------------------------------------------------------------------------


def _joined(state: State, event: Event) -> State:
    member = event.member
    if member is None or member in state.here:
        return state
    state = _counted(state, event) if "counted" in event.body else state
    is_new = member not in state.spoken and state.round is not None and member not in state.round
    is_due = is_new and (state.turn is None or state.turn.member != member)
    rest = (*(state.round or ()), member) if is_due else state.round
    return replace(state, here=(*state.here, member), round=rest)


def _left(state: State, event: Event) -> State:
    """Somebody was not heard of for a while, and keeps their place: a telephone sleeps. Or they went, and lose it."""
    member = event.member
    state = replace(state, here=tuple(one for one in state.here if one != member))
    if not event.body.get("goes"):
        return state
    if state.turn is not None and state.turn.member == member:
        state = _ended(state, event.at)
    return _without(state, member, HAND, POINT, REPLY, ROUND)


def _raised(state: State, event: Event) -> State:
    member = event.member
    if member is None or not state.is_open or any(hand.member == member for hand in state.hands):
        return state
    return replace(state, hands=(*state.hands, Hand(member, event.number)))


def _lowered(state: State, event: Event) -> State:
    return _without(state, event.member, HAND, POINT, REPLY)


def _asked_reply(state: State, event: Event) -> State:
    member = event.member
    return replace(state, reply=member) if member is not None and state.may_reply(member) else state


def _raised_point(state: State, event: Event) -> State:
    if event.member is None or event.member in state.points:
        return state
    return replace(state, points=(*state.points, event.member))


def _called(state: State, event: Event) -> State:
    whom, how = event.body.get("whom"), event.body.get("how")
    if not isinstance(whom, int) or how not in (POINT, REPLY, ROUND, HAND):
        return state
    state = _without(_ended(state, event.at), whom, how)
    state = replace(state, turn=Turn(whom, how, event.at, event.number))
    if how == REPLY:
        return replace(state, replied=True)
    if how in ANSWERABLE:
        return replace(state, latest=whom, replied=False, reply=None)
    return state


def _done(state: State, event: Event) -> State:
    """Whose turn it is has said what they wanted to; or the queue was moved on where nobody comes next."""
    is_theirs = state.turn is not None and event.member == state.turn.member
    return _ended(state, event.at) if is_theirs or event.body.get("moved") else state


def _passed(state: State, event: Event) -> State:
    """In a go-round; whose turn it is and passes has not spoken."""
    if state.turn is not None and state.turn.member == event.member and state.turn.how == ROUND:
        state = replace(state, turn=None, latest=None)
    return _without(state, event.member, ROUND)


def _opened(state: State, event: Event) -> State:
    return replace(state, is_open=True, round=None)


def _closed(state: State, event: Event) -> State:
    """No more hands go up; those that are up stay. A go-round ends."""
    return replace(state, is_open=False, round=None)


def _went_round(state: State, event: Event) -> State:
    speaking = state.turn.member if state.turn else None
    rest = tuple(member for member in round_of(state) if member != speaking)
    return replace(state, round=rest or None)


def _timed(state: State, event: Event) -> State:
    length = event.body.get("length")
    return replace(state, timer=Timer(event.at, length)) if isinstance(length, int) and length > 0 else state


def _stopped(state: State, event: Event) -> State:
    timer = state.timer
    if timer is None or timer.stopped is not None:
        return state
    return replace(state, timer=replace(timer, stopped=event.at))


def _moved(state: State, event: Event) -> State:
    return replace(state, item=event.body.get("item"))


def _asked(state: State, event: Event) -> State:
    return replace(state, check=state.check or Sounding(event.number, event.at))


def _answered(state: State, event: Event) -> State:
    check = state.check
    return replace(state, check=replace(check, answered=check.answered + 1)) if check else state


def _found(state: State, event: Event) -> State:
    if state.check is None:
        return state
    sums = {str(says): int(sum) for says, sum in event.body.get("sums", {}).items()}
    return replace(state, check=None, found=Result(state.check.number, state.check.answered, sums))


def _recall_asked(state: State, event: Event) -> State:
    return replace(
        state, recall=state.recall or Sounding(event.number, event.at, turn=event.body.get("turn"))
    )


def _recall_answered(state: State, event: Event) -> State:
    recall = state.recall
    return replace(state, recall=replace(recall, answered=recall.answered + 1)) if recall else state


def _recall_ended(state: State, event: Event) -> State:
    return replace(state, recall=None)


def _counted(state: State, event: Event) -> State:
    """Whether somebody's speaking time is counted from now on; where not, what was counted of it is forgotten."""
    member = event.member
    if member is None or event.body.get("counted"):
        return replace(state, uncounted=state.uncounted - {member})
    before = state.spoken.get(member)
    spoken = {**state.spoken, member: Spoken(before.turns)} if before else state.spoken
    return replace(state, uncounted=state.uncounted | {member}, spoken=spoken)


def _over(state: State, event: Event) -> State:
    """The meeting is closed: nobody speaks or waits any more. Where all had gone before, whoever spoke last spoke until
    then, and not until somebody thought of closing it."""
    ended = _ended(state, event.at if state.here else state.at)
    state = replace(ended, hands=(), points=(), reply=None, round=None, is_open=False)
    return _stopped(replace(state, here=(), check=None, recall=None), event)


_STEPS: dict[str, Callable[[State, Event], State]] = {
    "joined": _joined,
    "left": _left,
    "raised": _raised,
    "lowered": _lowered,
    "reply-asked": _asked_reply,
    "point-raised": _raised_point,
    "called": _called,
    "done": _done,
    "passed": _passed,
    "opened": _opened,
    "closed": _closed,
    "went-round": _went_round,
    "timed": _timed,
    "timer-stopped": _stopped,
    "moved": _moved,
    "check-asked": _asked,
    "check-answered": _answered,
    "check-ended": _found,
    "recall-asked": _recall_asked,
    "recall-answered": _recall_answered,
    "recall-ended": _recall_ended,
    "counted": _counted,
    "over": _over,
}
KINDS = tuple(_STEPS)
