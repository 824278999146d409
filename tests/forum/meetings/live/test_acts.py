"""What those who are there do, and what it does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forum.meetings.live.asking import do_what_was_said
from forum.meetings.live.chores import FORGOTTEN, KEPT, LEFT_OPEN, close_left_behind, forget_logs
from forum.meetings.live.counting import count, end
from forum.meetings.live.log import events_of
from forum.meetings.live.models import LiveEvent, LiveState, Presence, Speaking
from forum.meetings.live.presence import GONE_AFTER, heard_of, present_in, sweep
from forum.meetings.live.queue import replay
from forum.meetings.live.refusals import NotNow
from forum.meetings.minutes.models import Minutes
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.signals import meeting_closed
from tests.forum.meetings.live.conftest import BEGIN, SECOND, facilitates, kinds, press, state_of, waiting


def close(meeting: Meeting, seconds: int) -> None:
    """Close the meeting, as its room does."""
    meeting.closed_at = BEGIN + seconds * SECOND
    meeting.save()
    end(meeting, meeting.closed_at)


def test_how_it_stands_is_what_a_replay_of_all_that_happened_gives(
    say, meeting, amara, bashir, chiara, dmitri
):
    say(bashir, "raise", after=10)
    say(amara, "next:0", "timer:60", after=11)
    say(chiara, "reply", "point", after=20)
    say(dmitri, "raise", "ask", after=21)
    say(bashir, "done", "check:up", after=40)
    say(amara, "next:0", after=41)
    say(dmitri, "leave", after=50)
    row = LiveState.objects.get(meeting=meeting)
    numbers = [event.number for event in events_of(meeting)]
    assert state_of(meeting) == replay(events_of(meeting))
    assert numbers == list(range(1, row.version + 1))


def test_hands_go_up_and_down_and_twice_is_once(say, meeting, bashir, chiara):
    say(bashir, "raise", "raise", after=10)
    say(chiara, "raise", after=11)
    assert waiting(meeting) == [("bashir", "hand"), ("chiara", "hand")]
    say(bashir, "lower", "lower", after=12)
    assert waiting(meeting) == [("chiara", "hand")]
    assert kinds(meeting)[4:] == ["raised", "raised", "lowered"]


def test_the_facilitator_calls_whoever_spoke_least(say, meeting, amara, bashir, chiara):
    say(bashir, "raise", after=10)
    say(amara, "next:0", after=11)
    say(bashir, "done", "raise", after=31)
    say(chiara, "raise", after=40)
    say(amara, "next:0", after=41)
    state = state_of(meeting)
    assert state.turn.member == chiara.pk
    assert state.spoken[bashir.pk].seconds == 20


def test_a_second_click_calls_nobody_further(say, meeting, amara, bashir, chiara):
    say(bashir, "raise", after=10)
    say(chiara, "raise", after=11)
    say(amara, "next:0", "next:0", after=12)
    assert state_of(meeting).turn.member == bashir.pk


def test_whoever_is_done_a_moment_before_is_no_hindrance(say, meeting, amara, bashir, chiara):
    """The facilitator's page is a second old: it still shows the turn that has ended."""
    say(bashir, "raise", after=10)
    say(chiara, "raise", after=11)
    say(amara, "next:0", after=12)
    turn = state_of(meeting).turn.number
    say(bashir, "done", after=20)
    say(amara, f"next:{turn}", f"next:{turn}", after=21)
    assert state_of(meeting).turn.member == chiara.pk


def test_in_a_go_round_the_next_begins_by_themselves(say, meeting, amara, bashir, chiara, dmitri):
    say(amara, "round", after=10)
    assert state_of(meeting).turn.member == amara.pk
    say(amara, "done", after=20)
    assert state_of(meeting).turn.member == bashir.pk
    say(bashir, "pass", after=25)
    say(chiara, "done", after=40)
    say(dmitri, "done", after=50)
    state = state_of(meeting)
    assert (state.turn, state.round) == (None, None)
    assert {pk: one.seconds for pk, one in state.spoken.items()} == {
        amara.pk: 10,
        chiara.pk: 15,
        dmitri.pk: 10,
    }


