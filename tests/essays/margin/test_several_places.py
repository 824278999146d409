"""Where a note about several passages stands."""

import pytest
from django.urls import reverse

from essays.margin.actions import annotate
from essays.margin.models import Annotation, Tally
from forum.debate.actions import withdraw_post
from tests.essays.conftest import selected
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import margin_of, notes_in, tree


def test_one_note_can_be_asked_for_however_many_stand_there(
    client, as_member, amara, bashir, at, note, note_on
):
    for _ in range(3):
        note_on(bashir, "A key")
    assert notes_in(client.get(at("notes"), {"note": note.pk})) == [note.pk]
    private = note_on(bashir, "A key", private=True)
    assert notes_in(client.get(at("notes"), {"note": private.pk})) == []
    assert notes_in(as_member(bashir).get(at("notes"), {"note": private.pk})) == [private.pk]


@pytest.fixture
def note(bashir, section, tiles) -> Annotation:
    passages = [selected(section, "A key"), selected(section, "warm"), selected(tiles, "everyone")]
    return annotate(member=bashir, selections=passages, kind="critique", source="Not all three.")


def also_in(response, block: int):
    return elements(margin_of(response, block), "li", "also")


def test_a_note_stands_at_its_first_passage_and_the_others_tell_of_it(client, at, note):
    response = client.get(at("section"))
    assert [one.get("id") for one in elements(margin_of(response, 4), "li", "note")] == [f"note-{note.pk}"]
    [also] = also_in(response, 2)
    assert " ".join(text_of(also).split()) == "Also about this: Critique by Bashir"
    assert (also.get("data-note"), also.get("id")) == (str(note.pk), None)
    assert [link.get("href") for link in elements(also, "a")] == [f"#note-{note.pk}"]


def test_in_another_section_the_line_leads_to_the_note(client, essay, tiles, note):
    response = client.get(reverse("section", args=[essay.slug, tiles.slug]))
    [also] = also_in(response, 6)
    assert also.get("id") == f"note-{note.pk}"
    assert [link.get("href") for link in elements(also, "a")] == [note.get_absolute_url()]
    assert "Not all three." not in response.content.decode()


def test_each_block_counts_the_note_once_and_promises_no_more(client, at, note):
    response = client.get(at("section"))
    for block in (2, 4):
        margin = margin_of(response, block)
        assert text_of(elements(margin, "a", "block-summary")[0]) == "1 critique"
        assert "All notes" not in text_of(margin)
    assert sum(tally.count for tally in Tally.objects.all()) == 3


def test_the_page_of_a_note_shows_each_passage_with_its_section(client, note):
    said = [text_of(one) for one in elements(tree(client.get(note.get_absolute_url())), "figcaption")]
    assert [one.split(" · ")[0].strip() for one in said] == ["a) Of steam", "a) Of steam", "b) Of tiles"]


def test_a_note_that_was_taken_back_is_told_of_nowhere(client, bashir, at, note):
    withdraw_post(member=bashir, post=note.thread.opening)
    assert notes_in(client.get(at("section"))) == []


def test_a_private_note_tells_others_nothing_at_any_of_its_passages(
    client, amara, bashir, essay, section, tiles
):
    passages = [selected(section, "A key"), selected(tiles, "everyone")]
    annotate(member=bashir, selections=passages, kind="critique", source="Mine.", private=True)
    client.force_login(amara)
    for part in (section, tiles):
        response = client.get(reverse("section", args=[essay.slug, part.slug]))
        assert notes_in(response) == []
        assert "Also about" not in response.content.decode()


def test_lines_of_further_passages_ask_nothing_of_the_database(
    client, amara, bashir, at, section, django_assert_max_num_queries
):
    for _ in range(3):
        both = [selected(section, "A key"), selected(section, "warm")]
        annotate(member=bashir, selections=both, kind="comment", source="Yes.")
    with django_assert_max_num_queries(5):
        assert len(also_in(client.get(at("section")), 2)) == 3
