"""How a session is found again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from forum.members.sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_a_session_brings_its_member_back(client, amara):
    client.force_login(amara)

    assert client.get(reverse("circles")).context["user"] == amara


def test_a_session_that_is_over_is_a_visitors(client, amara):
    client.force_login(amara)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not client.get(reverse("circles")).context["user"].is_authenticated


def test_a_key_that_somebody_made_up_is_never_taken_on(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-key-somebody-made-up-0123456789"
    store = SessionStore("a-key-somebody-made-up-0123456789")

    assert not client.get(reverse("circles")).context["user"].is_authenticated
    assert store.get("anything") is None
    store["anything"] = 1
    store.save()
    assert store.session_key != "a-key-somebody-made-up-0123456789"
