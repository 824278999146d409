"""Temperature checks and recalls: how many said what, and never who."""

from datetime import timedelta

import pytest
from django.apps import apps

from forum.meetings.live.log import events_of
from forum.meetings.live.models import Answered, LiveEvent, Sounding
from forum.meetings.live.presence import sweep
from forum.meetings.live.queue import replay
from forum.meetings.live.refusals import NotNow
from forum.meetings.live.soundings import LAPSES_AFTER
from forum.meetings.live.telling import majorities
from forum.meetings.rota.models import Turn
from forum.record.models import Entry
from forum.record.writing import append
from tests.forum.meetings.live.conftest import (
    BEGIN,
    SECOND,
    facilitates,
    kinds,
    open_meeting,
    press,
    state_of,
)

ROWS = ("LiveEvent", "LiveState", "Sounding", "Answered", "Presence", "Speaking")
WHICH_DIFFER_ANYWAY = {"at", "seen_at", "swept_at", "salt", "mark", "id", "sounding_id"}


def facilitator(meeting):
    turn = Turn.objects.current().filter(meeting=meeting, role="facilitator").first()
    return turn.member if turn else None


def all_rows() -> list:
    """Everything that the room keeps, but for what is drawn by chance or differs by the clock."""
    return [
        {name: value for name, value in row.items() if name not in WHICH_DIFFER_ANYWAY}
        for name in ROWS
        for row in apps.get_model("forum", name).objects.order_by("pk").values()
    ]


def test_a_check_ends_when_all_have_answered_and_tells_the_sums(say, meeting, amara, bashir, chiara, dmitri):
    say(bashir, "ask", "check:up", after=10)
    say(chiara, "check:up", after=11)
    say(dmitri, "check:down", after=12)
    assert state_of(meeting).check.answered == 3
    assert state_of(meeting).found is None  # sums are not told while others answer
    say(amara, "check:middle", after=13)
    state = state_of(meeting)
    assert (state.check, state.found.sums) == (None, {"up": 2, "middle": 1, "down": 1})
    assert not Sounding.objects.exists()
    assert not Answered.objects.exists()


def test_nobody_answers_twice(say, meeting, bashir, chiara):
    say(bashir, "ask", "check:up", "check:down", after=10)
    assert state_of(meeting).check.answered == 1
    assert Sounding.objects.get().sums == {"up": 1, "middle": 0, "down": 0}


def test_of_two_answers_the_sums_are_not_told(say, meeting, bashir, chiara):
    say(bashir, "ask", "check:up", after=10)
    say(chiara, "check:down", "end-check", after=11)
    found = state_of(meeting).found
    assert (found.answered, found.sums) == (2, {})
    with pytest.raises(NotNow):
        say(chiara, "check:up", after=12)


def test_when_the_last_one_without_an_answer_goes_the_check_ends(say, meeting, amara, bashir, chiara, dmitri):
    say(bashir, "ask", after=10)
    for member in (amara, bashir, chiara):
        say(member, "check:up", after=11)
    say(dmitri, "leave", after=12)
    assert state_of(meeting).found.sums == {"up": 3, "middle": 0, "down": 0}


@pytest.mark.parametrize("answers", [1, 3])
def test_no_row_says_who_said_what(answers, say, meeting, bashir, chiara, dmitri):
    """Whoever of them says "up", and whoever says "down": all rows are the same."""
    from django.db import transaction

    found = []
    for order in ((bashir, chiara, dmitri), (dmitri, bashir, chiara)):
        with transaction.atomic():
            say(bashir, "ask", after=10)
            for member, says in list(zip(order, ("up", "down", "down"), strict=True))[:answers]:
                say(member, f"check:{says}", after=11)
            rows = all_rows()
            assert not {member.pk for member in order} & {
                row["member_id"] for row in rows if row.get("kind", "") == "check-answered"
            }
            found.append([{k: v for k, v in row.items() if k != "meeting_id"} for row in rows])
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_more_than_half_recall_whoever_facilitates_and_the_next_follows(
    say, meeting, amara, bashir, chiara, dmitri
):
    say(bashir, "recall", after=10)
    say(chiara, "answer-recall:yes", after=11)
    assert facilitator(meeting) == amara  # two of four are half, not more
    say(dmitri, "answer-recall:yes", after=12)
    assert facilitator(meeting) not in (amara, None)
    assert Turn.objects.get(meeting=meeting, member=amara).ended_by == "recalled"
    entry = Entry.objects.get(type="recall")
    body = entry.read_all()
    assert {name: body[name] for name in ("case", "role", "yes", "present")} == {
        "case": meeting.case, "role": "facilitator", "yes": 3, "present": 4,
    }  # fmt: skip
    assert (list(majorities()), kinds(meeting)[-1]) == ([], "recall-ended")
    assert state_of(meeting) == replay(events_of(meeting))


