"""Many at once: no more come in than an invitation allows, one answer counts, nobody is in twice."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.circles.actions import join, open_circle
from forum.circles.asking import AnsweredMeanwhile, answer, ask
from forum.circles.inviting import InvitationOver, accept, invite
from forum.circles.leaving import leave
from forum.circles.models import Circle, Invitation, Membership
from forum.circles.starting import start_circle
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 10


@pytest.fixture
def crowd():
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"m{number}") for number in range(MANY)]


def tried(act, refusal):
    """`act`, which returns whether it was done rather than refused."""

    def attempt(*given) -> bool:
        try:
            act(*given)
        except refusal:
            return False
        return True

    return attempt


def test_ten_come_at_once_by_an_invitation_for_three(crowd):
    host = make_member("host")
    circle = open_circle(member=host, slug="cellar", name="Cellar", access="closed")
    invitation = invite(member=host, circle=circle, limit=3)

    come = tried(lambda member: accept(member=member, invitation=invitation), InvitationOver)
    came_in = at_once(come, *[(member,) for member in crowd])

    assert sum(came_in) == 3
    assert Membership.objects.filter(invitation=invitation).count() == 3
    assert Invitation.objects.get().uses == 3


def test_one_who_clicks_ten_times_at_once_uses_one_place(crowd):
    host = make_member("host")
    circle = open_circle(member=host, slug="cellar", name="Cellar")
    invitation = invite(member=host, circle=circle, limit=3)

    at_once(lambda: accept(member=crowd[0], invitation=invitation), *[()] * MANY)

    assert Membership.objects.filter(member=crowd[0], circle=circle).count() == 1
    assert Invitation.objects.get().uses == 1


def test_of_two_answers_given_at_once_one_counts(crowd):
    first, second, asker, *_ = crowd
    circle = open_circle(member=first, slug="choir", name="Choir", joining="asking")
    join(member=second, circle=circle)
    asking = ask(member=asker, circle=circle)

    say = tried(lambda member, says: answer(member=member, asking=asking, says=says), AnsweredMeanwhile)
    counted = at_once(say, (first, "yes"), (second, "no"))

    assert sum(counted) == 1
    asking.refresh_from_db()
    is_in = Membership.objects.filter(member=asker, circle=circle).exists()
    assert is_in == (asking.answer == "yes")


def test_asking_twice_at_once_is_asking_once(crowd):
    circle = open_circle(member=crowd[0], slug="choir", name="Choir", joining="asking")
    first, second = at_once(lambda: ask(member=crowd[1], circle=circle), (), ())
    assert first == second


def test_who_invites_while_leaving_leaves_no_invitation_behind(crowd):
    circle = open_circle(member=crowd[0], slug="cellar", name="Cellar")
    invite_one = tried(lambda: invite(member=crowd[0], circle=circle), PermissionDenied)

    def go(what: str) -> None:
        invite_one() if what == "invite" else leave(member=crowd[0], circle=circle)

    at_once(go, ("invite",), ("leave",), ("invite",))

    assert not Invitation.objects.filter(revoked_at=None).exists()


def test_two_circles_of_one_name_started_at_once_get_an_address_each(crowd):
    def start(member):
        said = {"purpose": "Reads.", "guidelines": "", "access": "open", "joining": "freely"}
        return start_circle(member=member, name="Slow readers", **said)

    circles = at_once(start, *[(member,) for member in crowd[:4]])

    assert len({circle.slug for circle in circles}) == 4
