"""Practice cases: a made-up post, a few people around a table, half an hour. They count for nothing.

No lot is drawn, for nobody should be called away for it: whoever comes takes a seat. Nothing is written in the record,
and nobody is restricted.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.circles.models import Circle
from forum.members.models import Member
from forum.moderation.models import Case, Panel, Seat
from forum.moderation.numbers import OUTER_LIMIT, PRACTICE, PRACTICE_SEATS
from forum.moderation.refusing import NotNow
from forum.moderation.seating import chance
from forum.moderation.signals import case_opened
from forum.moderation.steps import locked, new_salt
from forum.moderation.voting import begin_votes
from forum.permissions import Act, require
from forum.text import render


@transaction.atomic
def open_practice(
    *, member: Member, circle: Circle, words: str, guideline: str, at: datetime | None = None
) -> Case:
    """Open a practice case on a made-up post, in Markdown, and take its first seat."""
    at = at or timezone.now()
    require(member, Act.OPEN_PRACTICE, circle)
    if guideline not in circle.guideline_list:
        raise ValueError("no guideline of this circle")
    case = Case.objects.create(
        kind=Case.Kind.PRACTICE,
        circle=circle,
        guideline=guideline,
        words=words,
        html=render(words),
        salt=new_salt(),
        at=at,
        opened_at=at,
        stage=Case.Stage.SEATING,
        due_at=at + PRACTICE.seating,
    )
    panel = Panel.objects.create(
        case=case,
        kind=Panel.Kind.PRACTICE,
        name=f"practice-{case.pk}",
        n=PRACTICE_SEATS,
        opened_at=at,
        latest_at=at + OUTER_LIMIT,
        seating_until=at + PRACTICE.seating,
    )
    case_opened.send(sender=Case, case=case)
    _seat(panel, member, at)
    return case


@transaction.atomic
def sit_in_practice(*, member: Member, case: Case, at: datetime | None = None) -> Seat:
    """Take a seat that is free; twice changes nothing. The last one begins the votes.

    Raises NotNow where none is free.
    """
    at = at or timezone.now()
    found = locked(case)
    assert found is not None
    case = found
    require(member, Act.SIT_IN_PRACTICE, case)
    panel = case.panel
    assert panel is not None
    mine = panel.seats.filter(member=member).first()
    if mine is not None:
        return mine
    if case.stage != Case.Stage.SEATING or panel.seats.taken().count() >= panel.n:
        raise NotNow(_("All seats of this practice are taken. You can open one of your own."))
    seat = _seat(panel, member, at)
    if panel.seats.taken().count() == panel.n:
        begin_votes(case, panel, at)
    return seat


def _seat(panel: Panel, member: Member, at: datetime) -> Seat:
    free = set(range(1, panel.n + 1)) - set(panel.seats.live().values_list("number", flat=True))
    number = chance.choice(sorted(free))
    return Seat.objects.create(
        panel=panel, member=member, number=number, offered_at=at, offered_until=at, accepted_at=at
    )