def test_a_recall_without_a_majority_ends_and_leaves_nothing(say, meeting, amara, bashir, chiara, dmitri):
    say(bashir, "recall", after=10)
    for member in (amara, chiara, dmitri):
        say(member, "answer-recall:no", after=11)
    assert facilitator(meeting) == amara
    assert state_of(meeting).recall is None
    assert not Entry.objects.filter(type="recall").exists()
    assert not Answered.objects.exists()


def test_nobody_learns_who_asked_for_a_recall(say, meeting, bashir):
    say(bashir, "recall", after=10)
    asked = LiveEvent.objects.filter(kind__startswith="recall")
    assert set(asked.values_list("member", flat=True)) == {None}


def test_two_who_say_yes_and_go_leave_no_majority_behind(say, meeting, amara, bashir, chiara, dmitri):
    say(bashir, "recall", "leave", after=10)
    say(chiara, "answer-recall:yes", "leave", after=11)
    assert facilitator(meeting) == amara


def test_a_recall_that_the_others_do_not_answer_lapses(say, meeting, amara, bashir):
    """That all others have gone meanwhile, perhaps since the network has, carries nothing."""
    say(bashir, "recall", after=10)
    for after, is_asked in ((10, True), (11, False)):
        sweep(meeting, BEGIN + after * SECOND + LAPSES_AFTER)
        assert (state_of(meeting).recall is not None) == is_asked
    assert facilitator(meeting) == amara


def test_a_recall_is_of_whoever_facilitated_then(say, meeting, amara, bashir, chiara, dmitri):
    say(bashir, "recall", after=10)
    turn = meeting.turns.get()
    turn.until, turn.ended_by = BEGIN + timedelta(seconds=11), "handed"
    turn.save()
    facilitates(dmitri, meeting)
    say(chiara, "answer-recall:yes", after=12)
    assert state_of(meeting).recall is None
    assert facilitator(meeting) == dmitri


def test_whoever_is_there_first_does_not_undo_the_lot_alone(table, amara, bashir):
    meeting = open_meeting(table, amara)
    facilitates(amara, meeting)
    with pytest.raises(NotNow):
        press(meeting, bashir, "recall", after=10)
    press(meeting, amara, "leave", after=11)
    assert facilitator(meeting) == amara


def test_a_button_that_was_meant_for_another_facilitator_asks_for_nothing(
    say, meeting, amara, bashir, chiara, dmitri
):
    """Dmitri presses while the recall that the others carry is being written down."""
    turn = meeting.turns.get().pk
    say(bashir, f"recall:{turn}", after=10)
    asked = state_of(meeting).recall.number
    say(chiara, f"answer-recall:yes:{asked}", after=11)
    say(amara, f"answer-recall:yes:{asked}", after=12)
    follower = facilitator(meeting)
    assert follower not in (amara, None)
    with pytest.raises(NotNow):
        say(dmitri, f"recall:{turn}", after=13)
    assert state_of(meeting).recall is None
    say(amara, f"recall:{Turn.objects.current().get(meeting=meeting).pk}", after=14)
    with pytest.raises(NotNow):
        say(dmitri, f"answer-recall:yes:{asked}", after=15)
    assert (facilitator(meeting), state_of(meeting).recall.answered) == (follower, 1)


def test_an_answer_to_an_earlier_check_is_none_to_the_next(say, meeting, bashir, chiara):
    say(bashir, "ask", after=10)
    first = state_of(meeting).check.number
    say(bashir, f"check:up:{first}", "end-check", "ask", after=11)
    with pytest.raises(NotNow):
        say(chiara, f"check:up:{first}", after=12)
    assert state_of(meeting).check.answered == 0


def test_where_nobody_facilitates_nobody_is_recalled(meeting, bashir):
    Turn.objects.all().delete()
    with pytest.raises(NotNow):
        press(meeting, bashir, "recall", after=10)


@pytest.mark.parametrize(
    ("yes", "present", "holds"), [(2, 4, False), (5, 4, False), (3, 4, True), (1, 1, True)]
)
def test_a_recall_without_a_majority_does_not_hold_in_the_record(db, yes, present, holds):
    append("recall", {"case": "m1", "role": "facilitator", "yes": yes, "present": present})
    assert (list(majorities()) == []) == holds
