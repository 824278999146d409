"""What is written in a place, for feed readers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.feeds.gathering import LATEST
from forum.text import render
from tests.forum.feeds.reading import entries, read, text

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def thread(amara, commons):
    return open_thread(
        member=amara, circle=commons, title="Bread & <roses>", source="For *all*.", at=NOW - timedelta(days=2)
    )


@pytest.fixture
def ask(client):
    def ask(name: str, *args, **headers):
        return client.get(reverse(name, args=args), headers=headers)

    return ask


def test_a_circle_has_a_feed_of_its_latest_posts_the_newest_first(ask, thread, bashir, commons):
    reply(member=bashir, answers=thread.opening, source="And for me.", at=NOW)
    answer = ask("circle_feed", "commons")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = read(answer.content)
    assert text(feed, "title") == commons.name
    assert entries(feed, "author/name") == ["Bashir", "Amara"]
    assert entries(feed, "title") == ["Bread & <roses>"] * 2
    assert entries(feed) == [str(render("And for me.")), str(render("For *all*."))]
    assert text(feed, "updated") == entries(feed, "updated")[0]


def test_a_feed_says_where_it_is_and_what_it_is_of(ask, thread):
    feed = read(ask("thread_feed", thread.pk).content)
    links = {link.get("rel"): link.get("href") for link in feed if link.tag.endswith("link")}
    assert links == {
        "alternate": f"http://testserver/threads/{thread.pk}/",
        "self": f"http://testserver/threads/{thread.pk}/feed/",
    }


def test_an_entry_keeps_its_name_and_says_when_it_was_edited(ask, thread, amara):
    before = read(ask("thread_feed", thread.pk).content)
    edit_post(member=amara, post=thread.opening, source="For everyone.", kind="comment", at=NOW)
    after = read(ask("thread_feed", thread.pk).content)
    assert entries(before, "id") == entries(after, "id")
    assert entries(before, "published") == entries(after, "published")
    assert entries(before, "updated") < entries(after, "updated")


def test_no_more_than_the_latest_are_in_it_and_always_with_as_many_queries(
    ask, thread, bashir, django_assert_num_queries
):
    with django_assert_num_queries(2):
        ask("thread_feed", thread.pk)
    for n in range(LATEST):
        reply(member=bashir, answers=thread.opening, source=f"Loaf {n}", at=NOW + timedelta(seconds=n))
    with django_assert_num_queries(2):
        assert len(entries(read(ask("thread_feed", thread.pk).content))) == LATEST
    with django_assert_num_queries(2):
        assert len(entries(read(ask("circle_feed", "commons").content))) == LATEST


def test_what_has_not_changed_is_not_sent_again(ask, thread, bashir):
    first = ask("thread_feed", thread.pk)
    etag, changed = first["ETag"], first["Last-Modified"]
    assert ask("thread_feed", thread.pk, **{"If-None-Match": etag}).status_code == 304
    assert ask("thread_feed", thread.pk, **{"If-Modified-Since": changed}).status_code == 304
    reply(member=bashir, answers=thread.opening, source="More.", at=NOW)
    assert ask("thread_feed", thread.pk, **{"If-None-Match": etag}).status_code == 200
    assert ask("thread_feed", thread.pk, **{"If-Modified-Since": changed}).status_code == 200


def test_a_withdrawn_post_is_gone_and_that_is_a_change(ask, thread, bashir):
    answer = reply(member=bashir, answers=thread.opening, source="A secret.", at=NOW - timedelta(days=1))
    before = ask("thread_feed", thread.pk)
    withdraw_post(member=bashir, post=answer)
    after = ask("thread_feed", thread.pk, **{"If-Modified-Since": before["Last-Modified"]})
    assert after.status_code == 200
    assert b"A secret." not in after.content


def test_characters_that_no_feed_can_say_are_left_out(ask, amara, commons):
    thread = open_thread(member=amara, circle=commons, title="A bell \x07 rings", source="\ufffe Words. \x0b")
    assert entries(read(ask("thread_feed", thread.pk).content), "title") == ["A bell  rings"]


def test_an_empty_feed_is_a_feed(ask, commons):
    assert entries(read(ask("circle_feed", "commons").content)) == []


def test_pages_tell_of_their_feeds(client, thread):
    for page, feed in (("/circles/commons/", "circle_feed"), (thread.get_absolute_url(), "thread_feed")):
        href = reverse(feed, args=["commons" if feed == "circle_feed" else thread.pk])
        html = client.get(page).content.decode()
        assert f'type="application/atom+xml" title="New posts" href="{href}"' in html
        assert f'class="feed-link" href="{href}"' in html


def test_a_private_thread_has_no_feed(as_member, amara):
    note = open_thread(member=amara, circle=None, source="Mine.")
    assert as_member(amara).get(reverse("thread_feed", args=[note.pk])).status_code == 404
