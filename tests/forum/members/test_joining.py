"""Joining: what it takes, what it refuses, and that it says so."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.urls import reverse

from forum.circles.models import Membership
from forum.members.forms import SignUpForm
from forum.members.models import Member

pytestmark = pytest.mark.django_db


def details(**changed) -> dict[str, str]:
    return {"username": "esi", "email": "esi@example.org", "password1": "seven green umbrellas"} | changed


def join(client, **changed):
    return client.post(reverse("account_signup"), details(**changed))


def errors_of(response, field: str) -> list[str]:
    return response.context["form"].errors.get(field, [])


def test_joining_signs_in_and_leads_to_where_one_came_from(client):
    response = client.post(reverse("account_signup"), details(next="/circles/"))
    assert response.status_code == 302
    assert response.url == "/circles/"
    assert client.get("/").context["user"].handle == "esi"


def test_whoever_joins_is_in_the_commons(client):
    join(client)
    assert Membership.objects.get(member__handle="esi").circle.is_commons


def test_a_handle_is_kept_in_small_letters(client):
    join(client, username="Esi")
    assert Member.objects.get().handle == "esi"


@pytest.mark.parametrize("handle", ["еsi", "es i", "-esi", "esi/../x", "e" * 31, "esi\u200b", "<b>"])
def test_a_handle_that_looks_like_another_or_breaks_its_address_is_refused(client, handle):
    response = join(client, username=handle)
    assert errors_of(response, "username")
    assert not Member.objects.exists()


def test_a_handle_taken_in_other_letters_is_refused_and_says_so(client, amara):
    response = join(client, username="AMARA")
    assert "already has this handle" in response.content.decode()


def test_an_address_taken_in_other_letters_is_refused_and_says_so(client, amara):
    response = join(client, email="Amara@Example.org")
    assert "already" in errors_of(response, "email")[0]
    assert Member.objects.count() == 1


def test_what_was_typed_comes_back_with_the_message(client, amara):
    page = join(client, username="amara", display_name="Esi M.").content.decode()
    assert 'value="Esi M."' in page
    assert 'value="esi@example.org"' in page


@pytest.mark.parametrize("weak", ["short", "password123", "esi@example.org"])
def test_a_weak_password_is_refused(client, weak):
    assert errors_of(join(client, password1=weak), "password1")


def test_the_browser_tells_the_time_zone(client):
    join(client, time_zone="Africa/Accra")
    assert Member.objects.get().time_zone == "Africa/Accra"


@pytest.mark.parametrize("told", ["", "Atlantis/Poseidonis", "../../etc/passwd", "Etc/Unknown"])
def test_an_unknown_time_zone_is_taken_as_utc(client, told):
    join(client, time_zone=told)
    assert Member.objects.get().time_zone == "UTC"


def test_the_language_is_that_of_the_browser(client, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
    client.post(reverse("account_signup"), details(), headers={"accept-language": "de-CH, en;q=0.5"})
    assert Member.objects.get().language == "de"


@pytest.mark.parametrize("name", ["\u202egnirts", "a\x00b", "zero\u200bwidth"])
def test_a_display_name_has_no_invisible_characters(client, name):
    assert errors_of(join(client, display_name=name), "display_name")


def test_a_display_name_may_be_written_in_any_script(client):
    join(client, display_name="علی‌رضا")
    assert Member.objects.get().name == "علی‌رضا"


def test_of_two_forms_sent_at_once_the_second_is_led_to_sign_in(client, monkeypatch):
    def overtaken(*_):
        raise IntegrityError

    monkeypatch.setattr(SignUpForm, "save", overtaken)
    response = join(client)
    assert response.status_code == 302
    assert response.url == reverse("account_login")


def test_with_a_mail_server_the_address_is_confirmed_by_a_code(client, settings, mailoutbox):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    response = join(client)
    assert response.url == reverse("account_email_verification_sent")
    [mail] = mailoutbox
    assert mail.subject == "Confirm your address for Wide Margin"
    code = mail.body.split("\n    ")[1].split()[0]
    client.post(response.url, {"code": code})
    assert EmailAddress.objects.get(user__handle="esi").verified
    assert client.get("/").context["user"].handle == "esi"


def test_with_a_mail_server_a_taken_address_looks_like_a_free_one(client, settings, mailoutbox, amara):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    response = join(client, email="amara@example.org")
    assert response.url == reverse("account_email_verification_sent")
    assert Member.objects.count() == 1
    assert mailoutbox[0].subject == "You are already a member of Wide Margin"
