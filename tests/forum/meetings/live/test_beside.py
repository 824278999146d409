"""The way into a meeting, and what is kept of it in a process."""

from threading import Thread

from django.contrib.auth.models import AnonymousUser

from forum.meetings.beside import shown_beside
from forum.meetings.live.keeping import Kept
from forum.meetings.live.shown_beside import ways_into
from forum.meetings.models import Meeting
from tests.conftest import make_member
from tests.met import upcoming_for


def doors(meeting: Meeting, reader) -> list:
    return [shown.block for shown in shown_beside(meeting, reader) if shown.name == "live"]


def test_those_in_the_circle_find_the_way_in_while_it_is_held(meeting, bashir):
    [door] = doors(meeting, bashir)
    assert door.here == 4
    assert doors(meeting, AnonymousUser()) == []
    assert doors(meeting, make_member("farid")) == []
    meeting.closed_at = meeting.opened_at
    assert doors(meeting, bashir) == []


def test_the_front_door_leads_into_what_is_held(meeting, bashir):
    ways = [line.href for line in upcoming_for(bashir, now=meeting.opened_at).lines if line.is_now]
    assert ways == [f"/meetings/{meeting.pk}/live/"]
    meeting.opened_at = None
    assert not ways_into([meeting], bashir)


def test_what_is_kept_is_made_once_however_many_want_it_at_once():
    kept, made = Kept(8), []

    def make() -> int:
        made.append(1)
        return len(made)

    threads = [Thread(target=lambda: kept.get("a", make)) for _each in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_only_the_latest_are_kept():
    kept = Kept(2)
    for name in "abc":
        kept.get(name, lambda: "first")
    assert kept.get("c", lambda: "again") == "first"
    assert kept.get("a", lambda: "again") == "again"
