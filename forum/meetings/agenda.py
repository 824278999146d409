"""What is on the agenda. A minimal stand-in, with the signatures of the room's own."""

from django.db import transaction
from django.db.models import Max

from forum.debate.models import Thread
from forum.meetings.models import AgendaItem, Meeting
from forum.members.models import Member


@transaction.atomic
def add_item(
    *,
    member: Member,
    meeting: Meeting,
    title: str,
    length: int | None = None,
    note: str = "",
    thread: Thread | None = None,
) -> AgendaItem:
    last = meeting.agenda.aggregate(last=Max("place"))["last"] or 0
    return AgendaItem.objects.create(
        meeting=meeting, place=last + 1, title=title, length=length, note=note, thread=thread, added_by=member
    )


def take_off(*, member: Member, item: AgendaItem) -> None:
    item.delete()
