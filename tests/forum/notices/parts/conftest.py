"""A table of five that meets tomorrow, and what is told of who does what there. The table is that of the meetings."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.utils import timezone

from forum.meetings.models import Answer, Meeting
from forum.meetings.rota.drawing import draw_roles
from forum.meetings.rota.turns import turn_of
from forum.members.models import Member
from forum.notices.parts.models import PartNotice
from tests.forum.meetings.conftest import HOUR, call, esi, soon, table

__all__ = ["esi", "soon", "table"]


@pytest.fixture
def tomorrow() -> datetime:
    """Within the day before which roles are drawn."""
    return timezone.now() + 20 * HOUR


@pytest.fixture
def meeting(amara, table, tomorrow) -> Meeting:
    """Whose roles are not drawn yet."""
    return call(amara, table, tomorrow)


@pytest.fixture
def drawn(meeting) -> Meeting:
    """Whose roles are drawn, of which everybody was told."""
    draw_roles(meeting.pk)
    return meeting


def told(member: Member) -> list[str]:
    """What `member` is told of their part in meetings: of each thing, the latest that is still so."""
    return list(PartNotice.objects.visible_to(member).order_by("pk").values_list("what", flat=True))


def holder(meeting: Meeting, role: str = "facilitator") -> Member:
    turn = turn_of(meeting, role)
    assert turn is not None
    return turn.member


def without_a_role(meeting: Meeting) -> Sequence[Member]:
    return list(
        Member.objects.exclude(turns__meeting=meeting)
        .filter(memberships__circle=meeting.circle)
        .order_by("pk")
    )


def comes(member: Member, meeting: Meeting, says: str = "yes") -> None:
    """Have `member` have said so, without anything that follows from it."""
    Answer.objects.create(meeting=meeting, member=member, says=says)
