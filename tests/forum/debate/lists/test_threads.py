"""Lists of threads, as their addresses ask for them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join, open_circle
from forum.debate import contexts
from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.debate.lists.asked import read as asked_in
from forum.debate.tags.actions import tag_thread


def read(client, asked: str = "", circle: str = "") -> str:
    url = reverse("circle_threads", args=[circle]) if circle else reverse("threads")
    answer = client.get(url + asked)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'<h2><a href="[^"]+">(.*?)</a></h2>', page)


@pytest.fixture
def garden(bashir):
    return open_circle(member=bashir, slug="garden", name="Garden")


@pytest.fixture
def steam(amara, bashir, commons):
    """Opened first, answered last."""
    return open_thread(member=amara, circle=commons, title="Steam", source="Who turned it on?")


@pytest.fixture
def tea(bashir, garden, steam):
    return open_thread(member=bashir, circle=garden, title="Tea", source="Who brings it?")


@pytest.fixture
def answered(bashir, steam, tea):
    return reply(member=bashir, answers=steam.opening, source="I did.")


def test_the_latest_posts_come_first_or_the_newest_threads(client, answered):
    assert titles(read(client)) == ["Steam", "Tea"]
    assert titles(read(client, "?order=newest")) == ["Tea", "Steam"]


def test_a_circle_lists_its_own(client, answered):
    assert titles(read(client, circle="garden")) == ["Tea"]
    assert titles(read(client, circle="commons")) == ["Steam"]


def test_unanswered_are_those_to_which_nobody_else_has_replied(client, bashir, tea, answered):
    reply(member=bashir, answers=tea.opening, source="Anyone?")
    assert titles(read(client, "?unanswered")) == ["Tea"]


def test_mine_are_those_one_opened_or_wrote_in(client, as_member, amara, bashir, answered):
    assert titles(read(as_member(bashir), "?mine")) == ["Steam", "Tea"]
    assert titles(read(as_member(amara), "?mine")) == ["Steam"]
    assert titles(read(Client(), "?mine")) == []


def test_with_evidence_are_those_in_which_a_post_brings_a_source(client, chiara, answered, page_112):
    assert titles(read(client, "?with-evidence")) == []

    post = reply(member=chiara, answers=answered, source="See.", evidence=[page_112])
    assert titles(read(client, "?with-evidence")) == ["Steam"]

    edit_post(member=chiara, post=post, source="See there.", kind="comment", evidence=[])
    assert titles(read(client, "?with-evidence")) == []


def test_evidence_that_is_withdrawn_counts_no_longer_while_other_evidence_does(
    client, bashir, chiara, answered, page_112
):
    first = reply(member=chiara, answers=answered, source="See.", evidence=[page_112])
    reply(member=bashir, answers=answered, source="And see.", evidence=[page_112])

    withdraw_post(member=chiara, post=first)
    assert titles(read(client, "?with-evidence")) == ["Steam"]


def test_an_opening_that_brings_a_source_counts_too(client, bashir, commons, page_112):
    open_thread(member=bashir, circle=commons, title="Keys", source="See.", evidence=[page_112])
    assert titles(read(client, "?with-evidence")) == ["Keys"]


def test_notes_in_margins_are_listed_where_they_are_asked_for(client, monkeypatch, amara, commons, steam):
    place = contexts.Context(title="The Baths", url="/annotations/7/", place_url="/x/", quote="burnt")
    monkeypatch.setitem(contexts._lookups, "shelf", lambda threads: dict.fromkeys(threads, place))
    open_thread(member=amara, circle=commons, source="In a margin.", context="shelf")

    assert titles(read(client)) == ["Steam"]
    page = read(client, "?notes")
    assert titles(page) == ["“burnt”", "Steam"]
    assert '<span class="place">The Baths</span>' in page


def test_all_that_is_asked_for_holds_together_and_stays_in_the_address_of_further_pages(
    client, amara, commons
):
    now = timezone.now()
    for number in range(25):
        open_thread(
            member=amara, circle=commons, title=f"T{number}", source="x", at=now - timedelta(hours=number)
        )

    first = read(client, "?unanswered&order=newest")
    further = re.search(r'href="(\?order=newest&amp;unanswered&amp;before=[^"]+)" rel="next"', first)[1]
    second = read(client, further.replace("&amp;", "&"))

    assert sorted(titles(first) + titles(second)) == sorted(f"T{number}" for number in range(25))


@pytest.mark.parametrize("asked", ["?order=best", "?tag=%00", "?tag=" + "x" * 90, "?before=7-x", "?mine=no"])
def test_what_makes_no_sense_is_as_if_it_were_not_said(client, steam, asked):
    read(client, asked)


def test_equal_wishes_read_alike():
    one = asked_in({"with-evidence": "", "unanswered": "", "order": "newest", "tag": "Bath House"})
    assert one.query == "order=newest&unanswered&with-evidence&tag=bath-house"
    assert one.toggled("unanswered").toggled("unanswered") == one
    assert one.tagged("bath-house").tag == ""


def test_a_closed_circle_is_listed_for_its_members_alone(client, as_member, amara, bashir, kitchen, steam):
    open_thread(member=amara, circle=kitchen, title="Soup", source="Who cooks?")

    assert titles(read(client)) == ["Steam"]
    assert titles(read(as_member(bashir))) == ["Steam"]
    assert titles(read(as_member(amara))) == ["Soup", "Steam"]
    join(member=bashir, circle=kitchen)
    assert titles(read(as_member(bashir))) == ["Soup", "Steam"]
    bashir.memberships.filter(circle=kitchen).update(left_at=timezone.now())
    assert titles(read(as_member(bashir), "?mine")) == []


def test_private_notes_and_what_was_taken_back_are_listed_nowhere(as_member, amara, commons):
    open_thread(member=amara, circle=None, title="Mine alone", source="x")
    gone = open_thread(member=amara, circle=commons, title="Gone", source="x")
    withdraw_post(member=amara, post=gone.opening)

    assert titles(read(as_member(amara), "?notes")) == []


def test_a_line_says_how_much_is_new_and_leads_to_the_first_of_it(as_member, amara, steam, answered):
    page = read(as_member(amara))

    assert re.search(rf'<a class="is-new" href="/threads/{steam.pk}/new/">.*? 1 new\s*</a>', page)
    as_member(amara).post(reverse("mark_everything_read"))
    page = read(as_member(amara))
    assert "1 new" not in page
    assert "Mark everything as read" not in page


def test_who_only_visits_is_told_of_nothing_new(client, answered):
    page = read(client)
    assert "is-new" not in page
    assert "as read" not in page


def test_a_list_takes_the_same_statements_however_long(
    django_assert_max_num_queries, client, as_member, amara, bashir, commons
):
    signed_in = Client()
    signed_in.force_login(bashir)
    for count in (2, 15):
        for number in range(count):
            thread = open_thread(member=amara, circle=commons, title=f"T{number}", source="x")
            tag_thread(member=amara, thread=thread, names=["tea", f"n{number}"])
        for asked in ("", "?unanswered&tag=tea", "?mine&with-evidence&order=newest&notes"):
            for circle in ("", "commons"):
                read(signed_in, asked, circle)
                with django_assert_max_num_queries(4):
                    read(client, asked, circle)
                with django_assert_max_num_queries(7):
                    read(signed_in, asked, circle)


def test_everywhere_a_member_starts_a_thread_in_the_circle_they_choose(
    client, as_member, amara, bashir, garden, kitchen
):
    assert "Start a thread" not in read(client)

    start = reverse("start_thread")
    assert f'href="{start}"' in read(as_member(bashir))
    page = as_member(bashir).get(start).content.decode()
    assert re.findall(r'href="(/circles/[a-z]+/new/)"', page) == [
        "/circles/commons/new/",
        "/circles/garden/new/",
    ]
    assert "Kitchen" not in page


def test_who_is_in_one_circle_alone_is_not_asked(as_member, dmitri, garden):
    assert as_member(dmitri).get(reverse("start_thread")).url == "/circles/commons/new/"
