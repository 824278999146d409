"""A closed place by a secret address: as its member reads it, and no longer than they may."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.debate.actions import open_thread
from forum.feeds.actions import make_key, renew_key, revoke_key
from forum.feeds.addresses import address_of
from tests.forum.feeds.reading import entries, read, text

pytestmark = pytest.mark.django_db

FEED = "/circles/kitchen/feed/"


@pytest.fixture
def thread(amara, kitchen):
    return open_thread(member=amara, circle=kitchen, title="Soup", source="It was cold.")


@pytest.fixture
def address(amara, thread) -> str:
    return address_of(make_key(member=amara), FEED)


def status(address: str) -> int:
    return Client().get(address).status_code


def test_whoever_has_the_address_reads_the_feed_without_signing_in(address):
    assert status(FEED) == 404
    answer = Client().get(address)
    feed = read(answer.content)
    assert entries(feed, "title") == ["Soup"]
    assert text(feed, "id") == f"http://testserver{FEED}"  # which is no secret


def test_it_is_kept_by_nobody_on_the_way_and_told_to_nobody(address):
    answer = Client().get(address)
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer


def test_the_address_of_one_feed_opens_no_other(address, thread):
    other = address.replace(FEED, f"/threads/{thread.pk}/feed/")
    assert other != address
    assert status(other) == 404


@pytest.mark.parametrize("of", ["/circles/kitchen/", "/settings/", "/nowhere/", "/operator/"])
def test_it_leads_to_feeds_only(amara, thread, of):
    assert status(address_of(make_key(member=amara), of)) == 404


def test_whoever_has_left_reads_it_no_more(bashir, kitchen, thread):
    joined = join(member=bashir, circle=kitchen)
    address = address_of(make_key(member=bashir), FEED)
    assert status(address) == 200
    joined.left_at = timezone.now()
    joined.save()
    assert status(address) == 404


def test_renewed_revoked_and_of_a_closed_account_it_leads_nowhere(amara, address):
    renew_key(member=amara)
    assert status(address) == 404
    address = address_of(make_key(member=amara), FEED)
    assert status(address) == 200
    amara.is_active = False
    amara.save()
    assert status(address) == 404
    amara.is_active = True
    amara.save()
    revoke_key(member=amara)
    assert status(address) == 404


@pytest.mark.parametrize("guessed", ["1-", "1", "x-y", "-", "99999999999999999999-a", "1-é"])
def test_a_guess_leads_nowhere(address, guessed):
    assert status(f"/feeds/{guessed}{FEED}") == 404


def test_a_member_makes_renews_and_revokes_addresses_in_their_settings(as_member, amara, thread):
    client, page = as_member(amara), reverse("feed_addresses")
    assert "Make my secret addresses" in client.get(page).content.decode()
    client.post(page, {"then": "make"})
    first = address_of(amara.feed_key, FEED)
    assert first in client.get(page).content.decode()
    client.post(page, {"then": "renew"})
    assert first not in client.get(page).content.decode()
    client.post(page, {"then": "revoke"})
    assert "Make my secret addresses" in client.get(page).content.decode()


def test_a_closed_page_leads_to_the_secret_address_of_its_feed(as_member, amara, thread, address):
    client = as_member(amara)
    html = client.get("/circles/kitchen/").content.decode()
    assert 'rel="alternate"' not in html
    led_to = f"{reverse('feed_addresses')}?of=%2Fcircles%2Fkitchen%2Ffeed%2F"
    assert led_to in html
    assert address in client.get(led_to).content.decode()
