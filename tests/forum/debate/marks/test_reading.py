"""What is new to a member, and what a page they read makes of it."""

import re

import pytest
from django.urls import reverse

from forum.circles.actions import join
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.marks import marking
from forum.debate.marks.marking import carry_marks, mark_all_read, mark_thread_read
from forum.debate.marks.models import ReadMark
from forum.debate.marks.standing import MOST_NEW, standing_to, standings
from forum.debate.models import Post
from forum.debate.runs import SIZE


def new_to(member, thread) -> int:
    return standing_to(member, thread).new


def read(client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def marked_new(page: str) -> list[int]:
    articles = re.findall(r'<article class="post [^"]*" id="post-(\d+)"(.*?)</article>', page, re.DOTALL)
    return [int(pk) for pk, inside in articles if 'class="is-new"' in inside]


@pytest.fixture
def long_thread(thread, opening, bashir):
    """Thirty replies of Bashir's."""
    for number in range(30):
        reply(member=bashir, answers=opening, source=f"Reply {number}.")
    return thread


def test_what_others_wrote_since_one_joined_is_new_and_ones_own_words_are_not(
    amara, bashir, thread, answer, chiara
):
    assert (new_to(amara, thread), new_to(bashir, thread)) == (1, 1)
    assert standing_to(chiara, thread).new == 0, "Chiara joined when all of it had been written"


def test_a_page_that_is_read_is_not_new_any_more_and_the_rest_is(as_member, amara, long_thread):
    client, url = as_member(amara), long_thread.get_absolute_url()

    page = read(client, url)
    assert len(marked_new(page)) == SIZE
    assert "30 new" in page
    assert new_to(amara, long_thread) == 10

    page = read(client, url)
    assert marked_new(page) == []
    assert "10 new" in page


def test_reading_all_pages_leaves_nothing_new_and_no_exceptions(as_member, amara, long_thread):
    client, url = as_member(amara), long_thread.get_absolute_url()
    last = long_thread.posts.latest("pk")

    read(client, long_thread.posts.get(source=f"Reply {SIZE}.").get_absolute_url())
    read(client, url)

    mark = ReadMark.objects.get(member=amara)
    assert (mark.up_to, mark.beyond) == (last.pk, [])
    assert new_to(amara, long_thread) == 0


def test_a_later_page_read_first_leaves_the_earlier_one_new(as_member, amara, long_thread):
    client = as_member(amara)
    last = long_thread.posts.latest("pk")

    read(client, last.get_absolute_url())

    standing = standing_to(amara, long_thread)
    assert 0 < standing.new < 30
    assert not standing.is_new(last.pk)
    assert standing.is_new(long_thread.posts.get(source="Reply 0.").pk)


def test_the_first_new_post_is_found_in_reading_order(as_member, amara, bashir, chiara, long_thread, opening):
    client = as_member(amara)
    mark_thread_read(member=amara, thread=long_thread)
    reply(member=bashir, answers=opening, source="At the end.")
    early = reply(
        member=chiara, answers=long_thread.posts.get(source="Reply 3."), source="Earlier in the tree."
    )

    led_to = client.get(reverse("first_new", args=[long_thread.pk])).url

    assert led_to.endswith(f"?at={early.pk}#post-{early.pk}")
    assert early.pk in marked_new(read(client, led_to))


def test_where_nothing_is_new_one_is_led_to_the_beginning(client, as_member, thread, amara):
    assert client.get(reverse("first_new", args=[thread.pk])).url == thread.get_absolute_url()
    assert as_member(amara).get(reverse("first_new", args=[thread.pk])).url == thread.get_absolute_url()


def test_marking_a_thread_read_leaves_what_is_written_later(as_member, amara, bashir, long_thread, opening):
    client = as_member(amara)

    answer = client.post(reverse("mark_thread_read", args=[long_thread.pk]))

    assert answer.url == long_thread.get_absolute_url()
    assert new_to(amara, long_thread) == 0
    reply(member=bashir, answers=opening, source="Later.")
    assert new_to(amara, long_thread) == 1


def test_marking_a_circle_read_leaves_other_circles_as_they_are(
    amara, bashir, chiara, thread, answer, kitchen
):
    join(member=bashir, circle=kitchen)
    inside = open_thread(member=bashir, circle=kitchen, title="Soup", source="Who cooks?")

    mark_all_read(member=amara, circle=thread.circle)
    assert (new_to(amara, thread), new_to(amara, inside)) == (0, 1)

    mark_all_read(member=amara)
    assert new_to(amara, inside) == 0
    reply(member=bashir, answers=inside.opening, source="I do.")
    assert new_to(amara, inside) == 1


def test_marking_all_again_goes_further_and_never_back(amara, bashir, thread, opening):
    for _ in range(2):
        reply(member=bashir, answers=opening, source="More.")
        mark_all_read(member=amara, circle=thread.circle)
        mark_all_read(member=amara)
        assert new_to(amara, thread) == 0


def test_in_an_open_circle_that_one_only_visits_nothing_is_new_until_one_has_been_there(
    as_member, amara, bashir, thread, answer
):
    amara.memberships.all().delete()
    assert new_to(amara, thread) == 0

    page = read(as_member(amara), thread.get_absolute_url())
    assert marked_new(page) == []
    later = reply(member=bashir, answers=answer, source="And in June.")

    assert standing_to(amara, thread).new == 1
    assert marked_new(read(as_member(amara), thread.get_absolute_url())) == [later.pk]


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}])
def test_what_a_browser_fetches_in_advance_was_shown_to_nobody(as_member, amara, thread, answer, headers):
    as_member(amara).get(thread.get_absolute_url(), headers=headers)
    as_member(amara).head(thread.get_absolute_url())

    assert new_to(amara, thread) == 1


