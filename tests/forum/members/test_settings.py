"""What members change about themselves, and about nobody else."""

from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from forum.members.actions import change_address, change_profile
from forum.members.middleware import speak_as_the_reader
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

CHANGED = {"display_name": "A. Obi", "about": "Sets type.", "time_zone": "Africa/Lagos", "language": "fr"}


@pytest.fixture(autouse=True)
def two_languages(settings):
    settings.LANGUAGES = [("en-gb", "English"), ("fr", "Français")]


def test_where_there_is_one_language_it_is_not_asked_for(as_member, amara, settings):
    settings.LANGUAGES = [("en-gb", "English")]
    client = as_member(amara)
    assert "language" not in client.get(reverse("settings")).context["form"].fields
    client.post(reverse("settings"), CHANGED | {"language": "fr"})
    amara.refresh_from_db()
    assert (amara.display_name, amara.language) == ("A. Obi", "en-gb")


def test_a_member_of_a_language_without_a_catalogue_reads_english(as_member, amara):
    amara.language = "sw"
    amara.save()
    assert as_member(amara).get(reverse("settings")).headers["Content-Language"] == "en-gb"


def test_the_settings_are_for_members(client):
    response = client.get(reverse("settings"))
    assert response.url == f"{reverse('account_login')}?next={reverse('settings')}"


def test_a_member_changes_how_they_appear_and_how_pages_speak_to_them(as_member, amara):
    client = as_member(amara)
    assert client.post(reverse("settings"), CHANGED).url == reverse("settings")
    amara.refresh_from_db()
    assert {name: getattr(amara, name) for name in CHANGED} == CHANGED
    assert client.get(reverse("settings")).headers["Content-Language"] == "fr"


def test_a_visitor_has_nothing_to_change(db):
    profile = {"display_name": "X", "about": "", "time_zone": "UTC"}
    with pytest.raises(PermissionDenied):
        change_profile(member=AnonymousUser(), **profile)
    with pytest.raises(PermissionDenied):
        change_address(member=AnonymousUser(), email="x@example.org")


def test_settings_change_only_ones_own(as_member, amara, bashir):
    as_member(amara).post(
        reverse("settings"), CHANGED | {"pk": bashir.pk, "handle": "bashir", "is_staff": "on"}
    )
    bashir.refresh_from_db()
    amara.refresh_from_db()
    assert bashir.display_name == "Bashir"
    assert amara.handle == "amara"
    assert not amara.is_staff


@pytest.mark.parametrize(
    "wrong",
    [{"time_zone": "Mars/Olympus"}, {"language": "tlh"}, {"about": "x" * 281}, {"display_name": "\u202eobi"}],
)
def test_settings_that_make_no_sense_are_refused_and_nothing_typed_is_lost(as_member, amara, wrong):
    response = as_member(amara).post(reverse("settings"), CHANGED | wrong)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(wrong)
    assert "A. Obi" in response.content.decode() or "display_name" in wrong
    amara.refresh_from_db()
    assert amara.about == ""


def test_without_a_mail_server_a_new_address_counts_at_once(as_member, amara):
    client = as_member(amara)
    response = client.post(reverse("account_email"), {"email": "New@example.org", "action_add": ""})
    assert response.status_code == 302
    amara.refresh_from_db()
    assert amara.email == "new@example.org"
    assert [address.email for address in EmailAddress.objects.filter(user=amara)] == ["new@example.org"]


def test_nobody_takes_the_address_of_another(as_member, amara, bashir):
    client = as_member(amara)
    response = client.post(reverse("account_email"), {"email": "BASHIR@example.org", "action_add": ""})
    assert response.context["form"].errors["email"]
    amara.refresh_from_db()
    assert amara.email == "amara@example.org"


def test_with_a_mail_server_a_new_address_counts_once_its_code_is_entered(
    as_member, amara, settings, mailoutbox
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    client = as_member(amara)
    response = client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    amara.refresh_from_db()
    assert amara.email == "amara@example.org"
    code = mailoutbox[0].body.split("\n    ")[1].split()[0]
    client.post(response.url, {"code": code})
    amara.refresh_from_db()
    assert amara.email == "new@example.org"


def test_a_member_changes_their_password_knowing_the_old_one(as_member, amara):
    client = as_member(amara)
    new = {"password1": "eleven paper lanterns", "password2": "eleven paper lanterns"}
    assert client.post(reverse("account_change_password"), {"oldpassword": "wrong"} | new).status_code == 200
    assert client.post(reverse("account_change_password"), {"oldpassword": PASSWORD} | new).status_code == 302
    amara.refresh_from_db()
    assert amara.check_password("eleven paper lanterns")


def test_times_are_told_in_the_members_own_zone(bashir):
    def page(_request):
        return HttpResponse(timezone.get_current_timezone_name())

    request = RequestFactory().get("/")
    request.user, request.session = bashir, SimpleNamespace(session_key="kept")
    assert speak_as_the_reader(page)(request).content == b"Asia/Karachi"
