"""What a member was told: by thread, one click from its place, and read once it has been shown."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.circles.actions import join
from forum.circles.models import Circle, Membership
from forum.circles.signals import circle_left
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.members.models import Member
from forum.notices.forgetting import forget_post
from forum.notices.models import Notice
from tests.forum.notices.conftest import everyone_is_told, unread

NOTICES = "/notices/"


def shown(client, asked: str = "") -> str:
    return client.get(NOTICES + asked).content.decode()


@pytest.fixture
def answers(bashir, opening):
    """Four answers of Bashir's to what Amara wrote, of which she was told."""
    posts = [reply(member=bashir, answers=opening, source=f"Answer {number}.") for number in range(4)]
    everyone_is_told()
    return posts


def test_the_header_counts_what_is_unread_without_a_query(
    as_member, amara, answers, django_assert_num_queries
):
    client = as_member(amara)

    assert re.search(r'class="count">4<', client.get("/circles/").content.decode())
    with django_assert_num_queries(4):
        client.get("/circles/")


def test_more_than_99_are_counted_no_further(as_member, amara):
    amara.unread_notices = 120
    amara.save()

    assert ">99+<" in as_member(amara).get("/circles/").content.decode()


def test_notices_stand_by_thread(as_member, amara, bashir, commons, answers):
    other = open_thread(member=amara, circle=commons, title="Soup", source="Who brings it?")
    reply(member=bashir, answers=other.opening, source="I do.")
    everyone_is_told()
    page = shown(as_member(amara))

    assert re.findall(r'<h2 id="thread-\d+"><a href="[^"]+">(.*?)</a>', page) == [
        "Soup",
        "Who keeps the keys?",
    ]
    assert "4 new posts" in page
    assert "1 new post<" in page


def test_a_click_leads_to_the_place_and_takes_the_notice_as_read(as_member, amara, answers):
    notice = Notice.objects.get(post=answers[0])
    response = as_member(amara).get(reverse("notice", args=[notice.pk]))

    assert response.url == answers[0].get_absolute_url()
    notice.refresh_from_db()
    assert notice.read_at
    assert unread(amara) == 3


def test_whoever_reads_the_thread_has_read_the_notices_of_what_it_shows(
    as_member, amara, bashir, opening, answers
):
    as_member(amara).get(opening.thread.get_absolute_url())

    assert unread(amara) == 0
    assert not Notice.objects.unread().filter(member=amara).exists()


def test_what_stands_on_another_page_of_the_thread_stays_unread(as_member, amara, bashir, opening, answers):
    for number in range(20):
        reply(member=bashir, answers=opening, source=f"Further answer {number}.")
    everyone_is_told()
    as_member(amara).get(opening.thread.get_absolute_url())

    assert unread(amara) == 4


def test_all_can_be_marked_as_read_but_not_what_came_since(as_member, amara, bashir, opening, answers):
    newest = Notice.objects.latest("pk").pk
    reply(member=bashir, answers=opening, source="Later.")
    everyone_is_told()
    as_member(amara).post("/notices/read/", {"until": newest})

    assert [notice.post.source for notice in Notice.objects.unread()] == ["Later."]
    assert unread(amara) == 1


def test_only_what_is_new_can_be_shown(as_member, amara, answers):
    client = as_member(amara)
    client.get(reverse("notice", args=[Notice.objects.get(post=answers[0]).pk]))

    assert "Answer 0." in shown(client)
    assert "Answer 0." not in shown(client, "?new")
    assert "Answer 1." in shown(client, "?new")


def test_notices_are_read_page_by_page(as_member, amara, bashir, opening):
    for number in range(45):
        reply(member=bashir, answers=opening, source=f"Answer number-{number}-.")
    everyone_is_told()
    client = as_member(amara)
    first = shown(client)
    further = re.search(r'href="(\?before=[^"]+)"', first)[1]
    seen = re.findall(r"number-(\d+)-", first + shown(client, further))

    assert seen == [str(number) for number in reversed(range(45))]


def test_the_page_takes_the_same_statements_however_long(
    as_member, amara, bashir, commons, answers, django_assert_num_queries
):
    client = as_member(amara)
    shown(client)
    # One asks whether there were many legal holds lately, two of meetings, two of one's part in them.
    with django_assert_num_queries(11):
        shown(client)
    for number in range(10):
        thread = open_thread(member=amara, circle=commons, title=f"T{number}", source="x")
        reply(member=bashir, answers=thread.opening, source="y")
    everyone_is_told()
    with django_assert_num_queries(11):
        shown(client)


def test_a_page_of_a_thread_takes_no_query_for_notices_where_nothing_is_unread(
    as_member, amara, opening, django_assert_num_queries
):
    client = as_member(amara)
    client.get("/circles/")
    with django_assert_num_queries(7):
        client.get(opening.thread.get_absolute_url())


def test_reading_takes_few_statements_more(as_member, amara, opening, answers):
    client = as_member(amara)
    client.get("/circles/")
    with CaptureQueriesContext(connection) as taken:
        client.get(opening.thread.get_absolute_url())
    statements = [each["sql"] for each in taken if "SAVEPOINT" not in each["sql"]]

    assert len(statements) == 10  # with one to mark the thread as read


def test_a_withdrawn_post_is_told_of_no_more(as_member, amara, bashir, answers):
    withdraw_post(member=bashir, post=answers[0])

    assert "Answer 0." not in shown(as_member(amara))
    assert unread(amara) == 3
    forget_post(answers[0].pk)
    forget_post(answers[0].pk)
    assert unread(amara) == 3
    assert not Notice.objects.filter(post=answers[0]).exists()


def test_counts_follow_a_withdrawal_before_the_list_is_opened(amara, bashir, answers):
    withdraw_post(member=bashir, post=answers[0])
    forget_post(answers[0].pk)

    assert unread(amara) == 3


def test_what_is_in_a_closed_circle_vanishes_for_who_leaves_it(as_member, amara, bashir, kitchen, now):
    join(member=bashir, circle=kitchen)
    thread = open_thread(member=bashir, circle=kitchen, title="Soup", source="Who brings it?")
    reply(member=amara, answers=thread.opening, source="I do.")
    everyone_is_told()
    notice = Notice.objects.get(member=bashir)
    client = as_member(bashir)
    assert "I do." in shown(client)
    Membership.objects.filter(member=bashir, circle=kitchen).update(left_at=now)
    circle_left.send(sender=Circle, circle=kitchen, member=bashir)

    assert unread(bashir) == 0
    page = shown(client)
    assert "I do." not in page
    assert "Soup" not in page
    assert client.get(reverse("notice", args=[notice.pk])).status_code == 404


def test_a_count_that_is_not_true_is_mended_when_the_list_is_opened(as_member, amara, answers):
    Member.objects.update(unread_notices=9)
    shown(as_member(amara))

    assert unread(amara) == 4


def test_nobody_follows_anothers_notice(as_member, chiara, answers):
    assert as_member(chiara).get(reverse("notice", args=[Notice.objects.first().pk])).status_code == 404
