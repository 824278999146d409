"""What is written beside a text, as feeds."""

import pytest
from django.urls import reverse

from essays.margin.actions import annotate
from forum.debate.actions import open_thread, reply
from tests.essays.conftest import selected
from tests.forum.feeds.reading import entries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(client, essay):
    def feed(name: str, *more):
        return read(client.get(reverse(name, args=[essay.slug, *more])).content)

    return feed


def test_notes_and_replies_beside_a_text_are_in_its_feed(feed, note_on, amara, bashir, commons):
    note = note_on(amara, "the water was warm", source="It was not.")
    reply(member=bashir, answers=note.opening, source="It was.")
    open_thread(member=amara, circle=commons, title="Elsewhere", source="Nothing.")
    assert entries(feed("essay_feed"), "author/name") == ["Bashir", "Amara"]
    assert entries(feed("essay_feed"), "title") == ["“the water was warm”"] * 2


def test_the_feed_of_a_section_has_what_stands_in_it_each_once(feed, section, tiles, amara):
    annotate(
        member=amara,
        selections=[
            selected(section, "Steam rose"),
            selected(section, "was warm"),
            selected(tiles, "The tiles"),
        ],
        kind="comment",
        source="Both.",
    )
    annotate(member=amara, selections=[selected(tiles, "laid")], kind="comment", source="One.")
    assert len(entries(feed("section_feed", section.slug))) == 1
    assert len(entries(feed("section_feed", tiles.slug))) == 2


def test_private_notes_are_in_no_feed_not_even_ones_own(feed, client, note_on, amara):
    note_on(amara, "Steam rose", private=True)
    client.force_login(amara)
    assert entries(feed("essay_feed")) == entries(feed("section_feed", "a-of-steam")) == []


def test_notes_for_a_closed_circle_are_in_the_feed_of_its_members_only(feed, client, note_on, amara, kitchen):
    note_on(amara, "Steam rose", circle=kitchen)
    assert entries(feed("essay_feed")) == []
    client.force_login(amara)
    assert len(entries(feed("essay_feed"))) == 1


def test_feeds_cost_the_same_queries_however_much_is_in_them(
    client, essay, note_on, amara, django_assert_num_queries
):
    for _ in range(2):
        note_on(amara, "Steam rose")
        with django_assert_num_queries(3):
            client.get(reverse("essay_feed", args=[essay.slug]))
        with django_assert_num_queries(3):
            client.get(reverse("section_feed", args=[essay.slug, "a-of-steam"]))
