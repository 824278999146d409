"""A form that another site makes a member send does nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from forum.debate.models import Post
from tests.conftest import PASSWORD
from tests.security import addresses

# Addresses that answer to a form, beside those of the library for signing in.
FORMS = {
    "import_essay",
    "import_draft",
    "import_section",
    "discard_draft",
    "annotate",
    "new_thread",
    "reply",
    "edit_post",
    "withdraw_post",
    "preview",
    "settings",
}
ENTRANCE = (
    "account_login",
    "account_signup",
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reset_password",
    "account_request_login_code",
)


@pytest.fixture
def careful_client(world) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.author)
    return client


def all_addresses(world) -> dict[str, str]:
    return (
        addresses.of_nobody_in_particular(world)
        | addresses.of_place(world.open)
        | addresses.of_draft(world)
        | {name: reverse(name) for name in ENTRANCE}
    )


def test_every_form_insists_on_its_token(careful_client, world):
    before = Post.objects.count()
    urls = all_addresses(world)
    answers = {name: careful_client.post(urls[name], {"source": "x"}).status_code for name in FORMS}
    assert answers == dict.fromkeys(FORMS, 403)
    assert Post.objects.count() == before


@pytest.mark.parametrize("name", ENTRANCE)
def test_the_entrance_insists_on_its_token(db, name):
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse(name), {"login": "amara", "password": PASSWORD}).status_code == 403


def test_addresses_that_are_no_forms_change_nothing(client, world):
    client.force_login(world.author)
    urls = all_addresses(world)
    for name in set(urls) - FORMS - set(ENTRANCE):
        assert client.post(urls[name]).status_code == 405, name


def test_every_page_says_what_the_browser_may_run(client, world):
    client.force_login(world.author)
    for name, url in all_addresses(world).items():
        policy = client.get(url).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy, name
        assert "unsafe" not in policy, name
