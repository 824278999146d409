"""Who is told of minutes, and of what is to be done."""

from datetime import timedelta

import pytest

from forum.circles.leaving import leave
from forum.meetings.live.models import Presence
from forum.meetings.minutes.consenting import object_to, offer, take_back
from forum.meetings.minutes.items import add_item, hand_on, refuse, take
from forum.meetings.minutes.models import Minutes
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.notices.actions import recount
from forum.notices.parts import concerned
from forum.notices.parts.models import PartNotice
from tests.forum.meetings.minutes.conftest import close, meet, says
from tests.forum.notices.conftest import unread
from tests.forum.notices.parts.conftest import comes, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(amara, bashir, chiara, table, soon) -> Meeting:
    """One under way: Amara has taken minutes, Bashir is there, Chiara has said that she comes, Dmitri and Esi have
    not."""
    meeting = meet(amara, table, at=soon)
    write(meeting, amara, "We spoke of bread.")
    Presence.objects.create(meeting=meeting, member=bashir)
    comes(chiara, meeting)
    return meeting


def write(meeting: Meeting, member: Member, words: str) -> None:
    says(meeting, member, words, at=None)


@pytest.fixture
def offered(held, amara) -> Minutes:
    return offer(member=amara, meeting=held)


def test_that_minutes_lie_before_the_circle_is_told_to_who_was_there(offered, amara, bashir, chiara, dmitri):
    assert told(bashir) == told(chiara) == ["minutes"]
    assert told(amara) == told(dmitri) == []  # she put them there; he knows nothing of that evening


def test_when_the_closing_of_the_meeting_did_it_the_writers_are_told_too(held, amara):
    close(held)
    assert told(amara) == ["minutes"]


def test_minutes_that_are_written_after_the_meeting_are_told_when_there_are_words(
    amara, bashir, dmitri, table, soon
):
    meeting = meet(amara, table, at=soon)
    comes(bashir, meeting)
    close(meeting, at=soon + timedelta(hours=1))
    assert told(bashir) == []
    write(meeting, dmitri, "We spoke of bread.")
    assert told(bashir) == ["minutes"]
    assert told(dmitri) == []


def test_however_often_their_words_change_it_is_told_once(offered, held, bashir, chiara):
    write(held, bashir, "We spoke of bread. And of salt.")
    write(held, bashir, "")
    write(held, bashir, "We spoke of salt.")
    concerned.tell_of_minutes(held.pk, "minutes", offered.offered_at, None, [])
    assert told(chiara) == ["minutes"]
    assert unread(chiara) == 1


def test_an_objection_is_told_to_the_writers(offered, amara, bashir, chiara):
    objection = object_to(member=chiara, minutes=offered, reason="It was salt.")
    assert told(amara) == ["objected"]
    assert PartNotice.objects.get(member=amara).by == chiara
    assert told(bashir) == ["minutes"]
    PartNotice.objects.filter(member=amara).update(read_at=objection.at)
    object_to(member=chiara, minutes=offered, reason="It was salt, and pepper.")
    assert PartNotice.objects.get(member=amara).read_at  # she has been heard already
    take_back(member=chiara, objection=objection)
    assert told(amara) == []


def test_who_objects_to_what_they_wrote_is_not_told_of_it(offered, amara):
    object_to(member=amara, minutes=offered, reason="I misheard.")
    assert told(amara) == []


def test_whoever_objected_is_told_that_other_words_stand_there(offered, held, bashir, chiara, amara):
    for member in (bashir, chiara):
        object_to(member=member, minutes=offered, reason="It was salt.")
    write(held, bashir, "We spoke of salt.")
    assert told(chiara) == ["answered"]
    assert told(bashir) == ["minutes"]  # he answered himself


def test_what_stands_is_no_news_any_more(offered, bashir, held):
    Minutes.objects.filter(pk=offered.pk).update(ends_at=None)
    assert told(bashir) == []
    assert recount(member=bashir) == 0


def test_an_item_is_told_to_whoever_is_asked_to_take_it_until_they_answer(held, amara, bashir, chiara):
    item = add_item(member=amara, meeting=held, text="Buy salt", to=bashir)
    assert told(bashir) == ["item"]
    refuse(member=bashir, item=item)
    assert told(bashir) == []
    hand_on(member=chiara, item=item, to=bashir)
    assert told(bashir) == ["item"]
    assert PartNotice.objects.get(member=bashir).by == chiara
    take(member=bashir, item=item)
    assert told(bashir) == []
    assert told(amara) == told(chiara) == []


def test_what_one_takes_oneself_is_told_to_nobody(held, amara):
    add_item(member=amara, meeting=held, text="Buy salt", to=amara)
    assert not PartNotice.objects.filter(what="item").exists()


def test_whoever_has_left_is_told_of_neither(offered, held, table, amara, bashir):
    add_item(member=amara, meeting=held, text="Buy salt", to=bashir)
    assert told(bashir) == ["minutes", "item"]
    leave(member=bashir, circle=table)
    assert (told(bashir), unread(bashir)) == ([], 0)


def test_minutes_are_read_with_their_page_and_an_item_with_its_own(offered, held, amara, bashir, as_member):
    item = add_item(member=amara, meeting=held, text="Buy salt", to=bashir)
    client = as_member(bashir)
    assert unread(bashir) == 2
    client.get(item.get_absolute_url())
    assert unread(bashir) == 1
    client.get(offered.get_absolute_url())
    assert unread(bashir) == 0
