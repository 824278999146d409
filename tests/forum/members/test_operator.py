"""The operator's pages: accounts may be closed there; words cannot be touched."""

import pytest
from django.urls import reverse

from forum.admin import operator
from forum.members.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def olena() -> Member:
    """Runs the machine."""
    return Member.objects.create_superuser("olena", "olena@example.org", "a long walk by the sea")


def test_only_members_circles_and_memberships_stand_there():
    assert {model.__name__ for model in operator._registry} == {"Member", "Circle", "Membership"}


def test_a_visitor_is_led_to_our_own_sign_in_page(client):
    response = client.get("/operator/", follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('account_login')}?next=/operator/"


def test_a_member_who_runs_nothing_is_refused(as_member, amara):
    assert as_member(amara).get("/operator/", follow=True).status_code == 403


def test_an_operator_closes_an_account_and_changes_nothing_else_of_it(as_member, olena, amara):
    address = reverse("admin:forum_member_change", args=[amara.pk])
    client = as_member(olena)
    assert client.get(address).status_code == 200
    before = amara.password
    client.post(
        address, {"handle": "x", "email": "olena2@example.org", "password": "x", "is_superuser": "on"}
    )
    amara.refresh_from_db()
    assert not amara.is_active
    assert (amara.handle, amara.email, amara.password) == ("amara", "amara@example.org", before)
    assert not amara.is_superuser


@pytest.mark.parametrize("model", ["circle", "membership"])
def test_circles_and_memberships_are_only_looked_at(as_member, olena, amara, commons, model):
    client = as_member(olena)
    assert client.get(reverse(f"admin:forum_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:forum_{model}_add")).status_code == 403


def test_nobody_is_deleted_there(as_member, olena, amara):
    assert as_member(olena).post(reverse("admin:forum_member_delete", args=[amara.pk])).status_code == 403
