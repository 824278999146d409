"""A link in a mail stops such mail without signing in: a press of the button, or of the mail program's own."""

import pytest
from django.test import Client

from forum.debate.actions import open_thread
from forum.notices.mail.tokens import ALL, DIGEST, address_to_stop
from forum.notices.models import NoticeSettings, Subscription

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def anybody() -> Client:
    """Someone who is not signed in, whose browser insists on tokens where pages do."""
    return Client(enforce_csrf_checks=True)


def test_looking_stops_nothing(anybody, amara):
    page = anybody.get(address_to_stop(ALL, member=amara))

    assert page.status_code == 200
    assert "Send me no more" in page.content.decode()
    assert not NoticeSettings.objects.exists()


def test_one_click_stops_digests(anybody, amara):
    assert anybody.post(address_to_stop(DIGEST, member=amara), ONE_CLICK).status_code == 200

    wishes = NoticeSettings.objects.get(member=amara)
    assert (wishes.digest, wishes.mail_at_once) == ("never", True)


def test_one_click_stops_all_mail(anybody, amara):
    anybody.post(address_to_stop(ALL, member=amara), ONE_CLICK)

    wishes = NoticeSettings.objects.get(member=amara)
    assert (wishes.digest, wishes.mail_at_once) == ("never", False)


def test_one_click_stops_what_is_told_of_a_thread(anybody, amara, thread):
    page = anybody.post(address_to_stop(thread.pk, member=amara), ONE_CLICK)

    assert "nothing more of the thread “Who keeps the keys?”" in page.content.decode()
    said = Subscription.objects.get(member=amara)
    assert (said.place, said.place_id, said.level) == ("thread", thread.pk, "nothing")


def test_doing_it_twice_changes_nothing_more(anybody, amara, thread):
    for _ in range(2):
        anybody.post(address_to_stop(thread.pk, member=amara), ONE_CLICK)

    assert Subscription.objects.count() == 1


def test_a_thread_that_the_member_sees_no_more_is_not_named(anybody, amara, chiara, kitchen):
    thread = open_thread(member=amara, circle=kitchen, title="Soup", source="Who brings it?")
    page = anybody.get(address_to_stop(thread.pk, member=chiara)).content.decode()

    assert "Soup" not in page
    assert "this thread" in page


@pytest.mark.parametrize("token", ["nonsense", "W10:1:x", "%00"])
def test_a_link_that_is_none_of_ours_leads_nowhere(anybody, db, token):
    assert anybody.get(f"/unsubscribe/{token}/").status_code in (400, 404)


def test_a_link_cannot_be_made_to_say_something_else(anybody, amara):
    address = address_to_stop(DIGEST, member=amara)
    token = address.split("/")[2]
    assert anybody.post(address.replace(token, "A" + token[1:])).status_code == 404
    assert not NoticeSettings.objects.exists()
