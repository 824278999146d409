"""Mail is left to the worker; where none is sent, the page says where it is."""

import logging
from pathlib import Path

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from forum.background.worker import make_worker
from forum.members.models import Member

pytestmark = pytest.mark.django_db

JOINING = {"username": "esi", "email": "esi@example.org", "password1": "seven green umbrellas"}


class Away(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages) -> int:
        raise ConnectionRefusedError


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_IS_SENT = True
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.mark.django_db(transaction=True)
def test_a_mail_waits_for_the_worker(client, mail_server, mailoutbox):
    client.post(reverse("account_signup"), JOINING)
    assert mailoutbox == []
    make_worker().run()
    assert [mail.to for mail in mailoutbox] == [["esi@example.org"]]
    assert mailoutbox[0].from_email == "Wide Margin <margin@localhost>"


@pytest.mark.django_db(transaction=True)
def test_joining_while_the_mail_server_is_away_leads_on_and_another_code_can_be_asked_for(
    client, mail_server, settings, mailoutbox, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    answer = client.post(reverse("account_signup"), JOINING)
    assert answer.url == reverse("account_email_verification_sent")
    with caplog.at_level(logging.ERROR):
        make_worker().run()
    assert "ConnectionRefusedError" in caplog.text
    assert DBTaskResult.objects.failed().count() == 1

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post(answer.url, {"action": "resend"})
    make_worker().run()
    code = mailoutbox[0].body.split("\n    ")[1].split()[0]
    client.post(answer.url, {"code": code})
    assert client.get("/").context["user"] == Member.objects.get(handle="esi")


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
def test_where_no_mail_is_sent_one_message_says_where_it_is(amara, settings, tmp_path: Path, name):
    settings.EMAIL_FILE_PATH = tmp_path
    settings.ALLOWED_HOSTS = ["*"]
    for address, is_here in (("127.0.0.1", True), ("203.0.113.9", False)):
        client = Client(REMOTE_ADDR=address, HTTP_HOST="localhost")
        page = client.post(reverse(name), {"email": "amara@example.org"}, follow=True).content.decode()
        assert page.count("This installation sends no e-mail") == 1
        assert "sent a code" not in page
        assert "have sent" not in page
        assert (str(tmp_path) in page) is is_here
