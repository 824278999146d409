"""What is done to meetings, by whom, and what others hear of it."""

import uuid
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum.debate.actions import open_thread
from forum.meetings import signals
from forum.meetings.actions import (
    answer,
    call_meeting,
    cancel_meeting,
    change_meeting,
    close_meeting,
    open_meeting,
    put_off,
)
from forum.meetings.agenda import MOST, add_item, change_item, move_item, take_off
from forum.meetings.finding_a_date import fix_date, propose_dates, say_when, take_back_date
from forum.meetings.models import EARLY, AgendaItem, Answer, Availability, Meeting, ProposedDate
from forum.meetings.refusals import CannotPut, NotNow
from forum.meetings.rota.models import Turn
from forum.permissions import Act, can
from tests.conftest import make_member
from tests.forum.meetings.conftest import DAY, HOUR, call

SIGNALS = (
    "meeting_called", "meeting_changed", "meeting_put_off", "meeting_cancelled", "meeting_opened", "meeting_closed",
)  # fmt: skip


@contextmanager
def heard():
    """What is heard of meetings meanwhile: the name of each signal, and what was `before`."""
    found = []

    def listen(name):
        def hear(sender, **said):
            found.append((name, said.get("before")))

        getattr(signals, name).connect(hear, weak=False, dispatch_uid=f"test {name}")

    for name in SIGNALS:
        listen(name)
    yield found
    for name in SIGNALS:
        getattr(signals, name).disconnect(dispatch_uid=f"test {name}")


def test_nobody_owns_a_meeting(amara, bashir, chiara, table, soon):
    meeting = call(amara, table, soon)
    change_meeting(member=bashir, meeting=meeting, title="Section e", starts_at=soon + HOUR)
    open_meeting(member=chiara, meeting=meeting, at=soon + HOUR)
    close_meeting(member=bashir, meeting=meeting)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.closed_at is not None) == ("Section e", True)