def test_nothing_is_written_where_nothing_was_new(as_member, amara, thread, answer):
    client = as_member(amara)
    read(client, thread.get_absolute_url())
    before = ReadMark.objects.get(member=amara).version

    read(client, thread.get_absolute_url())

    assert ReadMark.objects.get(member=amara).version == before


def test_a_withdrawn_post_is_passed_by_like_others(as_member, amara, bashir, thread, answer):
    withdraw_post(member=bashir, post=answer)
    assert new_to(amara, thread) == 1

    read(as_member(amara), thread.get_absolute_url())
    assert new_to(amara, thread) == 0


def test_no_more_is_counted_than_is_said(amara, bashir, thread, opening):
    Post.objects.bulk_create(
        Post(
            thread=thread, author=bashir, answers=opening, path=f"{number:04}", depth=1, source="x", html="x"
        )
        for number in range(MOST_NEW + 50)
    )
    assert new_to(amara, thread) == MOST_NEW + 1


def test_many_exceptions_are_said_shorter(monkeypatch, as_member, amara, bashir, thread, opening):
    monkeypatch.setattr(marking, "MANY", 4)
    first = [reply(member=bashir, answers=opening, source=f"{number}") for number in range(SIZE)]
    deep = [reply(member=bashir, answers=first[3], source=f"Under 3, {number}.") for number in range(10)]
    client = as_member(amara)

    read(client, thread.get_absolute_url())

    mark = ReadMark.objects.get(member=amara)
    assert mark.up_to >= first[9].pk
    assert set(mark.beyond) == {post.pk for post in deep}
    assert new_to(amara, thread) == SIZE - 10


def test_private_notes_have_no_marks(as_member, amara):
    note = open_thread(member=amara, circle=None, source="For myself.")

    read(as_member(amara), note.get_absolute_url())

    assert standing_to(amara, note) is None
    assert not ReadMark.objects.exists()


def test_posts_that_move_to_another_thread_take_along_who_has_read_them(
    as_member, amara, bashir, chiara, commons, thread, opening
):
    posts = [reply(member=bashir, answers=opening, source=f"{number}") for number in range(SIZE + 4)]
    read(as_member(amara), thread.get_absolute_url())
    target = open_thread(member=chiara, circle=commons, title="Apart", source="Let us go on here.")
    moved = [posts[2].pk, posts[SIZE + 1].pk]
    Post.objects.filter(pk__in=moved).update(thread=target)

    carry_marks(source=thread, target=target, posts=moved)

    assert new_to(amara, thread) == 3
    apart = standing_to(amara, target)
    assert [apart.is_new(pk) for pk in moved] == [False, True]


def test_any_number_of_threads_is_one_query(django_assert_num_queries, amara, bashir, commons):
    threads = [open_thread(member=bashir, circle=commons, title="T", source="x") for _ in range(8)]
    with django_assert_num_queries(1):
        found = standings(amara, [thread.pk for thread in threads])
    assert [found[thread.pk].new for thread in threads] == [1] * 8


def test_reading_what_is_new_takes_no_more_than_ten_statements(
    django_assert_max_num_queries, as_member, amara, bashir, long_thread, opening
):
    client = as_member(amara)
    read(client, long_thread.get_absolute_url())
    last = reply(member=bashir, answers=long_thread.posts.latest("pk"), source="Under the last.")
    url = client.get(last.get_absolute_url()).url

    with django_assert_max_num_queries(10):
        assert marked_new(client.get(url).content.decode())
