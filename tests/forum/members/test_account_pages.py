"""Every page about an account is a page of the house."""

import re

import pytest
from allauth.account import urls as account_urls
from django.urls import reverse

from forum.members.models import Member
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

CODE_IS_SENT = {"account_confirm_login_code": "account_request_login_code"}
FROM_A_MAIL = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "worn-out"},
    "account_confirm_email": {"key": "worn-out"},
}
NAMES = [pattern.name for pattern in account_urls.urlpatterns]


def open_page(client, name: str):
    """The page of that name, reached the way people reach it."""
    if name in CODE_IS_SENT:
        client.post(reverse(CODE_IS_SENT[name]), {"email": "amara@example.org"})
    return client.get(reverse(name, kwargs=FROM_A_MAIL.get(name)), follow=True)


def assert_is_ours(page: str) -> None:
    assert 'class="wordmark"' in page
    assert 'class="skip-link"' in page
    assert page.count("<h1") == 1
    assert re.search(r"<h1[^>]*>\s*\S", page)
    assert re.search(r"<title>\s*\S.* · Wide Margin</title>", page, re.DOTALL)
    assert re.search(r'<meta property="og:title" content="\S', page)
    assert "style=" not in page


@pytest.mark.parametrize("who", ["visitor", "member"])
@pytest.mark.parametrize("name", NAMES)
def test_every_account_page_has_our_header_one_heading_and_a_title(client, amara: Member, name, who):
    if who == "member":
        client.force_login(amara)
    response = open_page(client, name)
    assert response.status_code == 200
    assert_is_ours(response.content.decode())


def test_the_page_for_a_new_password_from_a_mail_is_ours(client, amara, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "amara@example.org"})
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    page = client.get(link, follow=True).content.decode()
    assert_is_ours(page)
    assert 'autocomplete="new-password"' in page


@pytest.mark.parametrize("signup", [True, False])
def test_the_page_that_waits_for_a_confirmation_is_ours(client, amara, settings, signup):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    if signup:
        joining = {"username": "esi", "email": "esi@example.org", "password1": "seven green umbrellas"}
        client.post(reverse("account_signup"), joining)
    page = client.get(reverse("account_email_verification_sent"), follow=True).content.decode()
    assert_is_ours(page)
    assert ("one-time-code" in page) is signup


def test_the_page_that_joining_is_closed_is_ours(client, monkeypatch):
    monkeypatch.setattr("forum.members.adapter.AccountAdapter.is_open_for_signup", lambda *_: False)
    assert_is_ours(client.get(reverse("account_signup")).content.decode())


def test_being_asked_for_the_password_again_is_a_page_of_ours(client, amara):
    client.force_login(amara)
    page = client.get(reverse("account_reauthenticate")).content.decode()
    assert_is_ours(page)


def test_every_field_has_a_label(client, db):
    for name in ("account_login", "account_signup", "account_reset_password", "account_request_login_code"):
        page = client.get(reverse(name)).content.decode()
        fields = re.findall(r'<input(?![^>]*type="hidden")[^>]*id="([\w-]+)"', page)
        assert fields
        for field in fields:
            assert re.search(f'<label[^>]* for="{field}"', page)


@pytest.mark.parametrize("who", ["visitor", "member"])
@pytest.mark.parametrize("name", NAMES)
def test_no_account_page_speaks_in_words_of_others(client, amara: Member, name, who):
    if who == "member":
        client.force_login(amara)
    seen = open_page(client, name)
    pages = [seen.content.decode()]
    if 'class="form"' in pages[0]:
        pages.append(client.post(seen.request["PATH_INFO"], {}, follow=True).content.decode())
    for page in pages:
        main = re.search(r"<main.*</main>", page, re.DOTALL)[0]
        words = re.sub(r"<[^>]*>", " ", main)
        assert not re.search(r"\b[Ee]mail\b|Username|\(again\)|This field is required|[Ss]uccessfully", words)
        assert "placeholder=" not in main


def test_a_changed_password_is_said_once(client, amara):
    client.force_login(amara)
    new = {
        "oldpassword": PASSWORD,
        "password1": "eleven paper lanterns",
        "password2": "eleven paper lanterns",
    }
    page = client.post(reverse("account_change_password"), new, follow=True).content.decode()
    assert page.count("password has been changed") == 1