def test_whoever_is_not_in_the_circle_does_nothing_to_it(amara, table, soon):
    meeting, fatou = call(amara, table, soon), make_member("fatou")
    for act in (
        lambda: call(fatou, table, soon),
        lambda: change_meeting(member=fatou, meeting=meeting, title="Mine"),
        lambda: cancel_meeting(member=fatou, meeting=meeting, why="So."),
        lambda: answer(member=fatou, meeting=meeting, says="yes"),
        lambda: open_meeting(member=fatou, meeting=meeting),
        lambda: close_meeting(member=fatou, meeting=meeting),
        lambda: add_item(member=fatou, meeting=meeting, title="Mine"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_others_hear_of_what_calendars_have_to_know_and_of_nothing_else(amara, table, soon):
    with heard() as found:
        meeting = call(amara, table, soon)
        meeting = change_meeting(member=amara, meeting=meeting, about="Bread and salt.")
        assert meeting.sequence == 0
        meeting = change_meeting(member=amara, meeting=meeting, place="The mill", title="Section d")
        assert meeting.sequence == 1
        meeting = change_meeting(member=amara, meeting=meeting, place="The mill")
        meeting = cancel_meeting(member=amara, meeting=meeting, why="Snow.")
        assert meeting.sequence == 2
        cancel_meeting(member=amara, meeting=meeting, why="Again.")
    assert found == [
        ("meeting_called", None),
        ("meeting_changed", {"place": ""}),
        ("meeting_cancelled", None),
    ]
    assert Meeting.objects.get().why_cancelled == "Snow."


def test_a_meeting_that_looks_for_a_date_is_told_of_when_it_has_one(amara, table, soon):
    with heard() as found:
        meeting = call(amara, table, None)
        change_meeting(member=amara, meeting=meeting, place="The mill")
        assert found == []
        change_meeting(member=amara, meeting=meeting, starts_at=soon)
    assert found == [("meeting_called", None)]


def test_one_that_is_put_off_and_called_again_is_told_to_calendars_each_time(amara, table, soon):
    with heard() as found:
        meeting = call(amara, table, soon)
        meeting = put_off(member=amara, meeting=meeting)
        assert (meeting.starts_at, meeting.was_to_start_at, meeting.sequence) == (None, soon, 1)
        meeting = put_off(member=amara, meeting=meeting)
        meeting = change_meeting(member=amara, meeting=meeting, place="The mill")
        assert meeting.sequence == 1
        meeting = change_meeting(member=amara, meeting=meeting, starts_at=soon + HOUR)
        assert (meeting.was_to_start_at, meeting.sequence) == (None, 2)
    assert found == [
        ("meeting_called", None),
        ("meeting_put_off", {"starts_at": soon}),
        ("meeting_called", None),
    ]


def test_one_that_has_begun_is_not_put_off(amara, table, soon):
    meeting = call(amara, table, soon)
    open_meeting(member=amara, meeting=meeting, at=soon)
    with pytest.raises(NotNow):
        put_off(member=amara, meeting=meeting)


def test_what_one_says_of_the_next_date_takes_the_place_of_what_one_said_of_the_last(
    amara, bashir, chiara, table, soon
):
    meeting = call(amara, table, soon)
    for member in (bashir, chiara):
        answer(member=member, meeting=meeting, says="yes")
    meeting = put_off(member=amara, meeting=meeting)
    propose_dates(member=amara, meeting=meeting, moments=[soon + HOUR])
    date = meeting.dates.get()
    say_when(member=bashir, meeting=meeting, says={date.pk: "no"})
    fix_date(member=amara, meeting=meeting, date=date)
    said = dict(meeting.answers.values_list("member__handle", "says"))
    assert said == {"bashir": "no", "chiara": "yes"}


def test_one_that_is_called_twice_with_a_token_is_one(amara, table, soon):
    said = {"circle": table, "title": "T", "starts_at": soon, "length": 60, "time_zone": "UTC"}
    token = uuid.uuid4()
    first, second = (call_meeting(member=amara, token=token, **said) for _ in range(2))
    assert first == second
    assert first.uid == token


def test_what_is_over_or_cancelled_stays_as_it_is(amara, table, soon):
    gone, done = call(amara, table, soon), call(amara, table, soon)
    cancel_meeting(member=amara, meeting=gone, why="Snow.")
    open_meeting(member=amara, meeting=done, at=soon)
    open_meeting(member=amara, meeting=done, at=soon)
    close_meeting(member=amara, meeting=done)
    close_meeting(member=amara, meeting=done)
    for meeting in (gone, done):
        for act in (
            lambda meeting: change_meeting(member=amara, meeting=meeting, title="Other"),
            lambda meeting: answer(member=amara, meeting=meeting, says="yes"),
            lambda meeting: open_meeting(member=amara, meeting=meeting, at=soon),
            lambda meeting: add_item(member=amara, meeting=meeting, title="Late"),
        ):
            with pytest.raises(NotNow):
                act(meeting)
    with pytest.raises(NotNow):
        cancel_meeting(member=amara, meeting=done, why="Late.")
    with pytest.raises(NotNow):
        close_meeting(member=amara, meeting=gone)


def test_one_that_is_open_keeps_its_date(amara, table, soon):
    meeting = call(amara, table, soon)
    open_meeting(member=amara, meeting=meeting, at=soon)
    with pytest.raises(NotNow):
        change_meeting(member=amara, meeting=meeting, starts_at=soon + DAY)
    assert change_meeting(member=amara, meeting=meeting, place="The mill").place == "The mill"


def test_nobody_opens_it_before_anybody_can_be_there(amara, table, soon):
    """What is open keeps its date, and whoever is in it alone could take up its roles."""
    meeting = call(amara, table, soon)
    with pytest.raises(NotNow):
        open_meeting(member=amara, meeting=meeting, at=soon - EARLY - timedelta(seconds=1))
    assert not Turn.objects.exists()
    open_meeting(member=amara, meeting=meeting, at=soon - EARLY)
    assert Meeting.objects.get().is_live


def test_nobody_takes_an_open_meeting_away_from_those_who_are_there(amara, bashir, table, soon):
    """One that is cancelled has no minutes: what was written in it could come to stand no more."""
    meeting = call(amara, table, soon)
    open_meeting(member=amara, meeting=meeting, at=soon)
    with pytest.raises(NotNow):
        cancel_meeting(member=bashir, meeting=meeting, why="I do not like it.")
    assert Meeting.objects.get().is_live


def test_an_answer_is_one_and_can_change(amara, bashir, table, soon):
    meeting = call(amara, table, soon)
    for says in ("no", "maybe", "yes"):
        answer(member=bashir, meeting=meeting, says=says)
    assert Answer.objects.get(member=bashir).says == "yes"
    with pytest.raises(ValueError, match="perhaps"):
        answer(member=bashir, meeting=meeting, says="perhaps")


# --- Finding a date --------------------------------------------------------------------------------


@pytest.fixture
def looking(amara, table, soon):
    meeting = call(amara, table, None)
    propose_dates(member=amara, meeting=meeting, moments=[soon, soon + DAY, soon])
    return meeting


def test_what_people_said_of_a_date_is_their_answer_once_it_is_fixed(amara, bashir, chiara, dmitri, looking):
    first, second = looking.dates.all()
    say_when(member=bashir, meeting=looking, says={first.pk: "no", second.pk: "yes"})
    say_when(member=chiara, meeting=looking, says={second.pk: "maybe", 0: "yes"})
    say_when(member=dmitri, meeting=looking, says={second.pk: "no"})
    say_when(member=dmitri, meeting=looking, says={second.pk: ""})
    meeting = fix_date(member=chiara, meeting=looking, date=second)
    assert meeting.starts_at == second.starts_at
    said = dict(Answer.objects.values_list("member__handle", "says"))
    assert said == {"bashir": "yes", "chiara": "maybe"}
    with pytest.raises(NotNow):
        fix_date(member=bashir, meeting=looking, date=first)
    with pytest.raises(NotNow):
        say_when(member=bashir, meeting=looking, says={first.pk: "yes"})


def test_a_time_that_has_passed_is_not_fixed(amara, looking, soon, time_machine):
    time_machine.move_to(soon + HOUR)
    passed, to_come = looking.dates.all()
    with heard() as found:
        with pytest.raises(NotNow):
            fix_date(member=amara, meeting=looking, date=passed)
        fix_date(member=amara, meeting=looking, date=to_come)
    assert found == [("meeting_called", None)]


def test_a_date_is_proposed_once_taken_back_and_not_beyond_a_dozen(amara, bashir, looking, soon):
    assert looking.dates.count() == 2
    say_when(member=bashir, meeting=looking, says={looking.dates.first().pk: "yes"})
    take_back_date(member=bashir, date=looking.dates.first())
    assert (looking.dates.count(), Availability.objects.count()) == (1, 0)
    with pytest.raises(CannotPut):
        propose_dates(
            member=amara, meeting=looking, moments=[soon + n * HOUR for n in range(ProposedDate.MOST + 1)]
        )
    assert looking.dates.count() == 1


def test_one_without_a_date_is_neither_answered_nor_opened(amara, looking):
    with pytest.raises(NotNow):
        answer(member=amara, meeting=looking, says="yes")
    with pytest.raises(NotNow):
        open_meeting(member=amara, meeting=looking)


def test_a_date_of_another_meeting_is_none(amara, table, looking, soon):
    other = call(amara, table, None)
    propose_dates(member=amara, meeting=other, moments=[soon + timedelta(days=9)])
    with pytest.raises(NotNow):
        fix_date(member=amara, meeting=looking, date=other.dates.get())


# --- The agenda ------------------------------------------------------------------------------------


def test_items_stand_in_their_order_and_change_places(amara, bashir, table, soon):
    meeting = call(amara, table, soon)
    one, two, three = (add_item(member=amara, meeting=meeting, title=title) for title in ("1", "2", "3"))
    move_item(member=bashir, item=three, by=-1)
    move_item(member=bashir, item=one, by=-1)  # it is the first already
    assert [item.title for item in meeting.agenda.all()] == ["1", "3", "2"]
    take_off(member=bashir, item=two)
    take_off(member=bashir, item=two)
    move_item(member=bashir, item=two, by=-1)
    change_item(member=bashir, item=one, title="One", length=5, note="", thread=None)
    assert [item.title for item in meeting.agenda.all()] == ["One", "3"]


def test_what_was_taken_off_meanwhile_is_not_changed_and_that_is_said(amara, bashir, table, soon):
    meeting = call(amara, table, soon)
    item = add_item(member=amara, meeting=meeting, title="Bread")
    take_off(member=bashir, item=AgendaItem.objects.get())
    with pytest.raises(NotNow):
        change_item(member=amara, item=item, title="Salt", length=None, note="", thread=None)
    assert not meeting.agenda.exists()


def test_calendars_are_told_when_the_agenda_was_changed(amara, table, soon, time_machine):
    """Which they repeat: each change counts, also one that leaves no row behind."""
    meeting, at = call(amara, table, soon), timezone.now()
    one = add_item(member=amara, meeting=meeting, title="1")
    two = add_item(member=amara, meeting=meeting, title="2")
    for nth, act in enumerate(
        (
            lambda: move_item(member=amara, item=two, by=-1),
            lambda: change_item(member=amara, item=one, title="One", length=5, note="", thread=None),
            lambda: take_off(member=amara, item=one),
            lambda: add_item(member=amara, meeting=meeting, title="3"),
        ),
        start=1,
    ):
        time_machine.move_to(at + nth * HOUR, tick=False)
        act()
        meeting.refresh_from_db()
        assert (meeting.changed_at, meeting.sequence) == (timezone.now(), 0)


def test_a_thread_stands_there_once_and_only_if_all_who_see_the_meeting_may_read_it(
    amara, table, kitchen, soon
):
    meeting = call(amara, table, soon)
    here = open_thread(member=amara, circle=table, title="Bread", source="Rye.")
    closed = open_thread(member=amara, circle=kitchen, title="Soup", source="Salt.")
    private = open_thread(member=amara, circle=None, title="Mine", source="Shh.")
    items = [add_item(member=amara, meeting=meeting, title="Bread", thread=here) for _ in range(2)]
    assert items[0] == items[1]
    for thread in (closed, private):
        with pytest.raises(CannotPut):
            add_item(member=amara, meeting=meeting, title="Soup", thread=thread)
    inside = call(amara, kitchen, soon)
    for thread in (closed, here):
        add_item(member=amara, meeting=inside, title="Soup", thread=thread)
    assert inside.agenda.count() == 2


def test_an_agenda_has_an_end(amara, table, soon):
    meeting = call(amara, table, soon)
    for number in range(MOST):
        add_item(member=amara, meeting=meeting, title=str(number))
    with pytest.raises(CannotPut):
        add_item(member=amara, meeting=meeting, title="More")


def test_a_role_gives_no_act(amara, bashir, table, soon):
    """Whoever facilitates may do what every member of the circle may, and hand the role on."""
    from forum.meetings.rota.handing_on import take_up
    from forum.meetings.rota.models import Rota

    meeting = call(amara, table, soon)
    things = {Act.CALL_MEETING: table, Act.CHOOSE_ROLES: table}
    of_a_meeting = (Act.CHANGE_MEETING, Act.COME_TO_MEETING, Act.TAKE_UP_TURN)
    things |= dict.fromkeys(of_a_meeting, meeting)
    before = {act: can(bashir, act, thing) for act, thing in things.items()}
    Rota.objects.create(meeting=meeting)
    take_up(member=bashir, meeting=meeting, role="facilitator")
    assert {act: can(bashir, act, thing) for act, thing in things.items()} == before
    assert not any("facilitat" in act.name.lower() for act in Act)
