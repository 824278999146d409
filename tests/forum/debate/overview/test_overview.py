"""A debate from above, and ways into its middle."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.overview.pages import SIZE

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def overview(client, thread, asked: str = "") -> str:
    answer = client.get(reverse("overview", args=[thread.pk]) + asked)
    assert answer.status_code == 200
    return answer.content.decode()


def words(page: str) -> list[str]:
    return re.findall(r'<a class="words" href="[^"]+">(.*?)</a>', page)


@pytest.fixture
def thread(amara, commons):
    return open_thread(
        member=amara, circle=commons, title="Steam", source="Who turned it on?", kind="question", at=NOON
    )


@pytest.fixture
def say(thread):
    def say(member, source: str, kind: str = "comment", *, answers=None, days: float = 0):
        return reply(
            member=member,
            answers=answers or thread.opening,
            source=source,
            kind=kind,
            at=NOON + timedelta(days=days),
        )

    return say


@pytest.fixture
def debate(say, amara, bashir, chiara):
    critique = say(bashir, "Steam is loud.", "critique", days=1)
    say(bashir, "And it is wet.", "comment", answers=critique, days=2)
    burnt = say(chiara, "The ledger says otherwise.", "counter-evidence", days=30)
    say(amara, "Which page?", "question", answers=burnt, days=31)
    say(bashir, "It warms.", "support", days=60)
    return critique


def test_what_nobody_else_has_taken_up_still_stands_unanswered(client, thread, debate, chiara, say):
    assert words(overview(client, thread)) == ["Steam is loud.", "Which page?"]

    taken_up = say(chiara, "Only at noon.", answers=debate)
    assert words(overview(client, thread)) == ["Which page?"]

    withdraw_post(member=chiara, post=taken_up)
    assert words(overview(client, thread)) == ["Steam is loud.", "Which page?"]


def test_each_kind_has_a_list_and_says_what_of_it_is_unanswered(client, thread, debate):
    page = overview(client, thread, "?show=critique")
    assert words(page) == ["Steam is loud."]
    assert "unanswered</span>" in page
    page = overview(client, thread, "?show=counter-evidence")
    assert words(page) == ["The ledger says otherwise."]
    assert "unanswered</span>" not in page
    assert words(overview(client, thread, "?show=nonsense")) == words(overview(client, thread))


def test_withdrawn_posts_are_not_in_it(client, thread, debate, bashir):
    withdraw_post(member=bashir, post=debate)
    assert words(overview(client, thread, "?show=critique")) == []


def test_the_table_says_when_what_was_written(client, thread, debate):
    page = overview(client, thread)

    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page)
    numbers = [[int(cell) for cell in re.findall(r"<td>(\d+)</td>", row)] for row in rows]
    assert len(rows) == 12
    assert [sum(column) for column in zip(*numbers, strict=True)] == [1, 1, 1, 2, 1]
    assert numbers[0] == [1, 0, 0, 1, 1]
    assert numbers[-1] == [0, 0, 1, 0, 0]
    assert len(re.findall(r"<rect ", page)) == 6


def test_a_long_list_comes_in_pages(client, thread, say, bashir):
    for number in range(SIZE + 3):
        say(bashir, f"Point {number}.", "critique")

    first = overview(client, thread, "?show=critique")
    further = re.search(r'href="(\?show=critique&amp;after=[^"]+)"', first)[1].replace("&amp;", "&")

    assert words(first) + words(overview(client, thread, further)) == [f"Point {n}." for n in range(SIZE + 3)]


def test_an_overview_takes_the_same_statements_however_long(
    django_assert_max_num_queries, thread, debate, say, bashir, amara
):
    signed_in = Client()
    signed_in.force_login(amara)
    overview(signed_in, thread)
    for _ in range(2):
        with django_assert_max_num_queries(3):
            overview(Client(), thread)
        with django_assert_max_num_queries(5):
            overview(signed_in, thread)
        for number in range(15):
            say(bashir, f"Point {number}.", "critique")


def test_one_jumps_to_a_day_of_ones_own_zone(client, as_member, thread, debate, chiara):
    jump = reverse("jump", args=[thread.pk])
    assert client.get(f"{jump}?on=2026-03-02").url.endswith(f"#post-{debate.pk}")
    late = thread.posts.get(source="The ledger says otherwise.")
    assert client.get(f"{jump}?on=2026-03-04").url.endswith(f"#post-{late.pk}")
    shown = client.get(f"{jump}?on=2030-01-01", follow=True).content.decode()
    assert "Nothing was written here on that day or later." in shown


def test_one_jumps_to_the_next_of_a_kind_and_from_the_end_to_the_first(client, thread, say, bashir):
    first, second = (say(bashir, words, "critique") for words in ("One.", "Two."))
    jump = reverse("jump", args=[thread.pk])

    assert client.get(f"{jump}?kind=critique").url.endswith(f"#post-{first.pk}")
    assert client.get(f"{jump}?kind=critique&from={first.path}").url.endswith(f"#post-{second.pk}")
    again = client.get(f"{jump}?kind=critique&from={second.path}", follow=True)
    assert f'id="post-{first.pk}"' in again.content.decode()
    assert "There is none further on." in again.content.decode()
    none = client.get(f"{jump}?kind=support", follow=True).content.decode()
    assert "There is none of that kind in this thread: Support." in none


@pytest.mark.parametrize(
    "asked", ["", "?on=yesterday", "?on=9999-12-31", "?on=0001-01-01", "?kind=x", "?from=%00"]
)
def test_a_jump_that_makes_no_sense_leads_to_the_thread(as_member, thread, debate, chiara, asked):
    answer = as_member(chiara).get(reverse("jump", args=[thread.pk]) + asked)
    assert answer.url.startswith(thread.get_absolute_url())


def test_ways_into_the_middle_are_shown_where_a_thread_has_one(client, thread, say, bashir):
    assert "Jump to" not in client.get(thread.get_absolute_url()).content.decode()
    for number in range(25):
        say(bashir, f"{number}")
    assert "Jump to" in client.get(thread.get_absolute_url()).content.decode()


def test_a_debate_of_one_page_leads_to_its_overview_too_and_one_without_replies_does_not(
    client, thread, say, bashir
):
    way = f'href="{reverse("overview", args=[thread.pk])}"'
    assert way not in client.get(thread.get_absolute_url()).content.decode()

    say(bashir, "Steam is loud.", "critique")
    assert way in client.get(thread.get_absolute_url()).content.decode()
