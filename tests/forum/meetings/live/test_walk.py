"""Everything that a page of a meeting can ask for, walked: nothing but queue, timer and cursor moves by the role of
facilitator, and no request of anyone changes the words, minutes, agenda or membership of others."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from forum.debate.actions import open_thread, reply
from forum.meetings.live.asking import ANSWERS, EVERYONE, FACILITATOR, NUMBERED
from forum.meetings.live.soundings import SAYS
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.rota.models import Turn
from tests.forum.meetings.live.conftest import facilitates, open_meeting, state_of

# What the room itself keeps; the rota follows a recall, which is everybody's.
OWN = {"LiveEvent", "LiveState", "Presence", "Sounding", "Answered", "Speaking", "Uncounted"}
BESIDE = {"Allowance", "Turn", "Entry", "Head", "Anchor"}  # limits, and what a recall writes
ROLE = {
    "is_open",
    "round",
    "turn",
    "timer",
    "item",
    "hands",
    "points",
    "reply",
    "latest",
    "replied",
    "spoken",
}


def said_by_everyone() -> list[str]:
    answers = [f"{word}:{says}" for word in ANSWERS for some in SAYS.values() for says in some]
    return [*EVERYONE, *answers, "counted:no", "counted:yes"]


def said_by_the_role(item: int) -> list[str]:
    return [*FACILITATOR, *(f"{word}:{number}" for word in NUMBERED for number in (0, 1, 60, item))]


def everything_else() -> dict[str, list]:
    """All rows of the forum but those that the room keeps, and those of members, who were last seen at some time."""
    models = list(apps.get_app_config("forum").get_models())
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in models
        if model.__name__ not in OWN | BESIDE | {"Member"}
    }


@pytest.fixture
def held(table, amara, bashir) -> Meeting:
    meeting = open_meeting(table, amara, at=timezone.now())
    facilitates(amara, meeting)
    thread = open_thread(member=bashir, circle=table, title="Keys", source="Who has them?")
    reply(member=bashir, answers=thread.opening, source="Nobody.")
    AgendaItem.objects.create(meeting=meeting, place=9, title="Keys", thread=thread, added_by=bashir)
    return meeting


def press(client, meeting: Meeting, said: str) -> int:
    return client.post(reverse("live_say", args=[meeting.pk]), {"do": said}).status_code


def test_no_request_changes_anything_but_the_meeting_itself(as_member, held, amara, bashir):
    item = AgendaItem.objects.filter(meeting=held).last().pk
    before = everything_else()
    for member in (amara, bashir):
        client = as_member(member)
        for said in [*said_by_everyone(), *said_by_the_role(item)]:
            press(client, held, said)
        for name in ("live", "live_now", "live_passage"):
            client.get(reverse(name, args=[held.pk]))
    assert everything_else() == before


def test_the_role_moves_queue_timer_and_cursor_and_nothing_else(as_member, held, amara, bashir):
    press(as_member(bashir), held, "raise")
    client, item = as_member(amara), AgendaItem.objects.filter(meeting=held).last().pk
    press(client, held, "point")
    turns = list(Turn.objects.values())
    for said in said_by_the_role(item):
        before = state_of(held)
        assert press(client, held, said) == 302
        after = state_of(held)
        changed = {name for name in vars(after) if getattr(after, name) != getattr(before, name)}
        assert changed <= ROLE | {"number", "at"}, said
    assert list(Turn.objects.values()) == turns


def test_what_goes_with_the_role_is_refused_to_everyone_else(as_member, held, amara, bashir):
    press(as_member(amara), held, "point")  # is there
    client, item = as_member(bashir), AgendaItem.objects.filter(meeting=held).last().pk
    press(client, held, "raise")
    before = state_of(held)
    for said in said_by_the_role(item):
        assert press(client, held, said) == 403, said
    assert state_of(held) == before


def test_the_role_brings_nothing_more_in_what_everyone_does(as_member, held, amara, bashir):
    """What the facilitator gets by everyone's buttons, any other gets too."""
    for said in said_by_everyone():
        by_the_role = press(as_member(amara), held, said)
        assert press(as_member(bashir), held, said) == by_the_role, said
