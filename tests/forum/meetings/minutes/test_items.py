"""Action items: nobody is made to take one, and each goes from hand to hand in the open."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from forum.circles.leaving import leave
from forum.meetings.minutes.items import add_item, drop, finish, hand_on, refuse, take
from forum.meetings.minutes.models import ActionItem
from forum.meetings.minutes.refusals import NobodyThere, NotNow
from forum.members.leaving import close_account
from forum.members.waiting import waiting_for
from tests.conftest import make_member
from tests.forum.meetings.minutes.conftest import BEGIN, HOUR, close, says


def make(by, meeting, *, text: str = "Bring chairs", to=None, due=None) -> ActionItem:
    return add_item(member=by, meeting=meeting, text=text, to=to, due=due)


def way(item: ActionItem) -> list[str]:
    return [
        f"{step.by.handle} {step.what}{f' {step.to.handle}' if step.to else ''}" for step in item.steps.all()
    ]


def asked(member) -> list[str]:
    return [one.words for one in waiting_for(member)]


def test_an_item_is_somebodys_once_they_take_it(amara, bashir, meeting):
    item = make(amara, meeting, to=bashir)
    assert (item.owner, item.offered_to) == (None, bashir)
    item = take(member=bashir, item=item)
    assert (item.owner, item.offered_to) == (bashir, None)
    item = finish(member=bashir, item=item)
    assert item.closed_how == "done"
    assert way(item) == ["amara added", "amara offered bashir", "bashir taken", "bashir done"]


def test_one_takes_upon_oneself_what_one_writes_down(amara, meeting):
    item = make(amara, meeting, to=amara)
    assert item.owner == amara
    assert way(item) == ["amara added", "amara taken"]


def test_who_says_no_leaves_it_free_to_take(amara, bashir, chiara, meeting):
    item = refuse(member=bashir, item=make(amara, meeting, to=bashir))
    assert item.is_free
    assert take(member=chiara, item=item).owner == chiara


def test_only_the_one_who_is_asked_says_no(amara, bashir, chiara, meeting):
    with pytest.raises(NotNow):
        refuse(member=chiara, item=make(amara, meeting, to=bashir))


def test_it_is_handed_on_to_somebody_who_may_say_no(amara, bashir, chiara, meeting):
    item = hand_on(member=amara, item=make(amara, meeting, to=amara), to=bashir)
    assert (item.owner, item.offered_to) == (None, bashir)
    assert asked(amara) == []
    item = refuse(member=bashir, item=item)
    assert item.is_free
    assert way(item)[2:] == ["amara handed bashir", "bashir refused"]


def test_it_is_given_back(amara, meeting):
    item = hand_on(member=amara, item=make(amara, meeting, to=amara), to=None)
    assert item.is_free
    assert way(item)[-1] == "amara given-back"


def test_what_is_anothers_is_neither_taken_handed_on_dropped_nor_done(amara, bashir, chiara, meeting):
    item = take(member=bashir, item=make(amara, meeting))
    for act in (take, drop):
        with pytest.raises(NotNow):
            act(member=amara, item=item)
    with pytest.raises(NotNow):
        hand_on(member=amara, item=item, to=chiara)
    with pytest.raises(PermissionDenied):
        finish(member=amara, item=item)


def test_what_is_closed_is_closed(amara, meeting):
    item = drop(member=amara, item=make(amara, meeting))
    assert item.closed_how == "dropped"
    for act in (take, finish, drop):
        with pytest.raises(NotNow):
            act(member=amara, item=item)


def test_nobody_outside_the_circle_is_asked_or_takes_anything(amara, meeting):
    esi = make_member("esi")
    with pytest.raises(NobodyThere):
        make(amara, meeting, to=esi)
    with pytest.raises(PermissionDenied):
        take(member=esi, item=make(amara, meeting))
    with pytest.raises(PermissionDenied):
        make(esi, meeting)


def test_who_leaves_the_circle_leaves_what_they_had_taken(amara, bashir, meeting, table):
    taken, offered = make(bashir, meeting, to=bashir), make(amara, meeting, to=bashir)
    leave(member=bashir, circle=table)
    for item in (taken, offered):
        item.refresh_from_db()
        assert item.is_free
    assert way(taken)[-1] == "bashir left"


def test_who_closes_their_account_leaves_what_they_had_taken(amara, bashir, meeting):
    taken, done = make(bashir, meeting, to=bashir), make(bashir, meeting, to=bashir)
    finish(member=bashir, item=done)
    close_account(member=bashir)
    taken.refresh_from_db()
    done.refresh_from_db()
    assert taken.is_free
    assert done.owner_id == bashir.pk  # who did it, under “a former member”


@time_machine.travel("2026-05-05 12:00:00+00:00", tick=False)
def test_the_front_door_keeps_an_item_until_it_is_done(amara, bashir, meeting):
    item = make(amara, meeting, to=bashir, due=date(2026, 5, 9))
    assert asked(bashir) == ["You are asked to take this: Bring chairs"]
    take(member=bashir, item=item)
    (waiting,) = waiting_for(bashir)
    assert waiting.words == "You have taken this: Bring chairs"
    assert waiting.until.date() == waiting.by == date(2026, 5, 9)
    assert waiting.href == f"/action-items/{item.pk}/"
    finish(member=bashir, item=item)
    assert asked(bashir) == []


@time_machine.travel("2026-05-05 12:00:00+00:00", tick=False)
def test_what_was_due_says_so(amara, meeting):
    make(amara, meeting, to=amara, due=date(2026, 5, 1))
    assert asked(amara) == ["You have taken this: Bring chairs, which was due on 1 May 2026"]


def test_minutes_wait_for_everyone_until_they_stand(amara, bashir, meeting):
    says(meeting, amara, "We bake.\n")
    with time_machine.travel(BEGIN + 2 * HOUR, tick=False):
        assert asked(bashir) == []
        close(meeting)
        (waiting,) = waiting_for(bashir)
        assert waiting.until == BEGIN + HOUR + timedelta(hours=72)
        assert "Of bread" in waiting.words
    with time_machine.travel(BEGIN + timedelta(days=9), tick=False):
        assert asked(bashir) == []


def test_whether_anything_waits_is_asked_once_and_then_what(
    amara, bashir, meeting, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert waiting_for(amara) == []
    for member in (amara, bashir):
        for number in range(4):
            make(amara, meeting, text=f"Item {number}", to=member)
    with django_assert_num_queries(2):
        assert len(waiting_for(amara)) == 4


def test_of_a_meeting_there_are_as_many_as_its_page_shows(amara, meeting, monkeypatch):
    monkeypatch.setattr("forum.meetings.minutes.items.MOST_ITEMS", 3)
    for number in range(3):
        make(amara, meeting, text=f"Chair {number}")
    with pytest.raises(NotNow):
        make(amara, meeting, text="One chair more")
    assert ActionItem.objects.count() == 3


@time_machine.travel("2026-05-05 12:00:00+00:00", tick=False)
def test_the_front_door_says_the_day_and_not_its_last_minute(as_member, amara, meeting):
    make(amara, meeting, to=amara, due=date(2026, 5, 9))
    page = as_member(amara).get("/").content.decode()
    assert "by Saturday, 9 May 2026" in page
    assert "23:59" not in page
    assert "11:59" not in page