def test_a_closed_queue_takes_no_hands_and_says_so(say, meeting, amara, bashir):
    say(amara, "close", after=10)
    with pytest.raises(NotNow, match="process point"):
        say(bashir, "raise", after=11)
    say(bashir, "point", after=12)
    assert waiting(meeting) == [("bashir", "point")]


def test_the_cursor_moves_along_the_agenda_of_this_meeting_alone(say, meeting, amara, table):
    second = AgendaItem.objects.filter(meeting=meeting)[1]
    say(amara, f"item:{second.pk}", after=10)
    assert state_of(meeting).item == second.pk
    other = Meeting.objects.create(circle=table, title="Other", time_zone="UTC", called_by=amara)
    elsewhere = AgendaItem.objects.create(meeting=other, place=0, title="Else", added_by=amara)
    with pytest.raises(NotNow):
        say(amara, f"item:{elsewhere.pk}", after=11)


@pytest.mark.parametrize("said", ["next:0", "open", "close", "round", "timer:60", "stop", "item:1"])
def test_who_does_not_facilitate_moves_nothing(say, meeting, bashir, said):
    before = state_of(meeting)
    with pytest.raises(PermissionDenied):
        say(bashir, said, after=10)
    assert state_of(meeting) == before


def test_where_whoever_facilitates_is_not_there_anybody_moves(say, meeting, amara, bashir):
    say(amara, "leave", after=10)
    say(bashir, "close", after=11)
    assert not state_of(meeting).is_open
    say(amara, "point", after=12)  # and is there again
    with pytest.raises(PermissionDenied):
        say(bashir, "open", after=13)


def test_nobody_outside_the_circle_takes_part(say, meeting, db):
    from tests.conftest import make_member

    with pytest.raises(PermissionDenied):
        say(make_member("farid"), "raise", after=10)


def test_before_it_is_opened_and_after_it_is_closed_nothing_happens(say, meeting, bashir):
    close(meeting, 100)
    with pytest.raises(NotNow):
        say(bashir, "raise", after=101)


@pytest.mark.parametrize(
    "said", ["", "sing", "item:", "item:x", "next:-1", "timer:0", "timer:99999", "check:blue"]
)
def test_what_no_button_says_does_nothing(say, meeting, amara, said):
    with pytest.raises(NotNow):
        say(amara, said, after=10)


def test_whoever_is_not_heard_of_for_a_minute_is_not_here_and_keeps_their_hand(say, meeting, amara, bashir):
    say(bashir, "raise", after=10)
    later = BEGIN + timedelta(seconds=30)
    for member in meeting.circle.memberships.exclude(member=bashir).values_list("member", flat=True):
        Presence.objects.filter(meeting=meeting, member=member).update(seen_at=later)
    sweep(meeting, BEGIN + 1 * SECOND + GONE_AFTER)
    assert bashir.pk in present_in(meeting)
    sweep(meeting, BEGIN + 2 * SECOND + GONE_AFTER)
    assert bashir.pk not in present_in(meeting)
    assert waiting(meeting) == [("bashir", "hand")]
    sweep(meeting, BEGIN + 2 * SECOND + GONE_AFTER)
    assert kinds(meeting).count("left") == 1
    say(bashir, "lower", after=100)
    assert bashir.pk in present_in(meeting)


def test_whoever_is_heard_of_stays(meeting, amara, bashir, chiara, dmitri):
    for member in (amara, bashir, chiara, dmitri):
        heard_of(member=member, meeting=meeting.pk, at=BEGIN + 50 * SECOND)
    sweep(meeting, BEGIN + 100 * SECOND)
    assert len(present_in(meeting)) == 4


def test_when_it_closes_seconds_are_kept_without_process_points(say, meeting, amara, bashir, chiara):
    say(bashir, "raise", after=10)
    say(chiara, "point", after=10)
    say(amara, "next:0", after=20)
    assert state_of(meeting).turn.how == "point"
    say(chiara, "done", after=50)
    say(amara, "next:0", after=50)
    close(meeting, 110)
    assert list(Speaking.objects.values_list("member", "turns", "seconds", "squares")) == [
        (bashir.pk, 1, 60, 3600)
    ]
    assert present_in(meeting) == []
    close(meeting, 500)
    assert Speaking.objects.get().seconds == 60
    assert state_of(meeting) == replay(events_of(meeting))


