"""Views that are kept to a limit, and what is said to whoever is too fast."""

import re
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from forum.circles.models import Circle
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.limits.answering import in_words
from forum.limits.asking import key_of, network_of
from forum.limits.models import Allowance
from forum.limits.table import Limit
from tests.conftest import PASSWORD

NEW_THREAD = "/circles/commons/new/"
WORDS = "The kettle is on, and whoever wants tea may come & fetch <it> herself.\nThere is milk."


def use_up(limit: Limit, asker: object) -> None:
    """Have `asker`, a member or a key, done all that `limit` allows at once."""
    key = getattr(asker, "pk", asker)
    settled = int(timezone.now().timestamp() * 1_000_000) + limit.value.rate.most
    Allowance.objects.create(key=f"{limit.name.lower()} {key}", settled=settled)


def send(client: Client, **more):
    sent = {"title": "Tea", "kind": "comment", "source": WORDS, "token": ""}
    return client.post(NEW_THREAD, sent, **more)


def resend(client: Client, page: str):
    """Press the button of the page that keeps what was sent."""
    form = page[page.index('<form class="actions"') :]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    unescaped = {name: unescape(value) for name, value in fields.items()}
    return client.post(re.search(r'action="([^"]+)"', form)[1], unescaped)


@pytest.fixture
def still():
    with time_machine.travel("2026-05-03 12:00 +0000", tick=False) as clock:
        yield clock


def test_whoever_posts_too_fast_is_told_when_to_go_on_and_nothing_is_written(still, as_member, amara):
    use_up(Limit.POSTING, amara)
    response = send(as_member(amara))
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "15"
    assert "You can go on in 15 seconds." in response.content.decode()
    assert not Post.objects.exists()


def test_the_words_come_back_and_are_sent_again_with_one_button(still, as_member, amara):
    client = as_member(amara)
    use_up(Limit.POSTING, amara)
    page = send(client).content.decode()
    assert "come &amp; fetch &lt;it&gt; herself.\nThere is milk.</textarea>" in page
    still.shift(15)
    assert resend(client, page).status_code == 302
    assert Post.objects.get().source == WORDS


def test_a_form_that_stands_on_its_page_gets_the_sentence_alone(still, as_member, amara):
    use_up(Limit.POSTING, amara)
    response = send(as_member(amara), headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["Retry-After"]) == (429, "15")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == "You are faster than this place allows. You can go on in 15 seconds."


def test_looking_at_a_form_is_not_sending_it(as_member, amara, commons):
    use_up(Limit.POSTING, amara)
    assert as_member(amara).get(NEW_THREAD).status_code == 200


def test_one_member_is_not_held_up_by_another(as_member, amara, bashir):
    use_up(Limit.POSTING, amara)
    assert send(as_member(bashir)).status_code == 302


def test_what_is_refused_does_not_prolong_the_wait(still, as_member, amara):
    client = as_member(amara)
    use_up(Limit.POSTING, amara)
    for _ in range(5):
        assert send(client).headers["Retry-After"] == "15"
    still.shift(15)
    assert send(client).status_code == 302


def test_files_that_are_asked_for_too_often_wait_too(as_member, amara):
    use_up(Limit.EXPORTING, amara)
    response = as_member(amara).get(reverse("export_sources"))
    assert response.status_code == 429
    assert f'href="{reverse("export_sources")}"' in response.content.decode()


def test_who_searches_too_often_waits_and_goes_on_with_what_they_asked_for(still, as_member, amara):
    use_up(Limit.SEARCHING, amara)
    response = as_member(amara).get("/search/?q=tea&sort=new")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "2")
    assert 'href="/search/?q=tea&amp;sort=new"' in response.content.decode()


@pytest.mark.parametrize(
    ("limit", "name"),
    [
        (Limit.SIGNING_IN, "account_login"),
        (Limit.SIGNING_UP, "account_signup"),
        (Limit.ASKING_FOR_MAIL, "account_reset_password"),
        (Limit.ASKING_FOR_MAIL, "account_request_login_code"),
    ],
)
def test_the_entrance_is_kept_to_its_limits_and_no_password_comes_back(still, client, rf, amara, limit, name):
    use_up(limit, visitor_key(rf, "127.0.0.1"))
    response = client.post(reverse(name), {"login": "amara", "password": PASSWORD})
    assert response.status_code == 429
    assert "Retry-After" in response.headers
    assert PASSWORD not in response.content.decode()
    assert Client(REMOTE_ADDR="203.0.113.9").post(reverse(name), {"login": "amara"}).status_code != 429


