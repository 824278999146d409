"""Coming into a circle that is joined freely, and leaving any but the Commons."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.inviting import InvitationOver, accept, invite
from forum.circles.joining import join_freely
from forum.circles.leaving import leave
from forum.circles.models import Membership
from forum.circles.signals import circle_joined, circle_left
from forum.debate.actions import open_thread


@pytest.fixture
def told():
    """What the signals of circles say meanwhile."""
    heard = []

    def joined(circle, member, **_):
        heard.append(("joined", circle.slug, member.handle))

    def left(circle, member, **_):
        heard.append(("left", circle.slug, member.handle))

    circle_joined.connect(joined)
    circle_left.connect(left)
    yield heard
    circle_joined.disconnect(joined)
    circle_left.disconnect(left)


def is_in(member, circle) -> bool:
    return Membership.objects.current().filter(member=member, circle=circle).exists()


def test_any_member_joins_with_one_click(as_member, bashir, garden):
    client = as_member(bashir)
    page = client.post(reverse("join_circle", args=[garden.slug]), follow=True)

    assert page.redirect_chain == [(garden.get_absolute_url(), 302)]
    assert "You are in." in page.content.decode()
    assert is_in(bashir, garden)


def test_a_visitor_is_led_to_sign_in_and_back_to_the_circle(client, garden):
    page = client.get(garden.get_absolute_url()).content.decode()
    assert f"{reverse('account_login')}?next=%2Fcircles%2Fgarden%2F" in page


@pytest.mark.parametrize("circle", ["choir", "archive", "kitchen"])
def test_nobody_joins_freely_where_there_is_another_way_in(request, bashir, circle):
    with pytest.raises(PermissionDenied):
        join_freely(member=bashir, circle=request.getfixturevalue(circle))


def test_one_leaves_after_having_been_told_what_that_means(as_member, bashir, garden):
    join(member=bashir, circle=garden)
    client = as_member(bashir)
    url = reverse("leave_circle", args=[garden.slug])
    asked = client.get(url).content.decode()
    assert "stays, under your name" in asked
    assert "You can come back at any time." in asked
    assert is_in(bashir, garden)

    assert client.post(url).url == reverse("circles")
    assert not is_in(bashir, garden)
    assert Membership.objects.get(member=bashir, circle=garden).left_at


def test_the_commons_cannot_be_left(as_member, bashir, commons):
    client = as_member(bashir)
    for answer in (client.get, client.post):
        response = answer(reverse("leave_circle", args=[commons.slug]))
        assert response.status_code == 403
        assert "The Commons cannot be left" in response.content.decode()
    with pytest.raises(PermissionDenied):
        leave(member=bashir, circle=commons)


def test_nobody_leaves_where_they_are_not(bashir, garden):
    with pytest.raises(PermissionDenied):
        leave(member=bashir, circle=garden)


def test_who_left_reads_what_is_open_and_writes_no_more(bashir, garden):
    join(member=bashir, circle=garden)
    leave(member=bashir, circle=garden)

    with pytest.raises(PermissionDenied):
        open_thread(member=bashir, circle=garden, title="Peas", source="When?")


def test_who_left_comes_back_by_the_circles_own_way(amara, bashir, garden):
    join_freely(member=bashir, circle=garden)
    leave(member=bashir, circle=garden)
    join_freely(member=bashir, circle=garden)

    assert is_in(bashir, garden)
    assert Membership.objects.filter(member=bashir, circle=garden).count() == 2


@pytest.mark.parametrize(
    ("circle", "warning"),
    [
        ("kitchen", "nobody will be able to see them or come in again"),
        ("choir", "nobody will be left to let anyone in"),
        ("garden", "whoever joins finds it"),
    ],
)
def test_the_last_one_is_told_what_becomes_of_the_circle(as_member, request, amara, bashir, circle, warning):
    circle = request.getfixturevalue(circle)
    url = reverse("leave_circle", args=[circle.slug])
    assert warning in as_member(amara).get(url).content.decode()

    join(member=bashir, circle=circle)
    assert warning not in as_member(amara).get(url).content.decode()


def test_when_the_last_one_has_left_a_closed_circle_it_is_there_and_nobody_sees_it(client, amara, kitchen):
    leave(member=amara, circle=kitchen)

    kitchen.refresh_from_db()
    client.force_login(amara)
    assert client.get(kitchen.get_absolute_url()).status_code == 404


def test_the_invitations_of_who_left_let_nobody_in_not_even_themselves(amara, bashir, chiara, kitchen):
    own = invite(member=amara, circle=kitchen)
    join(member=bashir, circle=kitchen)
    leave(member=amara, circle=kitchen)

    for member in (amara, chiara):
        with pytest.raises(InvitationOver):
            accept(member=member, invitation=own)
    accept(member=amara, invitation=invite(member=bashir, circle=kitchen))
    with pytest.raises(InvitationOver):  # coming back brings no old link back to life
        accept(member=chiara, invitation=own)


def test_the_rooms_above_hear_of_whoever_comes_and_goes(told, bashir, garden):
    told.clear()
    join(member=bashir, circle=garden)
    join(member=bashir, circle=garden)
    leave(member=bashir, circle=garden)

    assert told == [("joined", "garden", "bashir"), ("left", "garden", "bashir")]


def test_when_somebody_left_is_kept_to_the_moment(bashir, garden):
    at = timezone.now() - timedelta(days=3)
    join(member=bashir, circle=garden)
    assert leave(member=bashir, circle=garden, at=at).left_at == at
