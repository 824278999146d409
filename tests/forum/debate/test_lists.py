"""A circle’s threads are listed on a page of their own."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.debate import contexts
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.lists import thread_lines
from forum.debate.models import Thread


def titles(page: str) -> list[str]:
    return re.findall(r'<h2><a href="/threads/\d+/">(.*?)</a></h2>', page)


def circle(client, asked: str = "") -> str:
    return client.get(reverse("circle_threads", args=["commons"]) + asked).content.decode()


def test_the_thread_with_the_latest_post_stands_first(client, amara, bashir, commons):
    first = open_thread(member=amara, circle=commons, title="First", source="One.")
    open_thread(member=amara, circle=commons, title="Second", source="Two.")
    reply(member=bashir, answers=first.opening, source="Again.")

    assert titles(circle(client)) == ["First", "Second"]


def test_a_circle_lists_its_threads_page_by_page_even_those_of_one_moment(client, amara, commons):
    now = timezone.now()
    for number in range(45):
        open_thread(
            member=amara,
            circle=commons,
            title=f"T{number}",
            source="x",
            at=now - timedelta(days=number // 15),
        )

    page, seen = circle(client), []
    seen += titles(page)
    while further := re.search(r'href="(\?before=[^"]+)"', page):
        page = circle(client, further[1])
        seen += titles(page)

    assert len(seen) == 45
    assert sorted(seen) == sorted(f"T{number}" for number in range(45))


@pytest.mark.parametrize("key", ["nonsense", "7", "-", "7-x", "2026-01-01-1"])
def test_a_key_that_makes_no_sense_shows_the_first_page(client, thread, key):
    assert titles(circle(client, f"?before={key}")) == ["Who keeps the minutes?"]


def test_private_notes_and_threads_in_a_margin_are_not_listed(as_member, amara, commons):
    open_thread(member=amara, circle=None, source="For myself.")
    open_thread(member=amara, circle=commons, source="In a margin.", context="somewhere")

    assert titles(circle(as_member(amara))) == []


def test_a_thread_withdrawn_before_anyone_answered_is_not_listed(client, amara, thread):
    withdraw_post(member=amara, post=thread.opening)

    assert titles(circle(client)) == []


def test_a_thread_withdrawn_after_an_answer_stays_listed(client, amara, answer):
    withdraw_post(member=amara, post=answer.thread.opening)

    assert titles(circle(client)) == ["Who keeps the minutes?"]


def test_a_list_takes_the_same_statements_however_long(django_assert_num_queries, client, amara, commons):
    for count in (2, 15):
        for number in range(count):
            open_thread(member=amara, circle=commons, title=f"T{number}", source="x")
        with django_assert_num_queries(3):
            circle(client)


def test_a_thread_is_called_by_its_first_words_where_it_has_no_title(amara, commons):
    thread = open_thread(member=amara, circle=commons, source="Who *brings* the tea?")

    assert thread_lines(Thread.objects.filter(pk=thread.pk).for_lists())[0].title == "Who brings the tea?"


def test_a_thread_whose_opening_and_title_are_gone_still_has_a_name(amara, bashir, commons):
    thread = open_thread(member=amara, circle=commons, title="Tea", source="Who brings it?")
    withdraw_post(member=amara, post=thread.opening)
    reply(member=bashir, answers=thread.opening, source="Too late, here it is.")

    [line] = thread_lines(Thread.objects.filter(pk=thread.pk).for_lists())
    assert line.title == "A thread whose first post was withdrawn"


def test_a_thread_in_a_context_is_read_there(client, monkeypatch, amara, commons):
    place = contexts.Context(
        title="The Baths", url="/annotations/7/", place_url="/essays/baths/", quote="burnt"
    )
    monkeypatch.setitem(contexts._lookups, "shelf", lambda threads: dict.fromkeys(threads, place))
    thread = open_thread(member=amara, circle=commons, source="In a margin.", context="shelf")

    line = thread_lines([thread])[0]
    assert (line.title, line.href, line.place) == ("“burnt”", "/annotations/7/", "The Baths")
    assert client.get(f"/threads/{thread.pk}/?at=3").url == "/annotations/7/?at=3"
    assert client.get(thread.opening.get_absolute_url()).url.startswith("/annotations/7/?at=")
