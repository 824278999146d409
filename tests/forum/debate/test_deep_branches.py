"""A page goes so many levels deep; what stands below has pages of its own."""

import re

import pytest
from django.test import Client

from forum.debate.actions import reply
from forum.debate.models import Post
from forum.debate.runs import LEVELS, SIZE


def read(client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def posts_on(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'id="post-(\d+)"', page)]


def below(page: str) -> tuple[str, str] | None:
    """Where the first branch leads that the page does not show, and what is said of it."""
    found = re.search(r'<p class="below"><a href="([^"]+)">([^<]+)</a>', page)
    return found and (found[1], found[2])


@pytest.fixture
def chain(opening, bashir) -> list[Post]:
    """Forty replies, each to the one before."""
    posts = [opening]
    for number in range(1, 41):
        posts.append(reply(member=bashir, answers=posts[-1], source=f"Level {number}."))
    return posts


def test_a_page_shows_six_levels_and_says_how_much_stands_below(client, chain):
    page = read(client, chain[0].thread.get_absolute_url())

    assert posts_on(page) == [post.pk for post in chain[: LEVELS + 1]]
    assert below(page)[1] == "34 more replies in this branch"


def test_a_deep_branch_is_read_to_its_end_branch_by_branch(client, chain):
    url = chain[0].thread.get_absolute_url()
    page = read(client, url)
    seen = posts_on(page)
    while further := below(page):
        page = read(client, url + further[0])
        assert posts_on(page)[0] == seen[-1], "a branch begins with the post it hangs on"
        seen += posts_on(page)[1:]

    assert seen == [post.pk for post in chain]


def test_the_address_of_any_post_leads_to_a_page_on_which_it_stands(client, chain):
    for post in chain:
        page = read(client, post.get_absolute_url())
        assert post.pk in posts_on(page)


def test_a_branch_leads_back_to_the_whole_thread(client, chain):
    page = read(client, chain[10].get_absolute_url())

    assert (
        f'A branch of this thread. <a href="/posts/{chain[LEVELS].pk}/">See it in the whole thread</a>'
        in page
    )
    assert chain[LEVELS].pk in posts_on(read(client, chain[LEVELS].get_absolute_url()))


def test_a_branch_has_pages_like_a_thread(client, chain, chiara):
    head = chain[LEVELS]
    for number in range(SIZE + 5):
        reply(member=chiara, answers=head, source=f"Beside {number}.")
    url = head.thread.get_absolute_url()

    first = read(client, f"{url}?under={head.path}")
    further = re.search(r'href="(\?under=[^"]+)" rel="next"', first.replace("&amp;", "&"))[1]
    second = read(client, url + further)

    assert posts_on(first)[0] == head.pk
    assert len(posts_on(first)) == SIZE + 1
    assert "<q>Level 6.</q>" in second, "the head is folded on later pages"
    beneath = head.thread.posts.filter(path__startswith=head.path, depth__lte=2 * LEVELS)
    shown = [*posts_on(first), *posts_on(second)]
    assert shown == list(beneath.in_reading_order().values_list("pk", flat=True))
    back = re.search(r'href="(\?under=[^"]+)" rel="prev"', second.replace("&amp;", "&"))[1]
    assert posts_on(read(client, url + back)) == posts_on(first)


def test_a_branch_of_nothing_is_the_whole_thread(client, chain):
    url = chain[0].thread.get_absolute_url()

    for nowhere in ("0000zzzz", "x", "00000", "%00"):
        assert posts_on(read(client, f"{url}?under={nowhere}")) == posts_on(read(client, url))


def test_what_stands_below_is_counted_only_so_far(client, chain, bashir):
    post = chain[-1]
    for _ in range(80):
        post = reply(member=bashir, answers=post, source="Deeper.")

    assert below(read(client, chain[0].thread.get_absolute_url()))[1] == (
        "More than 99 more replies in this branch"
    )


@pytest.mark.parametrize("asked", ["?at={at}", "?under={under}"])
def test_a_page_of_a_branch_takes_no_more_statements(django_assert_max_num_queries, chain, amara, asked):
    url = chain[0].thread.get_absolute_url() + asked.format(at=chain[30].pk, under=chain[12].path)
    signed_in = Client()
    signed_in.force_login(amara)
    signed_in.get(url)

    with django_assert_max_num_queries(6):
        Client().get(url)
    with django_assert_max_num_queries(10):
        signed_in.get(url)
