"""The minutes of a meeting, to which somebody objects, and what is to be done."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.minutes.consenting import object_to, offer
from forum.meetings.minutes.items import add_item
from forum.meetings.minutes.models import ActionItem, Minutes, Objection
from forum.meetings.minutes.writing import write
from forum.meetings.models import Meeting
from forum.members.models import Member


@dataclass(frozen=True)
class Minuted:
    meeting: Meeting
    minutes: Minutes
    objection: Objection  # the author's own
    item: ActionItem  # which the author has taken


def minute(author: Member, circle: Circle, title: str) -> Minuted:
    """All of it by `author`, of a meeting that is under way."""
    begun = timezone.now() - timedelta(hours=1)
    meeting = Meeting.objects.create(
        circle=circle,
        title=f"{title}, a meeting",
        starts_at=begun,
        opened_at=begun,
        time_zone="UTC",
        called_by=author,
    )
    for number, words in enumerate((f"We heated {title}.\n", f"We heated {title}.\n\n- Twice.\n")):
        write(member=author, meeting=meeting, source=words, base=number)
    minutes = offer(member=author, meeting=meeting)
    return Minuted(
        meeting=meeting,
        minutes=minutes,
        objection=object_to(member=author, minutes=minutes, reason=f"Only once, {title}."),
        item=add_item(member=author, meeting=meeting, text=f"Pour {title}", to=author),
    )


OF_A_MEETING = (
    "minutes", "write_minutes", "save_minutes", "say_present", "minutes_history", "offer_minutes", "object_to_minutes",
    "add_action_item",
)  # fmt: skip
OF_AN_ITEM = (
    "action_item", "take_action_item", "refuse_action_item", "hand_on_action_item", "give_back_action_item",
    "finish_action_item", "drop_action_item",
)  # fmt: skip


def addresses_of(minuted: Minuted) -> dict[str, str]:
    """Where they are read, written and objected to, and where items go from hand to hand, by name."""
    found = {name: reverse(name, args=[minuted.meeting.pk]) for name in OF_A_MEETING}
    found |= {name: reverse(name, args=[minuted.item.pk]) for name in OF_AN_ITEM}
    found["export_minutes"] = reverse("export_minutes", args=[minuted.meeting.pk, "html"])
    found["take_back_objection"] = reverse("take_back_objection", args=[minuted.objection.pk])
    found["action_items"] = reverse("action_items", args=[minuted.meeting.circle.slug])
    return found