def test_closing_is_heard_of(meeting, say, amara, bashir):
    say(bashir, "raise", after=10)
    say(amara, "next:0", after=20)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=BEGIN + 60 * SECOND)
    meeting.refresh_from_db()
    meeting_closed.send(sender=Meeting, meeting=meeting, by=amara)
    assert kinds(meeting)[-1] == "over"


def test_nothing_is_kept_of_whoever_does_not_want_to_be_counted(say, meeting, amara, bashir, chiara, table):
    say(bashir, "raise", after=10)
    say(chiara, "raise", after=10)
    say(amara, "next:0", after=20)
    say(bashir, "done", after=30)
    say(amara, "next:0", after=30)
    say(chiara, "done", after=60)
    say(bashir, "counted:no", after=61)
    assert state_of(meeting).spoken[bashir.pk].seconds == 0
    close(meeting, 100)
    assert list(Speaking.objects.values_list("member", flat=True)) == [chiara.pk]
    count(member=chiara, circle=table, counted=False)
    assert not Speaking.objects.exists()


def test_whoever_is_not_counted_is_not_in_the_next_meeting_either_until_they_are_again(
    meeting, table, amara, esi
):
    count(member=esi, circle=table, counted=False)
    press(meeting, esi, "raise", after=10)
    assert state_of(meeting).uncounted == {esi.pk}
    press(meeting, esi, "counted:yes", after=20)
    assert state_of(meeting).uncounted == frozenset()


def test_who_spoke_when_is_forgotten_a_day_later_and_the_sums_stay(say, meeting, amara, bashir):
    say(bashir, "raise", after=10)
    say(amara, "next:0", after=20)
    close(meeting, 60)
    forget_logs(meeting.closed_at + KEPT)
    assert LiveEvent.objects.exists()
    forget_logs(meeting.closed_at + KEPT + SECOND)
    assert not LiveEvent.objects.exists()
    assert not LiveState.objects.exists()
    assert not Presence.objects.exists()
    assert Speaking.objects.exists()


def test_who_may_move_it_follows_the_turn(meeting, say, amara, bashir):
    amara_s = meeting.turns.get()
    amara_s.until, amara_s.ended_by = BEGIN, "handed"
    amara_s.save()
    facilitates(bashir, meeting)
    with pytest.raises(PermissionDenied):
        do_what_was_said("close", member=amara, meeting=meeting)
    say(bashir, "close", after=10)
    assert not state_of(meeting).is_open


def test_a_meeting_that_everybody_has_left_is_closed_by_itself(meeting, say, amara, bashir):
    """And whoever spoke last spoke until they left, not until it was noticed."""
    say(bashir, "raise", after=10)
    say(amara, "next:0", after=20)
    sweep(meeting, BEGIN + 120 * SECOND)
    ends = BEGIN + timedelta(minutes=meeting.length)
    assert close_left_behind(ends + LEFT_OPEN) == 0
    assert close_left_behind(ends + LEFT_OPEN + SECOND) == 1
    assert close_left_behind(ends + LEFT_OPEN + SECOND) == 0
    meeting.refresh_from_db()
    assert meeting.closed_at == ends + LEFT_OPEN + SECOND
    assert Speaking.objects.get(member=bashir).seconds == 100
    assert Minutes.objects.get(meeting=meeting).offered_at == meeting.closed_at
    assert state_of(meeting) == replay(events_of(meeting))


def test_as_long_as_somebody_is_there_it_goes_on_but_no_forgotten_window_keeps_it_open_for_ever(meeting):
    ends = BEGIN + timedelta(minutes=meeting.length)
    assert close_left_behind(ends + FORGOTTEN) == 0
    assert close_left_behind(ends + FORGOTTEN + SECOND) == 1


def test_one_that_began_late_is_not_taken_to_be_over_early(meeting):
    later = BEGIN + timedelta(hours=20)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=later)
    Presence.objects.update(left_at=later)
    assert close_left_behind(later + LEFT_OPEN) == 0
