"""Signing in, and what it does not give away."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, login: str, password: str = PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password} | more)


@pytest.mark.parametrize("login", ["amara", "AMARA", "amara@example.org", "Amara@Example.ORG"])
def test_one_signs_in_by_handle_or_address_in_any_letters(client, amara, login):
    assert sign_in(client, login).status_code == 302
    assert client.get("/").context["user"] == amara


def test_signing_in_returns_to_the_page_one_came_from(client, amara):
    assert sign_in(client, "amara", next="/circles/?before=3").url == "/circles/?before=3"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        r"\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(client, amara, elsewhere):
    assert sign_in(client, "amara", next=elsewhere).url == "/"


def test_a_wrong_password_and_an_unknown_handle_sound_the_same(client, amara):
    wrong = sign_in(client, "amara", "not my password")
    unknown = sign_in(client, "nobody", "not my password")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_asking_for_a_code_sounds_the_same_for_a_member_and_a_stranger(amara):
    answers = [
        Client().post(reverse("account_request_login_code"), {"email": address}, follow=True)
        for address in ("amara@example.org", "nobody@example.org")
    ]
    known, unknown = (re.sub(r'value="[\w-]{64}"', "", answer.content.decode()) for answer in answers)
    assert known.replace("amara@", "nobody@") == unknown


def test_asking_for_a_new_password_sounds_the_same_for_a_member_and_a_stranger(client, amara):
    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": address})
        for address in ("amara@example.org", "nobody@example.org")
    )
    assert known.url == unknown.url


def test_one_signs_in_by_a_code_from_a_mail(client, amara, mailoutbox):
    client.post(reverse("account_request_login_code"), {"email": "amara@example.org", "next": "/circles/"})
    [mail] = mailoutbox
    assert mail.subject == "Your sign-in code for Wide Margin"
    code = mail.body.split("\n    ")[1].split()[0]
    response = client.post(reverse("account_confirm_login_code"), {"code": code, "next": "/circles/"})
    assert response.url == "/circles/"
    assert client.get("/").context["user"] == amara


def test_a_forgotten_password_is_replaced_through_a_mail(client, amara, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "amara@example.org"})
    [mail] = mailoutbox
    assert mail.subject == "Reset your password for Wide Margin"
    assert "Hello" not in mail.body
    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    form = client.get(link, follow=True)
    new = "eleven paper lanterns"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client, "amara", new).status_code == 302


def test_every_mail_names_the_house_and_says_where_it_stands(client, amara, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "amara@example.org"})
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    client.post(reverse("account_request_login_code"), {"email": "amara@example.org"})
    assert len(mailoutbox) == 3
    for mail in mailoutbox:
        assert "Wide Margin · http://testserver/\nHead of the record: " in mail.body
        assert "Wide Margin" in mail.subject


@pytest.mark.parametrize("address", ["amara@example.org", "nobody@example.org"])
def test_where_no_mail_is_sent_the_page_says_so(client, amara, settings, address):
    for is_sent in (True, False):
        settings.EMAIL_IS_SENT = is_sent
        page = client.post(
            reverse("account_reset_password"), {"email": address}, follow=True
        ).content.decode()
        assert ("This installation sends no e-mail" in page) is not is_sent


def test_signing_out_takes_a_form_and_not_a_link(client, amara):
    client.force_login(amara)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/").context["user"] == amara
    client.post(reverse("account_logout"))
    assert not client.get("/").context["user"].is_authenticated


def test_a_closed_account_cannot_sign_in(client, amara):
    amara.is_active = False
    amara.save()
    sign_in(client, "amara")
    assert not client.get("/").context["user"].is_authenticated


def test_the_header_keeps_the_way_back_to_where_one_was_going(client, db):
    page = client.get(reverse("account_login"), {"next": "/circles/"}).content.decode()
    assert f'href="{reverse("account_signup")}?next=%2Fcircles%2F"' in page


def test_too_many_attempts_are_answered_by_our_own_page(client, amara, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "amara", "wrong")
    response = sign_in(client, "amara", "wrong")
    assert response.status_code == 429
    assert "A little slower, please" in response.content.decode()


def fail_often(client, **more) -> list[int]:
    return [sign_in(client, "amara", "a wrong one", **more).status_code for _ in range(6)]


def test_whoever_fails_too_often_is_told_so_and_of_the_other_way_in(client, amara):
    assert fail_often(client)[-2:] == [200, 429]
    page = sign_in(client, "amara").content.decode()
    assert "too many attempts" in page
    assert f'<a href="{reverse("account_request_login_code")}">sign in with a code</a>' in page


def test_a_stranger_who_fails_too_often_does_not_lock_a_member_out(client, amara):
    fail_often(Client(REMOTE_ADDR="203.0.113.9"))
    assert sign_in(client, "amara").status_code == 302


def test_an_address_cannot_be_guessed_from_by_trying_many_handles(client, amara):
    tries = [sign_in(client, f"member-{n}", "a wrong one") for n in range(10)]
    assert tries[-1].status_code == 200
    assert sign_in(client, "amara").status_code == 429


def test_every_address_of_one_network_counts_as_the_same(amara):
    neighbours = [Client(REMOTE_ADDR=f"2001:db8::{n}") for n in range(1, 7)]
    assert [sign_in(client, "amara", "a wrong one").status_code for client in neighbours][-1] == 429


def test_signing_in_says_nothing_that_the_header_does_not_say(client, amara):
    page = client.post(reverse("account_login"), {"login": "amara", "password": PASSWORD}, follow=True)
    assert not list(page.context["messages"])
