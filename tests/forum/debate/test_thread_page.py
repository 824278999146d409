"""Reading a thread, page by page."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.debate.models import Kind, Thread
from forum.debate.pages import thread_page
from forum.debate.runs import place_asked


def read(client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def posts_on(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'id="post-(\d+)"', page)]


def link(page: str, rel: str) -> str | None:
    found = re.search(rf'href="(\?[^"]*)" rel="{rel}"', page)
    return found and found[1]


@pytest.fixture
def long_thread(thread, opening, bashir, chiara):
    """A thread of 50 replies: ten branches, each a chain of five."""
    for _ in range(10):
        post = opening
        for _ in range(5):
            post = reply(member=chiara if post.author == bashir else bashir, answers=post, source="A word.")
    return thread


def in_reading_order(thread) -> list[int]:
    return list(thread.posts.exclude(path="").in_reading_order().values_list("pk", flat=True))


def test_pages_follow_each_other_through_the_whole_thread(client, long_thread):
    url, read_so_far = long_thread.get_absolute_url(), []
    page = read(client, url)
    read_so_far += posts_on(page)[1:]
    while further := link(page, "next"):
        page = read(client, url + further)
        read_so_far += posts_on(page)

    assert read_so_far == in_reading_order(long_thread)


def test_pages_lead_back_the_way_they_came(client, long_thread):
    url = long_thread.get_absolute_url()
    first = read(client, url)
    second = read(client, url + link(first, "next"))
    third = read(client, url + link(second, "next"))

    assert posts_on(read(client, url + link(third, "prev"))) == posts_on(second)
    assert posts_on(read(client, url + link(second, "prev"))) == posts_on(first)


def test_the_opening_stands_in_full_on_the_first_page_and_folded_on_later_ones(client, long_thread):
    url = long_thread.get_absolute_url()
    first = read(client, url)
    second = read(client, url + link(first, "next"))

    assert "I kept them <em>twice</em>." in first
    assert "<q>I kept them twice.</q>" in second


def test_a_posts_address_leads_to_the_page_it_stands_on(client, long_thread):
    for pk in in_reading_order(long_thread):
        answer = client.get(reverse("post", args=[pk]))
        assert urlsplit(answer.url).fragment == f"post-{pk}"
        assert pk in posts_on(read(client, answer.url))


def test_a_page_that_begins_within_a_branch_says_whom_its_first_post_answers(client, long_thread):
    deep = long_thread.posts.get(pk=in_reading_order(long_thread)[33])

    page = read(client, deep.get_absolute_url())

    assert (
        f'In reply to <a href="/posts/{deep.answers_id}/">{deep.answers.author}</a>: <q>A word.</q>' in page
    )


def test_every_reply_says_whom_it_answers(client, answer, thread):
    assert f'replying to <a href="#post-{thread.opening_id}">Amara</a>' in read(
        client, thread.get_absolute_url()
    )


def test_each_branch_folds(client, answer, chiara):
    reply(member=chiara, answers=answer, source="And I bring the tea.")

    page = read(client, answer.thread.get_absolute_url())

    assert '<details class="branch" open><summary>replies to Bashir</summary>' in page
    for tag in ("ol", "li", "details"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>")


@pytest.mark.parametrize(
    "asked",
    ["?after=nonsense'--", "?before=%00", "?at=0", "?at=99999999999999999999", "?at=x", "?after=zzzz"],
)
def test_an_address_that_makes_no_sense_shows_the_first_page(client, answer, asked):
    url = answer.thread.get_absolute_url()

    assert posts_on(read(client, url + asked)) == posts_on(read(client, url))


def test_a_post_of_another_thread_is_not_begun_at(thread, answer, bashir, commons):
    other = open_thread(member=bashir, circle=commons, title="Tea", source="Who?")
    elsewhere = reply(member=bashir, answers=other.opening, source="I.")

    assert place_asked(thread, {"at": str(elsewhere.pk)})["start_at"] == ""


def test_a_withdrawn_post_keeps_its_place_and_says_whose_it_was(client, answer, chiara):
    below = reply(member=chiara, answers=answer, source="June suits me.")
    withdraw_post(member=answer.author, post=answer)

    page = read(client, answer.thread.get_absolute_url())

    assert "Bashir withdrew this post." in page
    assert "Then I keep them next." not in page
    assert posts_on(page) == [answer.answers_id, answer.pk, below.pk]


def test_an_edited_post_leads_to_its_history(client, answer):
    edit_post(member=answer.author, post=answer, source="I keep them in June.", kind=answer.kind)

    page = read(client, answer.thread.get_absolute_url())

    assert f'href="/posts/{answer.pk}/history/"' in page


def test_evidence_stands_with_its_post(client, opening, bashir, page_112):
    reply(member=bashir, answers=opening, source="See.", kind=Kind.COUNTER_EVIDENCE, evidence=[page_112])

    page = read(client, opening.thread.get_absolute_url())

    assert "Okafor, Ngozi (1931), <cite>The Ledger of the Baths</cite></a>, p. 112" in page
    assert "speaks against it" in page
    assert "The minutes were burnt." in page


def test_a_member_is_offered_to_answer_and_to_change_what_is_theirs(as_member, answer, bashir):
    page = read(as_member(bashir), answer.thread.get_absolute_url())

    assert page.count(">Reply</a>") == 2
    assert page.count(">Edit</a>") == page.count(">Withdraw</a>") == 1


def test_a_visitor_is_led_to_the_entrance_and_back(client, thread):
    page = read(client, thread.get_absolute_url())

    assert f"/accounts/login/?next=%2Fthreads%2F{thread.pk}%2F" in page
    assert ">Reply</a>" not in page


def test_what_members_write_is_out_of_reach_of_htmx(client, bashir, commons):
    thread = open_thread(
        member=bashir, circle=commons, title="<b>", source='<img src=x hx-get="/" onerror=alert(1)>'
    )

    page = read(client, thread.get_absolute_url())

    assert '<div class="prose" hx-disable>' in page
    assert "<img" not in page
    assert "<h1>&lt;b&gt;</h1>" in page


@pytest.mark.parametrize("authors", [2, 12])
@pytest.mark.parametrize(("asked", "visitor", "member"), [("", 4, 7), ("?at={last}", 6, 9)])
def test_a_page_takes_the_same_statements_however_long_deep_and_peopled(
    django_assert_max_num_queries, opening, page_112, authors, asked, visitor, member
):
    from tests.conftest import make_member

    members = [make_member(f"writer{number}") for number in range(authors)]
    post = opening
    for number in range(authors * 5):
        post = reply(member=members[number % authors], answers=post, source="A word.", evidence=[page_112])
    url = opening.thread.get_absolute_url() + asked.format(last=post.pk)
    signed_in = Client()
    signed_in.force_login(members[0])

    signed_in.get(url)
    with django_assert_max_num_queries(visitor):
        Client().get(url)
    with django_assert_max_num_queries(member):
        signed_in.get(url)


def test_a_page_is_not_found_by_counting(django_assert_max_num_queries, long_thread, bashir):
    middle = long_thread.posts.get(pk=in_reading_order(long_thread)[30])
    long_thread = Thread.objects.for_pages().get(pk=long_thread.pk)

    with django_assert_max_num_queries(14) as asked:  # three pages
        thread_page(long_thread, bashir, after=middle.path)
        thread_page(long_thread, bashir, before=middle.path)
        thread_page(long_thread, bashir, start_at=middle.path)

    for query in asked.captured_queries:
        bounded = re.sub(
            r"COUNT\(\*\)\s+FROM \(.*?LIMIT \d+\s*\) AS counted", "", query["sql"], flags=re.DOTALL
        )
        assert not re.search(r"\b(OFFSET|COUNT)\b", bounded)