def visitor_key(rf, address: str) -> str:
    return key_of(visit(rf, address))


def visit(rf, address: str, **more):
    request = rf.get("/", REMOTE_ADDR=address, **more)
    request.user = AnonymousUser()
    return request


def test_of_a_visitor_no_address_is_kept_and_another_day_they_are_somebody_else(rf):
    with time_machine.travel("2026-05-03 12:00 +0000", tick=False) as clock:
        key = visitor_key(rf, "203.0.113.9")
        assert "203" not in key
        assert key == visitor_key(rf, "203.0.113.9") != visitor_key(rf, "203.0.113.10")
        clock.shift(24 * 3600)
        assert key != visitor_key(rf, "203.0.113.9")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_a_household_is_one_whatever_address_it_gives_itself(rf, address, network):
    assert network_of(visit(rf, address)) == network


def test_an_address_that_somebody_only_says_they_have_counts_for_nothing(rf, settings):
    said = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9"}
    assert network_of(visit(rf, "127.0.0.1", **said)) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert network_of(visit(rf, "127.0.0.1", **said)) == "203.0.113.9"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "in 1 second"),
        (59, "in 59 seconds"),
        (60, "in 1 minute"),
        (181, "in 4 minutes"),
        (3600, "in 1 hour"),
        (3601, "in 2 hours"),
    ],
)
def test_when_to_go_on_is_said_as_people_say_it_and_never_too_early(seconds, words):
    assert in_words(seconds) == words


def test_reading_counts_nothing(client, thread_of_commons):
    client.get(f"/threads/{thread_of_commons.pk}/")
    client.get("/circles/commons/")
    assert not Allowance.objects.exists()


@pytest.fixture
def thread_of_commons(amara):
    return open_thread(member=amara, circle=Circle.objects.commons(), title="Tea", source="Who brings it?")


def test_every_limit_of_the_table_is_kept_by_some_view():
    def views(patterns):
        for pattern in patterns:
            yield from views(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern.callback]

    kept = {getattr(view, "limit", None) for view in views(get_resolver().url_patterns)}
    assert set(Limit) - kept == set()


@pytest.mark.parametrize(
    ("limit", "name", "arguments", "said"),
    [
        (Limit.SAVING_DRAFTS, "save_draft", [], {"place": "thread-in-1", "source": "Tea?"}),
        (Limit.SAVING_DRAFTS, "discard_typed", [], {"place": "thread-in-1"}),
        (Limit.TAKING_NOTE, "set_bookmark", ["post"], {"note": "For Monday"}),
        (Limit.TAKING_NOTE, "remove_bookmark", ["post"], {}),
        (Limit.TAKING_NOTE, "subscription", ["thread", "thread_number"], {"level": "nothing"}),
        (Limit.TAKING_NOTE, "notice_settings", [], {"digest": "never", "weekday": "0"}),
        (Limit.EDITING, "change_tags", ["thread_number"], {"tags": "tea"}),
    ],
)
def test_small_things_have_limits_too_and_nothing_is_lost(
    still, as_member, amara, thread_of_commons, limit, name, arguments, said
):
    numbers = {"post": thread_of_commons.opening_id, "thread_number": thread_of_commons.pk}
    address = reverse(name, args=[numbers.get(one, one) for one in arguments])
    use_up(limit, amara)
    response = as_member(amara).post(address, said)

    assert response.status_code == 429
    assert response.headers["Retry-After"] == str(limit.value.rate.every)
    page = response.content.decode()
    assert "You can go on in" in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in said.items())


@pytest.mark.parametrize(
    "address", ["/circles/commons/suggest/?q=b", "/sources/suggest/?q=tea", "/glimpse/?of=/threads/1/"]
)
def test_so_has_what_a_page_asks_for_by_itself(still, as_member, amara, thread_of_commons, address):
    use_up(Limit.GLANCING, amara)
    response = as_member(amara).get(address)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "1")


def test_who_searches_too_fast_is_told_when_to_go_on(still, as_member, amara):
    use_up(Limit.SEARCHING, amara)
    response = as_member(amara).get("/search/?q=tea")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "2")
