"""A table of five who decide: Amara proposes; Bashir, Chiara, Dmitri and Esi are in her circle."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle, Membership
from forum.decisions.changes import plain
from forum.decisions.clock import move_all
from forum.decisions.drafting import draft, put_forward
from forum.decisions.models import Proposal
from forum.decisions.taking_positions import take_position
from forum.members.models import Member
from tests.conftest import make_member

BEGIN = datetime(2026, 5, 4, 18, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTIONS_END = BEGIN + 2 * DAY
POSITIONS_END = QUESTIONS_END + 5 * DAY


@pytest.fixture
def esi(db) -> Member:
    return make_member("esi")


@pytest.fixture
def table(amara, bashir, chiara, dmitri, esi) -> Circle:
    """An open circle of five, a hundred days old."""
    return circle_of(amara, bashir, chiara, dmitri, esi)


def circle_of(first: Member, *others: Member, slug: str = "table", **more) -> Circle:
    begun = BEGIN - 100 * DAY
    circle = open_circle(member=first, slug=slug, name=slug.title(), purpose="Bread.", at=begun, **more)
    for member in others:
        join(member=member, circle=circle, at=begun)
    return circle


def propose(member: Member, circle: Circle, change=None, *, title: str = "Tuesdays", at=BEGIN) -> Proposal:
    """Put something forward; that the circle meets on Tuesdays, if nothing else is said."""
    made = draft(
        member=member,
        circle=circle,
        title=title,
        change=change or plain("We meet on Tuesdays."),
        why="Because Mondays are full.",
        at=at,
    )
    return put_forward(member=member, proposal=made, at=at)


def with_positions(proposal: Proposal) -> Proposal:
    """The proposal, at the moment at which its positions opened."""
    move_all(QUESTIONS_END)
    proposal.refresh_from_db()
    return proposal


def say(proposal: Proposal, says: str, *members: Member, at=None, **more):
    """Have members take that position; a block guards the purpose."""
    if says == "block":
        more = {"harms": "The purpose: Bread.", "lifts": "Another day."} | more
    said = [
        take_position(
            member=member,
            proposal=proposal,
            says=says,
            reason="Because.",
            at=at or proposal.ends_at - HOUR,
            **more,
        )
        for member in members
    ]
    return said[0]


def is_in(member: Member, circle: Circle) -> bool:
    return Membership.objects.current().filter(member=member, circle=circle).exists()


def after(proposal: Proposal, *, late: timedelta = timedelta()) -> Proposal:
    """The proposal, after the clock has ended its stage."""
    move_all(proposal.ends_at + late)
    proposal.refresh_from_db()
    return proposal
