"""The margin as it is read: on the section's page, in lists, as an index, and note by note."""

import html5lib
import pytest
from django.urls import reverse

from forum.debate.actions import EvidenceGiven, edit_post, reply, withdraw_post
from tests.essays.library.test_reading import elements, text_of


def tree(response):
    assert response.status_code == 200
    return html5lib.parse(response.content, transport_encoding="utf-8")


def notes_in(response) -> list[int]:
    return [
        int(note.get("data-note")) for note in elements(tree(response), "li", "note") if note.get("data-note")
    ]


def margin_of(response, block: int):
    [margin] = [
        m for m in elements(tree(response), class_="block-margin") if m.get("data-margin-of") == str(block)
    ]
    return margin


def test_a_note_stands_in_the_margin_of_its_block(client, bashir, at, note_on):
    note = note_on(bashir, "warm", kind="critique", source="It was *cold*.")
    margin = margin_of(client.get(at("section")), 2)
    [shown] = elements(margin, "li", "note")
    assert (shown.get("id"), shown.get("data-note")) == (f"note-{note.pk}", str(note.pk))
    for said in ("Critique", "It was cold.", "Bashir"):
        assert said in text_of(shown)
    assert note.get_absolute_url() in [link.get("href") for link in elements(shown, "a")]


def test_a_note_tells_of_its_evidence_and_its_replies(client, amara, bashir, at, note_on, ledger):
    against = EvidenceGiven(ledger, "p. 112", "The water was cold.", "against")
    note = note_on(bashir, "warm", kind="counter-evidence", evidence=[against])
    reply(member=amara, answers=note.thread.opening, source="Where?")
    shown = text_of(margin_of(client.get(at("section")), 2))
    assert "The Ledger of the Baths" in shown
    assert "p. 112" in shown
    assert "1 reply" in shown


def test_what_members_write_is_text_in_the_margin(client, bashir, at, note_on):
    note_on(bashir, "warm", source="<img src=x onerror=alert(1)> `<b>`")
    assert not elements(margin_of(client.get(at("section")), 2), "img")
    assert not elements(margin_of(client.get(at("section")), 2), "b")


def test_the_link_beside_a_block_counts_its_notes_by_kind(client, amara, bashir, at, note_on):
    for member, kind in ((amara, "question"), (bashir, "critique"), (amara, "critique")):
        note_on(member, "warm", kind=kind)
    [summary] = elements(margin_of(client.get(at("section")), 2), "a", "block-summary")
    assert text_of(summary) == "2 critiques, 1 question"
    assert summary.get("href") == at("block", 2)


def test_a_block_without_notes_offers_to_be_annotated(client, at):
    [summary] = elements(margin_of(client.get(at("section")), 2), "a", "block-summary")
    assert text_of(summary) == "annotate paragraph 2"
    assert summary.get("href") == f"{at('annotate')}?block=2"


def test_three_notes_of_a_block_come_with_the_page_and_the_others_are_told_of(client, bashir, at, note_on):
    notes = [note_on(bashir, "warm") for _ in range(5)]
    response = client.get(at("section"))
    assert notes_in(response) == [note.pk for note in notes[:3]]
    assert "All notes" in text_of(margin_of(response, 2))


def test_a_note_that_is_asked_for_comes_with_the_page_too(client, bashir, at, note_on):
    notes = [note_on(bashir, "warm") for _ in range(5)]
    assert notes[4].pk in notes_in(client.get(at("section"), {"note": notes[4].pk}))


@pytest.mark.parametrize("said", ["", "x", "-1", "²", "9" * 30])
def test_a_note_that_makes_no_sense_is_as_if_it_were_not_asked_for(client, bashir, at, note_on, said):
    note_on(bashir, "warm")
    assert len(notes_in(client.get(at("section"), {"note": said}))) == 1


def test_the_whole_text_counts_notes_and_leaves_them_to_the_sections(client, bashir, essay, note_on):
    note_on(bashir, "warm", kind="critique")
    response = client.get(reverse("whole", args=[essay.slug]))
    assert "1 critique" in text_of(margin_of(response, 2))
    assert notes_in(response) == []


# Withdrawn


def test_a_withdrawn_note_is_gone_from_the_margin(client, bashir, at, note_on):
    note = note_on(bashir, "warm")
    withdraw_post(member=bashir, post=note.thread.opening)
    assert notes_in(client.get(at("section"))) == []
    assert client.get(at("margin_index")).json()["places"] == []


