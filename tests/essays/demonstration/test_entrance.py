"""The cast's password is shown to whoever sits at the machine itself, and to nobody else."""

import pytest
from django.urls import reverse

from essays.demonstration.cast import PASSWORD, cast
from essays.demonstration.loader import open_sign_in
from essays.demonstration.models import Demonstration
from forum.members.models import Member

pytestmark = pytest.mark.django_db

HERE = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def demonstration(settings):
    settings.ALLOWED_HOSTS = ["*"]
    for person in cast():
        Member.objects.create_user(
            person.handle, f"{person.handle}@example.org", display_name=person.display_name
        )
    row = Demonstration.objects.create()
    open_sign_in(True)
    return row


def sign_in_page(client, **request) -> str:
    return client.get(reverse("account_login"), **HERE | request).content.decode()


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_on_the_machine_itself_the_cast_is_introduced(client, demonstration, host):
    page = sign_in_page(client, HTTP_HOST=host)
    assert PASSWORD in page
    for person in cast():
        assert person.display_name in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"HTTP_HOST": "margin.example.org"},
        {"HTTP_HOST": "localhost.example.org"},
        {"HTTP_HOST": "192.168.1.4:8000"},
        {"HTTP_HOST": "[fe80::1]"},
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_X_FORWARDED_HOST": "margin.example.org"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
    ],
)
def test_from_anywhere_else_nothing_is_said(client, demonstration, elsewhere):
    assert PASSWORD not in sign_in_page(client, **elsewhere)


def test_an_installation_that_is_no_demonstration_says_nothing(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert PASSWORD not in sign_in_page(client)


def test_a_closed_demonstration_says_nothing_and_lets_nobody_in(client, demonstration):
    open_sign_in(False)
    assert PASSWORD not in sign_in_page(client)
    client.post(reverse("account_login"), {"login": "amara", "password": PASSWORD}, **HERE)
    assert not client.get("/", **HERE).context["user"].is_authenticated


def test_one_click_signs_in_as_one_of_the_cast_and_leads_back(client, demonstration):
    entrance = {"login": "", "password": "", "as": "bashir", "next": "/circles/"}
    assert client.post(reverse("account_login"), entrance, **HERE).url == "/circles/"
    assert client.get("/", **HERE).context["user"].handle == "bashir"


@pytest.mark.parametrize(
    ("who", "request_"), [("bashir", {"REMOTE_ADDR": "203.0.113.9"}), ("olena", {})], ids=["afar", "no guest"]
)
def test_the_click_signs_in_nobody_else_and_nobody_from_elsewhere(client, demonstration, who, request_):
    Member.objects.create_user("olena", "olena@example.org", PASSWORD)
    answer = client.post(reverse("account_login"), {"as": who}, **HERE | request_)
    assert answer.status_code != 302
    assert not client.get("/", **HERE).context["user"].is_authenticated


def test_a_password_manager_finds_one_form_to_fill_in(client, demonstration):
    page = sign_in_page(client)
    assert page.count('name="login"') == page.count('name="password"') == 1
    assert page.index(">Sign in</button>") < page.index('name="as"')  # the Enter key presses the first


def knock(client, **request) -> bool:
    client.post(reverse("account_login"), {"login": "amara", "password": PASSWORD}, **HERE | request)
    return "_auth_user_id" in client.session


def test_the_password_everyone_knows_opens_the_door_on_this_machine_alone(client, demonstration):
    assert not knock(client, REMOTE_ADDR="203.0.113.5")
    assert not knock(client, HTTP_HOST="margin.example.org")
    assert not knock(client, HTTP_X_FORWARDED_FOR="203.0.113.5")
    assert knock(client)


def test_where_there_is_no_demonstration_an_amara_signs_in_from_anywhere(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Member.objects.create_user("amara", "amara@example.org", PASSWORD)
    assert knock(client, REMOTE_ADDR="203.0.113.5")
