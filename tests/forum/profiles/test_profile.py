"""Somebody's page lists what they have written, to each reader what that reader may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.debate.actions import open_thread, reply, withdraw_post
from forum.web.pagination import SIZE as POSTS

pytestmark = pytest.mark.django_db


def write(member, circle, words, **more):
    return open_thread(member=member, circle=circle, title=f"About {words}", source=words, **more)


def page_of(client, member, **query) -> str:
    return client.get(member.get_absolute_url(), query).content.decode()


def test_a_page_says_who_somebody_is_but_not_their_address(client, amara):
    amara.about = "Reads the footnotes <b>first</b>."
    amara.save()
    page = page_of(client, amara)
    assert "<h1>Amara</h1>" in page
    assert "Reads the footnotes &lt;b&gt;first&lt;/b&gt;." in page
    assert amara.email not in page


def test_a_page_is_found_in_any_letters_and_nobody_is_at_an_unknown_handle(client, amara):
    assert client.get("/members/AMARA/").status_code == 200
    assert client.get("/members/nobody/").status_code == 404


def test_posts_stand_newest_first_whatever_order_they_were_kept_in(client, amara, commons):
    now = timezone.now()
    write(amara, commons, "yesterday", at=now - timedelta(days=1))
    write(amara, commons, "long ago", at=now - timedelta(days=9))
    write(amara, commons, "today", at=now)
    page = page_of(client, amara)
    assert page.index("About today") < page.index("About yesterday") < page.index("About long ago")


def test_older_posts_follow_on_further_pages_each_once(client, amara, commons):
    at = timezone.now()
    for n in range(POSTS * 2 + 1):
        write(amara, commons, f"thought {n}.", at=at)  # all at one moment: the number decides
    seen, before = [], ""
    while True:
        page = client.get(amara.get_absolute_url(), {"before": before}).context["page"]
        seen += [written.post.pk for written in page.posts.rows]
        before = page.posts.further
        if not before:
            break
    assert len(seen) == len(set(seen)) == POSTS * 2 + 1
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("key", ["x", "1", "-", "9" * 40 + "-1", "1-2-3", "\x00"])
def test_a_key_that_is_none_is_taken_as_the_first_page(client, amara, commons, key):
    write(amara, commons, "something")
    assert "About something" in page_of(client, amara, before=key)


def test_what_was_written_in_a_closed_circle_is_shown_to_its_members_only(
    as_member, client, amara, bashir, kitchen
):
    write(amara, kitchen, "the soup")
    assert "the soup" not in page_of(client, amara)
    assert "the soup" not in page_of(as_member(bashir), amara)
    assert "the soup" in page_of(as_member(amara), amara)


def test_private_notes_are_shown_to_their_author_only(as_member, amara, bashir):
    write(amara, None, "a secret worry")
    assert "a secret worry" not in page_of(as_member(bashir), amara)
    assert "a secret worry" in page_of(as_member(amara), amara)


def test_every_post_leads_on_by_words_even_where_its_threads_title_is_gone(client, amara, bashir, commons):
    thread = write(bashir, commons, "tea")
    withdraw_post(member=bashir, post=thread.opening)
    post = reply(member=amara, answers=thread.opening, source="Too late, here it is.")
    thread.refresh_from_db()

    assert thread.title == ""
    link = f'<a href="{post.get_absolute_url()}">A thread whose first post was withdrawn</a>'
    assert link in page_of(client, amara)


def test_withdrawn_posts_are_left_out(client, amara, commons):
    thread = write(amara, commons, "regret")
    withdraw_post(member=amara, post=thread.opening)
    assert "regret" not in page_of(client, amara)


def test_a_page_costs_as_many_queries_for_many_posts_as_for_one(client, amara, bashir, commons):
    thread = write(bashir, commons, "a beginning")
    counts = []
    for more in (1, POSTS):
        for n in range(more):
            reply(member=amara, answers=thread.opening, source=f"Answer {n}.")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page_of(client, amara)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
