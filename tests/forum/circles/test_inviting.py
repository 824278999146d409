"""Invitations: limited in number and time, revocable, and remembered; the link that one is."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.inviting import InvitationOver, accept, invite, revoke
from forum.circles.models import Invitation, Membership
from forum.circles.tokens import number_of, token_of
from tests.forum.circles.conftest import path_of


def is_in(member, circle) -> bool:
    return Membership.objects.current().filter(member=member, circle=circle).exists()


def test_whoever_comes_in_by_an_invitation_is_remembered_with_it(bashir, amara, kitchen, invitation):
    membership = accept(member=bashir, invitation=invitation)

    assert (membership.invited_by, membership.invitation) == (amara, invitation)
    invitation.refresh_from_db()
    assert invitation.uses == 1


def test_no_more_come_in_than_it_allows(bashir, chiara, dmitri, kitchen, invitation):
    accept(member=bashir, invitation=invitation)
    accept(member=chiara, invitation=invitation)

    with pytest.raises(InvitationOver):
        accept(member=dmitri, invitation=invitation)
    assert not is_in(dmitri, kitchen)


def test_who_is_in_already_uses_nothing_up(amara, bashir, invitation):
    for member in (amara, bashir, bashir):
        accept(member=member, invitation=invitation)

    invitation.refresh_from_db()
    assert invitation.uses == 1


def test_it_holds_until_its_time_is_up(bashir, chiara, invitation):
    accept(member=bashir, invitation=invitation, at=invitation.expires_at - timedelta(seconds=1))
    with pytest.raises(InvitationOver):
        accept(member=chiara, invitation=invitation, at=invitation.expires_at)


def test_any_member_of_the_circle_revokes_it_and_it_is_kept_who_did(
    amara, bashir, chiara, kitchen, invitation
):
    join(member=bashir, circle=kitchen)
    with pytest.raises(PermissionDenied):
        revoke(member=chiara, invitation=invitation)

    revoke(member=bashir, invitation=invitation)
    revoke(member=amara, invitation=invitation)

    invitation.refresh_from_db()
    assert invitation.revoked_by == bashir
    with pytest.raises(InvitationOver):
        accept(member=chiara, invitation=invitation)


def test_nobody_invites_into_a_circle_they_are_not_in_nor_into_the_commons(amara, bashir, commons, archive):
    for member, circle in ((bashir, archive), (amara, commons)):
        with pytest.raises(PermissionDenied, match="Only members of a circle can invite"):
            invite(member=member, circle=circle)


def test_the_invitation_of_a_closed_account_lets_nobody_in(amara, bashir, invitation):
    amara.is_active = False
    amara.save()
    with pytest.raises(InvitationOver):
        accept(member=bashir, invitation=invitation)


def test_a_link_says_which_invitation_it_is_and_no_other_can_be_made_up(invitation, settings):
    token = token_of(invitation.pk)
    assert number_of(token) == invitation.pk
    assert number_of(token.replace(str(invitation.pk), str(invitation.pk + 1), 1)) is None
    for made_up in (str(invitation.pk), f"{invitation.pk}.", "", ".", f"{invitation.pk}.{'a' * 43}", "\0.x"):
        assert number_of(made_up) is None

    settings.SECRET_KEY = "another installation’s"
    assert number_of(token) is None


def test_no_row_holds_what_opens_the_door(invitation):
    secret = token_of(invitation.pk).partition(".")[2]
    assert all(secret not in str(value) for value in Invitation.objects.values().get().values())


def test_its_page_says_into_what_and_by_whom_to_who_may_not_know_of_the_circle(client, invitation):
    page = client.get(path_of(invitation))

    words = page.content.decode()
    for shown in ("Kitchen table", "Amara invites you into", "Bring the blue cups.", "Say how you know."):
        assert shown in words
    assert f"{reverse('account_signup')}?next=%2Finvitations%2F" in words


def test_its_page_is_kept_nowhere(client, as_member, bashir, invitation):
    for page in (
        client.get(path_of(invitation)),
        as_member(bashir).post(path_of(invitation)),
        client.get(path_of(invitation)),
    ):
        assert page.headers["Cache-Control"] == "no-store, private"
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert page.headers["Referrer-Policy"] == "same-origin"


def test_looking_at_it_lets_nobody_in(as_member, bashir, kitchen, invitation):
    as_member(bashir).get(path_of(invitation))
    assert not is_in(bashir, kitchen)


def test_a_member_joins_by_it_with_one_click(as_member, bashir, kitchen, invitation):
    page = as_member(bashir).post(path_of(invitation), follow=True)

    assert page.redirect_chain == [(kitchen.get_absolute_url(), 302)]
    assert "You are in." in page.content.decode()


def test_a_visitor_becomes_a_member_and_comes_back_to_it(client, kitchen, invitation):
    path = path_of(invitation)
    assert client.post(path).url.startswith(reverse("account_login"))
    joined = client.post(
        reverse("account_signup"),
        {"username": "esi", "email": "esi@example.org", "password1": "seven umbrellas", "next": path},
    )
    assert joined.url == path

    client.post(joined.url)
    assert Membership.objects.get(circle=kitchen, member__handle="esi").invitation == invitation


def test_for_who_is_in_it_leads_to_the_circle_even_when_it_is_over(as_member, bashir, kitchen, invitation):
    accept(member=bashir, invitation=invitation)
    revoke(member=bashir, invitation=invitation)
    assert as_member(bashir).get(path_of(invitation)).url == kitchen.get_absolute_url()


@pytest.mark.parametrize("over", ["revoked", "expired", "used up"])
def test_one_that_is_over_says_so_and_names_nothing(
    client, as_member, amara, bashir, chiara, invitation, over
):
    if over == "revoked":
        revoke(member=amara, invitation=invitation)
    else:
        changed = {"uses": 2} if over == "used up" else {"expires_at": timezone.now()}
        Invitation.objects.update(**changed)

    answers = [client.get(path_of(invitation)), as_member(bashir).get(path_of(invitation))]
    answers.append(as_member(chiara).post(path_of(invitation)))

    for answer in answers:
        words = answer.content.decode()
        assert answer.status_code == 410
        assert "This invitation is over" in words
        assert not any(named in words for named in ("Kitchen", "kitchen", "Amara", "blue cups"))


@pytest.mark.parametrize("token", ["1", "1.x", "x.y", "1.%00", "9" * 30])
def test_what_is_no_link_of_ours_leads_nowhere(client, invitation, token):
    assert client.get(f"/invitations/{token}/").status_code == 404


def test_an_invitations_page_takes_few_statements(
    django_assert_num_queries, client, as_member, bashir, invitation
):
    with django_assert_num_queries(2):
        client.get(path_of(invitation))
    as_member(bashir).get("/circles/")
    with django_assert_num_queries(5):
        client.get(path_of(invitation))
