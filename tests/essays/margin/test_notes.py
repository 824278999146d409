"""Notes outside the text: in lists, and each by itself."""

import pytest
from django.urls import reverse

from essays.library.outline import Block, Outline, Section
from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.pages.notes import NOTES_A_PAGE
from essays.margin.selecting import words_of_block
from forum.debate.actions import reply
from forum.debate.contexts import contexts_of
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import notes_in, tree

# Lists of notes


def test_the_notes_at_a_code_point_are_those_whose_passages_cover_it(
    client, amara, bashir, section, at, note_on
):
    wide, narrow = note_on(amara, "the water was warm"), note_on(bashir, "warm all the same")
    note_on(bashir, "Steam")
    where = section.text.index("warm")
    assert notes_in(client.get(at("notes"), {"at": where})) == [wide.pk, narrow.pk]
    assert notes_in(client.get(at("notes"), {"at": where - 1})) == [wide.pk]
    assert notes_in(client.get(at("notes"), {"at": where + 4})) == [narrow.pk]


def test_a_script_is_given_the_list_alone_and_everyone_else_a_page(client, bashir, at, note_on):
    note_on(bashir, "warm")
    part = client.get(at("notes"), {"block": 2}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<html" in client.get(at("notes"), {"block": 2}).content.decode()


@pytest.mark.parametrize("name", ["block", "notes"])
def test_many_notes_come_in_pages_that_miss_none(client, amara, bashir, at, fill_margin, name):
    fill_margin([amara, bashir], 2 * (2 * NOTES_A_PAGE + 5))
    start = at("block", 2) if name == "block" else f"{at('notes')}?block=2"
    seen, address = [], start
    while address:
        response = client.get(address)
        seen += notes_in(response)
        further = [
            link.get("href") for link in elements(tree(response), "a") if "after=" in link.get("href", "")
        ]
        address = (further[0] if further[0].startswith("/") else start + further[0]) if further else ""
    assert len(seen) == len(set(seen)) == 2 * NOTES_A_PAGE + 5


@pytest.mark.parametrize("after", ["x", "1", "1.", ".1", "1.x", "9" * 30, "9" * 18 + "." + "9" * 18])
def test_a_key_that_makes_no_sense_breaks_nothing(client, bashir, at, note_on, after):
    note_on(bashir, "warm")
    assert client.get(at("block", 2), {"after": after}).status_code == 200


def test_a_block_that_is_not_there_answers_404(client, at):
    assert client.get(at("block", 99)).status_code == 404


def test_a_note_says_in_a_line_what_it_is_about(client, bashir, at, note_on):
    note_on(bashir, "nobody <led> it")

    [quote] = elements(tree(client.get(at("section"))), class_="note-quote")
    assert text_of(quote) == "nobody <led> it"


# A note by itself


def test_a_note_has_an_address_with_its_passage_and_its_thread(client, amara, bashir, at, note_on):
    note = note_on(bashir, "nobody <led> it", kind="critique", source="Somebody did.")
    reply(member=amara, answers=note.thread.opening, source="Who?")
    response = client.get(note.get_absolute_url())
    [words] = elements(tree(response), "mark")
    assert text_of(words) == "nobody <led> it"
    shown = text_of(tree(response))
    for said in (
        "over the cafe\u0301, & ",
        "; the water was warm all the",
        "Somebody did.",
        "Who?",
        "Critique by Bashir",
    ):
        assert said in shown
    assert f"{at('section')}#note-{note.pk}" in [link.get("href") for link in elements(tree(response), "a")]


def test_its_thread_and_its_posts_lead_there(client, bashir, note_on):
    note = note_on(bashir, "warm")
    assert client.get(note.thread.get_absolute_url()).headers["Location"].startswith(note.get_absolute_url())
    post = client.get(note.thread.opening.get_absolute_url()).headers["Location"]
    assert post.startswith(note.get_absolute_url())


def test_a_note_far_down_its_block_is_led_to_by_name(client, bashir, at, note_on):
    note = [note_on(bashir, "warm") for _ in range(4)][3]
    wanted = f"{at('section')}?note={note.pk}#note-{note.pk}"
    assert wanted in [link.get("href") for link in elements(tree(client.get(note.get_absolute_url())), "a")]


def test_a_text_without_headings_has_a_name_wherever_its_notes_stand(client, bashir, commons):
    parts = (Section("", "", "opening", (Block("paragraph", "Nobody asked who was first."),)),)
    essay = publish(member=None, circle=commons, outline=Outline("Queues", "", "", "", "en", parts))
    section = essay.edition.sections.get()
    note = annotate(member=bashir, selections=[words_of_block(section, 1)], kind="critique", source="Who?")
    for name, more in (("block", [1]), ("notes", []), ("section", [])):
        said = client.get(reverse(name, args=[essay.slug, section.slug, *more])).content.decode()
        assert "Opening" in said
        assert "Queues · <" not in said
    assert contexts_of([note.thread])[note.thread_id].title == "Queues · Opening"
