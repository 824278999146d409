"""What readers see of branches that were moved."""

import pytest
from django.urls import reverse

from forum.debate.actions import withdraw_post
from forum.debate.branching.actions import branch_off
from forum.debate.branching.models import Branching
from forum.debate.models import Thread


@pytest.fixture
def soup(talk, chiara) -> Thread:
    return branch_off(member=chiara, post=talk.soup, title="Soup & <bread>")


def page_of(client, thread: Thread) -> str:
    return client.get(thread.get_absolute_url()).content.decode()


def test_a_line_stays_where_it_was_moved_from(client, talk, soup):
    page = " ".join(page_of(client, talk.thread).split())
    assert (
        '<a href="/members/chiara/">Chiara</a> moved 4 replies to '
        f'<a href="/threads/{soup.pk}/">Soup &amp; &lt;bread&gt;</a>'
    ) in page
    assert "What about soup?" not in page


def test_the_new_thread_says_what_it_began_as(client, talk, soup):
    page = page_of(client, soup)
    opening = talk.thread.opening
    assert f'This began as a reply to <a href="/posts/{opening.pk}/">Amara</a>: <q>I did.</q>' in page
    assert 'Moved here by <a href="/members/chiara/">Chiara</a>' in page
    assert "Move it back" not in page, "a visitor cannot"


def test_of_what_was_withdrawn_no_words_are_repeated(client, talk, soup, amara):
    withdraw_post(member=amara, post=talk.thread.opening)
    assert "I did." not in page_of(client, soup)


def test_a_post_is_found_at_its_address_wherever_it_has_gone(client, talk, soup):
    response = client.get(reverse("post", args=[talk.leeks.pk]))
    assert response.url == f"/threads/{soup.pk}/?at={talk.leeks.pk}#post-{talk.leeks.pk}"


def test_a_member_moves_a_branch_out_and_another_moves_it_back(client, talk, bashir, chiara):
    client.force_login(chiara)
    assert f'/posts/{talk.soup.pk}/branch/">Move out</a>' in page_of(client, talk.thread)
    address = reverse("branch_off", args=[talk.soup.pk])
    assert "4 posts move" in client.get(address).content.decode()
    moved = client.post(address, {"title": "Soup"}, follow=True)
    assert moved.context["page"].thread.title == "Soup"
    client.force_login(bashir)
    back = client.post(reverse("move_back", args=[Branching.objects.get().pk]), follow=True)
    assert "stand below what they answered again" in back.content.decode()
    assert Thread.objects.count() == 1


def test_a_branch_needs_a_title(as_member, talk, chiara):
    response = as_member(chiara).post(reverse("branch_off", args=[talk.soup.pk]), {"title": " "})
    assert response.status_code == 422
    assert "Give the new thread a title." in response.content.decode()
    assert Thread.objects.count() == 1


def test_the_same_form_sent_twice_moves_once(as_member, talk, chiara):
    client, token = as_member(chiara), "0b7d2cbc-6a6f-4bb0-8e3c-0fd0a3f6f2c1"
    address = reverse("branch_off", args=[talk.soup.pk])
    answers = [client.post(address, {"title": "Soup", "token": token}) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert Branching.objects.count() == 1


def test_what_cannot_be_moved_is_said_before_anything_is_typed(as_member, talk, chiara):
    page = as_member(chiara).get(reverse("branch_off", args=[talk.thread.opening_id])).content.decode()
    assert "opens its thread already" in page
    assert "<textarea" not in page
    assert 'name="title"' not in page


def test_the_tool_is_offered_where_something_stands_below(as_member, talk, chiara):
    page = page_of(as_member(chiara), talk.thread)
    assert f"/posts/{talk.soup.pk}/branch/" in page
    assert f"/posts/{talk.minutes.pk}/branch/" not in page
    assert f"/posts/{talk.thread.opening_id}/branch/" not in page


def test_lines_cost_a_page_one_statement_and_the_new_thread_none(
    django_assert_num_queries, client, talk, soup, chiara
):
    branch_off(member=chiara, post=talk.minutes, title="Minutes")
    with django_assert_num_queries(3):
        page_of(client, soup)
    with django_assert_num_queries(4):
        page_of(client, talk.thread)
