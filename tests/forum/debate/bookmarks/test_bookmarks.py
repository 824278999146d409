"""Posts that a member wants to find again."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.bookmarks.actions import bookmark, remove_bookmark
from forum.debate.bookmarks.models import Bookmark

LIST = "/bookmarks/"


def read(client, url: str = LIST, **details) -> str:
    answer = client.get(url, **details)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_bookmark_is_set_with_a_note_and_found_in_the_list(as_member, bashir, opening):
    client = as_member(bashir)

    answer = client.post(reverse("set_bookmark", args=[opening.pk]), {"note": "for the minutes"}, follow=True)

    html = answer.content.decode()
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Who keeps the minutes?" in html
    assert "I kept them twice." in html
    assert "for the minutes" in html


def test_setting_it_again_changes_the_note_and_keeps_its_time(bashir, opening):
    first = bookmark(member=bashir, post=opening, note="one")
    second = bookmark(member=bashir, post=opening, note="two")

    assert (first.pk, first.at) == (second.pk, second.at)
    assert Bookmark.objects.get().note == "two"


def test_it_is_removed_where_it_is_listed(as_member, bashir, opening):
    bookmark(member=bashir, post=opening)

    html = as_member(bashir).post(reverse("remove_bookmark", args=[opening.pk]), follow=True).content.decode()

    assert "The bookmark has been removed." in html
    assert not Bookmark.objects.exists()


def test_within_a_thread_its_form_comes_and_goes_in_place(as_member, bashir, opening):
    client, url, by_htmx = (
        as_member(bashir),
        reverse("set_bookmark", args=[opening.pk]),
        {"HX-Request": "true"},
    )

    assert "<html" not in (asked := read(client, url, headers=by_htmx))
    assert "Remove the bookmark" not in asked
    assert "Bookmarked." in client.post(url, {"note": ""}, headers=by_htmx).content.decode()
    assert "Remove the bookmark" in read(client, url, headers=by_htmx)
    removed = client.post(reverse("remove_bookmark", args=[opening.pk]), headers=by_htmx)
    assert "The bookmark has been removed." in removed.content.decode()


def test_by_itself_its_form_leads_on_to_the_list_since_no_post_stands_by_to_say_that_it_is_done(
    as_member, bashir, opening
):
    client, url = as_member(bashir), reverse("set_bookmark", args=[opening.pk])
    assert "hx-post" in read(client, url, headers={"HX-Request": "true"})
    assert "hx-post" not in read(client, url).partition("bookmark-form")[2].partition("</form>")[0]
    assert client.post(url, {"note": "Later.", "token": uuid4()}).headers["Location"] == LIST


def test_a_note_that_is_too_long_is_refused_and_shown_again(as_member, bashir, opening):
    answer = as_member(bashir).post(reverse("set_bookmark", args=[opening.pk]), {"note": "a" * 501})

    assert answer.status_code == 422
    assert "a" * 501 in answer.content.decode()
    assert not Bookmark.objects.exists()


def test_bookmarks_are_ones_own(as_member, amara, bashir, opening):
    bookmark(member=bashir, post=opening, note="mine alone")
    client = as_member(amara)

    assert "mine alone" not in read(client)
    assert "mine alone" not in read(client, reverse("set_bookmark", args=[opening.pk]))
    client.post(reverse("remove_bookmark", args=[opening.pk]))
    assert Bookmark.objects.exists()


def test_what_one_may_not_see_cannot_be_bookmarked(as_member, amara, bashir, kitchen):
    tea = open_thread(member=amara, circle=kitchen, title="Tea", source="Milk?")

    url = reverse("set_bookmark", args=[tea.opening_id])
    assert as_member(bashir).get(url).status_code == 404
    assert as_member(bashir).post(url).status_code == 404
    assert not Bookmark.objects.exists()


@pytest.fixture
def left(amara, bashir, kitchen) -> Bookmark:
    """Bashir's bookmark of a post of a closed circle that he has left since."""
    join(member=bashir, circle=kitchen)
    tea = open_thread(member=amara, circle=kitchen, title="Tea at five", source="With milk?")
    mark = bookmark(member=bashir, post=tea.opening, note="ask about sugar")
    bashir.memberships.filter(circle=kitchen).update(left_at=timezone.now())
    return mark


