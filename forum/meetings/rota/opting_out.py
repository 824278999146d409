"""Not taking a role in a circle: no reason is asked, and nobody is told."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.rota.models import OptOut, Role, Turn
from forum.meetings.rota.turns import follow
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def opt_out(*, member: Member, circle: Circle, role: str, at: datetime | None = None) -> None:
    """Be drawn for the role no more in that circle; a turn one has now goes to the next. Twice changes nothing."""
    require(member, Act.CHOOSE_ROLES, circle)
    OptOut.objects.get_or_create(
        circle=circle, member=member, role=Role(role), until=None, defaults={"since": at or timezone.now()}
    )
    for turn in turns_to_come(member=member, circle=circle).filter(role=role):
        follow(meeting=turn.meeting, role=role, ended_by=Turn.EndedBy.OPTED_OUT, at=at)


@transaction.atomic
def opt_in(*, member: Member, circle: Circle, role: str, at: datetime | None = None) -> None:
    """Be drawn for the role again. Twice changes nothing."""
    require(member, Act.CHOOSE_ROLES, circle)
    OptOut.objects.filter(circle=circle, member=member, role=Role(role), until=None).update(
        until=at or timezone.now()
    )


def turns_to_come(*, member: Member, circle: Circle) -> QuerySet[Turn]:
    """The turns that the member has in meetings of the circle that have not ended."""
    return (
        Turn.objects.current()
        .filter(member=member, meeting__circle=circle, meeting__closed_at=None, meeting__cancelled_at=None)
        .select_related("meeting")
        .order_by("meeting")
    )
