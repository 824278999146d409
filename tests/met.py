"""What a circle meets for: a meeting with an agenda and a role, and one that looks for a date."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.actions import call_meeting
from forum.meetings.agenda import add_item
from forum.meetings.finding_a_date import propose_dates
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.rota.models import Role, Rota, Turn
from forum.meetings.upcoming import Upcoming, awaited_by, upcoming_of
from forum.members.models import Member
from forum.web.questions import rows_of

CALL = "https://call.example.org/"  # and the circle


@dataclass(frozen=True)
class Met:
    meeting: Meeting
    item: AgendaItem
    turn: Turn  # the author's
    looking: Meeting


def meet(author: Member, circle: Circle, title: str) -> Met:
    """Both called by `author`, who facilitates the first."""
    at = timezone.now() + timedelta(days=9)
    said = {"circle": circle, "length": 60, "time_zone": "Europe/Rome", "link": f"{CALL}{circle.slug}"}
    meeting = call_meeting(
        member=author, title=f"{title} supper", about=f"We eat after {title}.", starts_at=at, **said
    )
    item = add_item(member=author, meeting=meeting, title=f"Who heats {title}?", length=10)
    looking = call_meeting(member=author, title=f"{title} breakfast", starts_at=None, **said)
    propose_dates(member=author, meeting=looking, moments=[at, at + timedelta(days=1)])
    Rota.objects.create(meeting=meeting)
    turn = Turn.objects.create(meeting=meeting, role=Role.FACILITATOR, member=author, came_by="drawn")
    return Met(meeting, item, turn, looking)


OF_A_MEETING = (
    "meeting", "change_meeting", "cancel_meeting", "put_off_meeting", "answer_meeting", "open_meeting", "close_meeting",
    "add_to_agenda", "rota", "take_up_turn",
)  # fmt: skip
OF_ONE_THAT_LOOKS = ("say_when", "propose_date", "fix_date", "take_back_date")
OF_AN_ITEM = ("change_agenda_item", "move_agenda_item", "take_off_agenda")
OF_A_TURN = ("hand_on_turn", "keep_turn", "decline_turn")


def addresses_of(met: Met) -> dict[str, str]:
    """Where it is read, changed and planned, by name."""
    named = {
        ("meetings", "call_meeting", "choose_roles"): met.meeting.circle.slug,
        OF_A_MEETING: met.meeting.pk,
        OF_ONE_THAT_LOOKS: met.looking.pk,
        OF_AN_ITEM: met.item.pk,
        OF_A_TURN: met.turn.pk,
    }
    return {name: reverse(name, args=[of]) for names, of in named.items() for name in names}


def upcoming_for(member: Member, now: datetime | None = None) -> Upcoming:
    """What the front door tells a member of their next meeting."""
    now = now or timezone.now()
    [meetings] = rows_of(awaited_by(member, now))
    return upcoming_of(meetings, member, now)
