"""The page of a circle's flatness: what it says, and what it never tells."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from forum.debate.actions import open_thread, reply
from forum.flatness.registry import Count
from forum.flatness.writing import count_writing
from forum.templatetags.flatness import percent


@pytest.fixture(autouse=True)
def _nothing_counted_before(db):
    cache.clear()


@pytest.fixture
def talk(amara, bashir, chiara, kitchen):
    """Three in a closed circle; Amara writes nearly everything."""
    for member in (bashir, chiara):
        kitchen.memberships.create(member=member)
    thread = open_thread(member=amara, circle=kitchen, title="Supper", source="Who cooks tonight?")
    for number in range(18):
        reply(member=amara, answers=thread.opening, source=f"I do, as on day {number}.")
    reply(member=bashir, answers=thread.opening, source="Thanks.")
    return thread


def page(client, asked="") -> str:
    return client.get(f"/circles/kitchen/flat/{asked}").content.decode()


def test_it_says_in_plain_words_how_few_wrote_half(as_member, amara, talk):
    assert "1 of 3 people wrote half of the posts." in page(as_member(amara))


def test_even_circles_hear_that_lots_would_have_done_the_same(as_member, amara, bashir, chiara, kitchen):
    for member in (bashir, chiara):
        kitchen.memberships.create(member=member)
    thread = open_thread(member=amara, circle=kitchen, title="Supper", source="Who cooks?")
    for member, number in ((amara, 3), (bashir, 4), (chiara, 2)):
        for _each in range(number):
            reply(member=member, answers=thread.opening, source="I do.")
    assert "As even as if lots had been drawn." in page(as_member(bashir))


def test_below_three_posts_for_each_it_is_silent_and_says_so(as_member, amara, bashir, kitchen):
    kitchen.memberships.create(member=bashir)
    for _each in range(5):
        open_thread(member=amara, circle=kitchen, title="Supper", source="Who cooks?")
    said = page(as_member(amara))
    assert "There have been only 5. Below 6" in said
    assert "<svg class=" not in said.replace('<svg class="icon"', "")


def test_each_sees_their_own_place_and_nobody_elses(as_member, bashir, amara, talk):
    own = page(as_member(bashir))
    assert "You wrote 1 of 20 posts. 1 person has more." in own
    assert "19 of 20" not in own
    assert own.count("bar mine") == 2  # posts and words
    assert "You wrote 19 of 20 posts. Nobody has more." in page(as_member(amara))


def test_shares_are_rounded_and_not_cut_off():
    assert percent(0.1457) == "15\u00a0%"


def test_nobody_is_named(as_member, bashir, talk):
    main = re.search(r"<main.*</main>", page(as_member(bashir)), re.S).group()
    assert "Amara" not in main
    assert "Chiara" not in main
    assert "Bashir" not in main


def test_what_was_written_before_the_window_is_not_counted(amara, kitchen):
    now = timezone.now()
    for days in (1, 40):
        open_thread(
            member=amara, circle=kitchen, title="Tea", source="One two.", at=now - timedelta(days=days)
        )
    assert count_writing(kitchen, now - timedelta(days=28), now)["posts"] == [Count.of(amara.pk, 1)]
    assert count_writing(kitchen, None, now)["words"] == [Count(amara.pk, 2, 4, 8)]


def test_the_table_to_take_along_has_gini_and_no_names(as_member, bashir, talk):
    answer = as_member(bashir).get("/circles/kitchen/flat.csv?window=weeks")
    posts, *_others = csv.DictReader(io.StringIO(answer.content.decode()))
    assert posts["counts"] == "0 1 19"
    assert float(posts["gini"]) == pytest.approx(0.6333, abs=1e-4)
    assert float(posts["gini_low"]) <= float(posts["gini_expected"]) <= float(posts["gini_high"])
    assert "amara" not in answer.content.decode().lower()


def test_a_closed_circles_flatness_does_not_exist_for_others(client, as_member, dmitri, talk):
    for address in ("/circles/kitchen/flat/", "/circles/kitchen/flat.csv"):
        assert client.get(address).status_code == 404
    assert as_member(dmitri).get("/circles/kitchen/flat/").status_code == 404


def test_counted_anew_or_not_it_takes_few_queries(
    client, commons, amara, django_assert_max_num_queries, talk
):
    for _each in range(3):
        open_thread(member=amara, circle=commons, title="Tea", source="Yes.")
    with django_assert_max_num_queries(17):  # nine to count, and what it takes to keep that
        client.get("/circles/commons/flat/")
    with django_assert_max_num_queries(2):
        client.get("/circles/commons/flat/")
