"""The queue as a function of what has happened."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.meetings.live.queue import KINDS, replay, step
from forum.meetings.live.standing import POINT, REPLY, ROUND, Event, Hand, Spoken, State, order, round_of
from forum.meetings.live.writing_down import as_json, from_json

A, B, C, D = 1, 2, 3, 4
PEOPLE = st.integers(1, 6)
BODIES = st.fixed_dictionaries(
    {},
    optional={
        "whom": PEOPLE, "how": st.sampled_from(["hand", "reply", "point", "round"]), "length": st.integers(0, 900),
        "item": st.integers(1, 3), "goes": st.booleans(), "counted": st.booleans(), "moved": st.booleans(),
        "turn": st.integers(1, 3), "sums": st.dictionaries(st.sampled_from(["up", "down"]), st.integers(0, 3)),
    },
)  # fmt: skip


@st.composite
def logs(draw) -> list[Event]:
    """Any events whatever, in any order: also those that mean nothing where they stand."""
    happened = draw(
        st.lists(st.tuples(st.sampled_from(KINDS), PEOPLE, BODIES, st.integers(0, 90_000)), max_size=60)
    )
    at, events = 0, []
    for number, (kind, member, body, later) in enumerate(happened, start=1):
        at += later
        events.append(Event(number, at, kind, member, body))
    return events


def told(*said: tuple) -> State:
    """The state after events told as (second, kind, member, body)."""
    return replay(
        Event(number, 1000 * one[0], one[1], one[2] if len(one) > 2 else None, one[3] if len(one) > 3 else {})
        for number, one in enumerate(said, start=1)
    )


def next_ones(state: State) -> list[int]:
    return [place.member for place in order(state)]


HERE = [(0, "joined", A), (0, "joined", B), (0, "joined", C), (0, "joined", D)]


def called(second: int, whom: int, how: str = "hand") -> tuple:
    return (second, "called", None, {"whom": whom, "how": how})


@given(logs())
def test_the_same_log_gives_the_same_queue_event_by_event_or_at_once(events):
    state = State()
    for event in events:
        state = step(state, event)
    assert state == replay(events)
    assert order(state) == order(replay(events))


@given(logs())
def test_nothing_is_lost_when_it_is_written_down(events):
    state = replay(events)
    assert from_json(json.loads(json.dumps(as_json(state)))) == state


@given(logs())
def test_nobody_stands_in_the_queue_twice(events):
    members = next_ones(replay(events))
    assert len(members) == len(set(members))


@given(logs())
def test_whoever_asks_stands_in_the_queue_and_nobody_else_does(events):
    state = replay(events)
    asking = {hand.member for hand in state.hands} | set(state.points) | set(state.round or ())
    asking |= {state.reply} if state.reply is not None else set()
    assert set(next_ones(state)) == asking


@given(logs())
def test_points_come_before_replies_and_these_before_hands(events):
    ranks = {POINT: 0, REPLY: 1, ROUND: 2, "hand": 3}
    hows = [ranks[place.how] for place in order(replay(events))]
    assert hows == sorted(hows)


@given(logs())
def test_among_hands_nobody_who_spoke_more_comes_before_one_who_spoke_less(events):
    state = replay(events)
    hands = [place.member for place in order(state) if place.how == "hand"]
    counted = [one for one in hands if one not in state.uncounted]
    spoken = [state.spoken.get(one, Spoken()) for one in counted]
    keys = [(one.turns > 0, one.seconds) for one in spoken]
    assert keys == sorted(keys)


@given(st.permutations(range(1, 7)), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_hands_come_by_what_each_has_spoken_and_then_by_when_they_went_up(raised, turns):
    """Told of states as such, since logs at random seldom have two hands of people who spoke for different times."""
    spoken = {member: Spoken(times, 10 * times) for member, times in enumerate(turns, start=1) if times}
    hands = tuple(Hand(member, number) for number, member in enumerate(raised, start=1))
    by_rule = sorted(raised, key=lambda member: (turns[member - 1], raised.index(member)))
    assert next_ones(State(hands=hands, spoken=spoken)) == by_rule


@given(logs())
def test_seconds_of_those_who_are_not_counted_are_nowhere(events):
    state = replay(events)
    assert all(state.spoken.get(one, Spoken()).seconds == 0 for one in state.uncounted)


@given(logs())
def test_speaking_takes_no_longer_than_the_meeting(events):
    state = replay(events)
    turns = sum(one.turns for one in state.spoken.values())
    assert sum(one.seconds for one in state.spoken.values()) <= state.at / 1000 + turns  # each is rounded


def test_whoever_has_not_spoken_comes_first_then_whoever_spoke_least_then_whoever_asked_first():
    spoke = [called(10, A), (40, "done", A), called(40, B), (50, "done", B)]
    state = told(*HERE, *spoke, (60, "raised", A), (61, "raised", B), (62, "raised", D), (63, "raised", C))
    assert next_ones(state) == [D, C, B, A]
    assert (state.spoken[A], state.spoken[B]) == (Spoken(1, 30, 900), Spoken(1, 10, 100))


def test_a_process_point_goes_first_and_does_not_count():
    state = told(*HERE, (1, "raised", B), (2, "point-raised", A))
    assert order(state)[0].how == POINT
    state = told(
        *HERE,
        (2, "point-raised", A),
        called(3, A, POINT),
        (63, "done", A),
        (64, "raised", A),
        (65, "raised", B),
    )
    assert A not in state.spoken
    assert next_ones(state) == [A, B]  # neither has spoken


def test_there_is_one_direct_reply_to_each_turn():
    begun = [*HERE, (1, "raised", D), called(2, A), (3, "reply-asked", B), (4, "reply-asked", C)]
    state = told(*begun)
    assert [(one.member, one.how) for one in order(state)] == [(B, REPLY), (D, "hand")]
    replied = [*begun, called(10, B, REPLY), (12, "reply-asked", C)]
    assert next_ones(told(*replied)) == [D]
    assert next_ones(told(*replied, called(20, D), (21, "reply-asked", C))) == [C]


def test_nobody_replies_to_themselves():
    assert next_ones(told(*HERE, called(1, A), (2, "reply-asked", A))) == []


def test_a_go_round_gives_each_who_is_there_a_turn_or_lets_them_pass():
    spoke = [called(1, A), (31, "done", A)]
    state = told(*HERE, *spoke, (40, "went-round", A))
    assert round_of(told(*HERE, *spoke)) == (B, C, D, A)
    assert next_ones(state) == [B, C, D, A]
    on = [
        *HERE,
        *spoke,
        (40, "went-round", A),
        called(41, B, ROUND),
        (50, "passed", C),
        (51, "done", B),
        called(51, D, ROUND),
    ]
    assert next_ones(told(*on)) == [A]
    assert told(*on, (60, "done", D), called(60, A, ROUND)).round is None


def test_whoever_passes_on_their_turn_has_not_spoken():
    state = told(*HERE, (1, "went-round", A), called(1, A, ROUND), (31, "passed", A))
    assert (state.turn, A in state.spoken) == (None, False)


def test_whoever_comes_late_is_the_last_of_the_round():
    state = told(*HERE[:2], (1, "went-round", A), (2, "joined", C))
    assert next_ones(state) == [A, B, C]


def test_a_telephone_that_sleeps_loses_nothing_and_whoever_goes_does():
    raised = [*HERE, (1, "raised", B), (1, "raised", C), called(2, B)]
    state = told(*raised, (70, "left", B, {"seen": 1000}), (71, "left", C))
    assert (state.turn.member, next_ones(state), state.here) == (B, [C], (A, D))
    state = told(*raised, (70, "left", B, {"goes": True}), (71, "left", C, {"goes": True}))
    assert (state.turn, next_ones(state), state.spoken[B].seconds) == (None, [], 68)


def test_while_the_queue_is_closed_no_hand_goes_up_but_process_points_do():
    state = told(*HERE, (1, "raised", A), (2, "closed", D), (3, "raised", B), (4, "point-raised", C))
    assert next_ones(state) == [C, A]
    assert next_ones(told(*HERE, (2, "closed", D), (3, "opened", D), (4, "raised", B))) == [B]


def test_not_being_counted_brings_nobody_forward():
    """Each of their turns is taken to have been as long as the others' on average: here 20 seconds."""
    spoke = [called(10, A), (40, "done", A), called(40, B), (50, "done", B), called(50, C), (150, "done", C)]
    hands = [(160, "raised", A), (161, "raised", C), (162, "raised", B)]
    state = told(*HERE, (1, "counted", C, {"counted": False}), *spoke, *hands)
    assert next_ones(state) == [B, C, A]
    assert state.spoken[C] == Spoken(1)


@pytest.mark.parametrize("stopped", [False, True])
def test_the_timer_counts_on_and_mutes_nobody(stopped):
    more = [(500, "timer-stopped", A)] if stopped else []
    state = told(*HERE, (1, "timed", A, {"length": 60}), called(2, B), *more, (900, "raised", C))
    assert state.turn.member == B
    assert (state.timer.length, state.timer.stopped) == (60, 500_000 if stopped else None)
