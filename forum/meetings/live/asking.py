"""What the buttons of a meeting's page say, in a word or a word and a value: "raise", "check:up", "timer:180".

What answers a question, or asks for a recall, also says which question it was, or whose turn, since another may have
come between looking and pressing: "answer-recall:yes:17", "recall:4".
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from forum.meetings.live import moving, presence, soundings, speaking
from forum.meetings.live.counting import count
from forum.meetings.live.refusals import NotNow
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.web.asked import number_in

EVERYONE: dict[str, Callable[..., None]] = {
    "raise": speaking.raise_hand,
    "lower": speaking.lower_hand,
    "reply": speaking.ask_to_reply,
    "point": speaking.raise_point,
    "pass": speaking.pass_on,
    "done": speaking.be_done,
    "ask": soundings.start_check,
    "end-check": soundings.end_check,
    "recall": soundings.ask_recall,
    "leave": presence.go,
}
FACILITATOR: dict[str, Callable[..., None]] = {
    "open": moving.open_queue,
    "close": moving.close_queue,
    "round": moving.go_round,
    "stop": moving.stop_timer,
}
ANSWERS: dict[str, Callable[..., None]] = {
    "check": soundings.answer_check,
    "answer-recall": soundings.answer_recall,
}
NUMBERED: dict[str, tuple[Callable[..., None], str]] = {
    "next": (moving.call_next, "turn"),
    "timer": (moving.start_timer, "length"),
    "item": (moving.move_cursor, "item"),
}


def do_what_was_said(said: str, *, member: Member, meeting: Meeting) -> None:
    """Raises NotNow, and PermissionDenied where it is not theirs to do."""
    word, _colon, value = said.partition(":")
    who: dict[str, Any] = {"member": member, "meeting": meeting}
    if word == "recall":
        soundings.ask_recall(**who, turn=number_in(value))
    elif act := EVERYONE.get(word) or FACILITATOR.get(word):
        act(**who)
    elif answer := ANSWERS.get(word):
        says, _colon, asked = value.partition(":")
        answer(**who, says=says, asked=number_in(asked))
    elif word == "counted":
        count(member=member, circle=meeting.circle, counted=value == "yes")
    elif word in NUMBERED and (number := number_in(value)) is not None:
        move, name = NUMBERED[word]
        move(**who, **{name: number})
    else:
        raise NotNow(_("There is no such button. Load the page again, and try once more."))
