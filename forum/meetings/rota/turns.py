"""Who has a role of a meeting now, and who has it next."""

from collections.abc import Collection

from django.utils import timezone

from forum.meetings.models import Meeting
from forum.meetings.rota.models import Role, Turn
from forum.members.models import Member


def turn_of(meeting: Meeting, role: str) -> Turn | None:
    return Turn.objects.current().filter(meeting=meeting, role=role).select_related("member").first()


def facilitator_of(meeting: Meeting) -> Member | None:
    turn = turn_of(meeting, Role.FACILITATOR)
    return turn.member if turn else None


def follow(
    *, meeting: Meeting, role: str, ended_by: str, present: Collection[int] | None = None
) -> Turn | None:
    """End the current turn, and give it to whoever of `present` is next; None where nobody is."""
    now, turn = timezone.now(), turn_of(meeting, role)
    if turn is None:
        return None
    turn.until, turn.ended_by = now, ended_by
    turn.save(update_fields=["until", "ended_by"])
    had = set(Turn.objects.filter(meeting=meeting, role=role).values_list("member_id", flat=True))
    rest = [member for member in present or () if member not in had]
    if not rest:
        return None
    return Turn.objects.create(
        meeting=meeting, role=role, member_id=rest[0], came_by=Turn.CameBy.FOLLOWED, since=now
    )