def test_what_one_can_no_longer_read_shows_nothing_of_itself_and_can_be_removed(as_member, bashir, left):
    client = as_member(bashir)
    html = read(client)

    assert "No longer readable" in html
    assert "ask about sugar" in html
    for hidden in ("Tea at five", "With milk?", "Amara", "Kitchen table"):
        assert hidden not in html
    client.post(reverse("remove_bookmark", args=[left.post_id]))
    assert not Bookmark.objects.exists()


def test_a_withdrawn_post_shows_nothing_of_itself(as_member, amara, bashir, opening):
    bookmark(member=bashir, post=opening)
    withdraw_post(member=amara, post=opening)

    html = read(as_member(bashir))

    assert "No longer readable" in html
    assert "kept them" not in html


def test_the_list_goes_on_page_by_page(as_member, amara, bashir, opening):
    for number in range(25):
        bookmark(member=bashir, post=reply(member=amara, answers=opening, source=f"Number {number}."))
    client = as_member(bashir)

    first = read(client)
    further = first.partition('href="?before=')[2].partition('"')[0]
    second = read(client, f"{LIST}?before={further}")

    assert "Number 24." in first
    assert "Number 4." not in first
    assert "Number 4." in second
    assert "Number 0." in second


def test_many_cost_as_many_queries_as_one(as_member, amara, bashir, opening, django_assert_max_num_queries):
    for number in range(20):
        bookmark(member=bashir, post=reply(member=amara, answers=opening, source=f"Number {number}."))
    client = as_member(bashir)
    read(client)

    with django_assert_max_num_queries(6):
        read(client)


def test_there_is_nothing_to_remove_where_nothing_was_set(as_member, bashir, opening):
    assert not remove_bookmark(member=bashir, post=opening.pk)
    assert as_member(bashir).post(reverse("remove_bookmark", args=[opening.pk])).status_code == 404


def test_a_thread_says_which_posts_one_has_bookmarked_and_to_others_nothing(
    as_member, client, bashir, chiara, opening, answer
):
    bookmark(member=bashir, post=opening, note="for the minutes")
    bookmark(member=chiara, post=answer)

    page = read(as_member(bashir), opening.thread.get_absolute_url())
    leads = f'href="/posts/{opening.pk}/bookmark/" data-answer>'
    assert f"{leads}Bookmarked</a>" in page
    assert f'href="/posts/{answer.pk}/bookmark/" data-answer>Bookmark</a>' in page
    client.logout()
    assert "Bookmark" not in read(client, opening.thread.get_absolute_url())


def test_the_link_says_so_at_once(as_member, bashir, opening):
    client, by_htmx = as_member(bashir), {"HX-Request": "true"}
    link = (
        f'<a id="bookmark-{opening.pk}" href="/posts/{opening.pk}/bookmark/" data-answer hx-swap-oob="true">'
    )

    done = client.post(reverse("set_bookmark", args=[opening.pk]), {"note": ""}, headers=by_htmx)
    assert f"{link}Bookmarked</a>" in done.content.decode()
    undone = client.post(reverse("remove_bookmark", args=[opening.pk]), headers=by_htmx)
    assert f"{link}Bookmark</a>" in undone.content.decode()


def test_to_say_so_takes_a_thread_no_statement_more(
    as_member, bashir, opening, answer, django_assert_num_queries
):
    client, address = as_member(bashir), opening.thread.get_absolute_url()
    client.get(address)
    for post in (opening, answer):
        with django_assert_num_queries(7):
            client.get(address)
        bookmark(member=bashir, post=post)
    with django_assert_num_queries(7):
        client.get(address)


def test_in_a_note_to_oneself_it_is_said_too(as_member, bashir):
    thread = open_thread(member=bashir, circle=None, source="To myself.")
    bookmark(member=bashir, post=thread.opening)
    assert ">Bookmarked</a>" in read(as_member(bashir), thread.get_absolute_url())