def test_unless_others_have_answered_it(client, amara, bashir, at, note_on):
    note = note_on(bashir, "warm", kind="critique", source="I doubt it.")
    reply(member=amara, answers=note.thread.opening, source="Why?")
    withdraw_post(member=bashir, post=note.thread.opening)
    response = client.get(at("section"))
    shown = text_of(margin_of(response, 2))
    assert notes_in(response) == [note.pk]
    assert "withdrawn" in shown
    assert "I doubt it." not in shown
    assert "Bashir" not in shown


def test_a_note_that_changed_its_kind_is_shown_and_painted_as_what_it_is(client, bashir, at, note_on):
    note = note_on(bashir, "warm", kind="critique")
    edit_post(member=bashir, post=note.thread.opening, source="Is it?", kind="question")
    index = client.get(at("margin_index")).json()
    assert index["kinds"][index["places"][0][3]] == "question"
    assert "1 question" in text_of(margin_of(client.get(at("section")), 2))


# Private notes


def test_a_private_note_is_shown_to_its_author_with_a_lock_and_a_word(as_member, bashir, at, note_on):
    note = note_on(bashir, "warm", private=True)
    response = as_member(bashir).get(at("section"))
    assert notes_in(response) == [note.pk]
    shown = text_of(margin_of(response, 2))
    assert "only for me" in shown
    assert "1 private note" in shown


@pytest.mark.parametrize("reader", ["visitor", "amara"])
def test_a_private_note_is_nowhere_for_others(
    client, as_member, request, bashir, essay, section, at, note_on, reader
):
    note = note_on(bashir, "warm", source="Nobody shall read this.", private=True)
    if reader != "visitor":
        as_member(request.getfixturevalue(reader))
    warm = section.text.index("warm")
    addresses = [
        at("section"),
        f"{at('section')}?note={note.pk}",
        at("block", 2),
        f"{at('notes')}?at={warm}",
        f"{at('notes')}?block=2",
        at("margin_index"),
        reverse("whole", args=[essay.slug]),
        reverse("essay", args=[essay.slug]),
    ]
    for address in addresses:
        said = client.get(address).content.decode()
        assert "Nobody shall read this." not in said
        assert f"note-{note.pk}" not in said
        assert "private note" not in said
    assert client.get(at("margin_index")).json()["places"] == []
    assert client.get(note.get_absolute_url()).status_code == 404


# The index


def test_the_index_holds_every_place_by_where_it_begins(client, amara, bashir, section, at, note_on):
    late, early = note_on(bashir, "warm", kind="support"), note_on(amara, "Steam", kind="critique")
    index = client.get(at("margin_index")).json()
    kinds = index["kinds"]
    warm, steam = section.text.index("warm"), section.text.index("Steam")
    assert index["places"] == [
        [steam, steam + 5, early.pk, kinds.index("critique")],
        [warm, warm + 4, late.pk, kinds.index("support")],
    ]


def test_the_index_is_not_sent_again_while_it_is_unchanged(client, bashir, at, note_on):
    first = client.get(at("margin_index"))
    assert "private" in first.headers["Cache-Control"]
    assert "Cookie" in first.headers["Vary"]
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(at("margin_index"), headers=known).status_code == 304
    note_on(bashir, "warm")
    assert client.get(at("margin_index"), headers=known).status_code == 200


# What it costs


@pytest.mark.parametrize("notes", [0, 100])
@pytest.mark.parametrize(
    ("name", "more", "queries"),
    [("section", [], 6), ("block", [2], 3), ("notes", [], 3), ("margin_index", [], 3)],
)
def test_queries_do_not_grow_with_the_margin(
    client,
    as_member,
    amara,
    bashir,
    at,
    fill_margin,
    django_assert_max_num_queries,
    notes,
    name,
    more,
    queries,
):
    fill_margin([amara, bashir], notes)
    with django_assert_max_num_queries(queries):
        assert client.get(at(name, *more)).status_code == 200
    as_member(bashir).get(at(name, *more))
    # A member's session and row are read too.
    with django_assert_max_num_queries(queries + 2):
        assert client.get(at(name, *more)).status_code == 200


def test_a_page_with_hundreds_of_notes_shows_the_first_few_of_each_block(
    client, amara, bashir, at, fill_margin
):
    fill_margin([amara, bashir], 200)
    response = client.get(at("section"))
    assert len(notes_in(response)) == 6
    assert "All notes" in text_of(margin_of(response, 2))
