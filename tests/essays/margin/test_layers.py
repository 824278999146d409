"""Layers: a note of a closed circle beside an open text is there for that circle, and for others it is not."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.layers import layers_offered
from essays.margin.models import Annotation, Placement, Tally
from essays.margin.pages.reading import section_page
from essays.margin.querysets import MOST_OF_A_BLOCK
from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, reply
from forum.sources.actions import find_or_add
from tests.essays.conftest import selected
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import margin_of, tree

CHANGES_BY_ITSELF = re.compile(r'name="(csrfmiddlewaretoken|token)" value="[\w-]+"')
SURFACES = [
    "section", "whole", "block", "notes", "margin_index", "essay", "heat", "filtered", "front_door", "member",
    "sources", "essays", "circle", "annotate",
]  # fmt: skip
TELLS_A_MEMBER = {"section", "whole", "block", "notes", "margin_index", "essay", "heat", "filtered", "member"}


@pytest.fixture
def chiara(chiara, kitchen):
    """Chiara sits at the kitchen table too."""
    join(member=chiara, circle=kitchen)
    return chiara


@pytest.fixture
def surfaces(essay, section, commons, amara) -> dict[str, str]:
    """Every page on which a note may show that it is there."""
    text, part = [essay.slug], [essay.slug, section.slug]
    arguments = {
        "section": part, "whole": text, "block": [*part, 2], "notes": part, "margin_index": part, "essay": text,
        "heat": text, "member": [amara.handle], "circle": [commons.slug],
    }  # fmt: skip
    names = [name for name in SURFACES if name not in {"filtered", "annotate"}]
    found = {name: reverse(name, args=arguments.get(name, [])) for name in names}
    found["notes"] += "?block=2"
    found["filtered"] = found["section"] + "?kind=counter-evidence&unanswered"
    found["annotate"] = reverse("annotate", args=part) + "?block=2"
    return found


@pytest.fixture
def write_in_the_kitchen(amara, kitchen, note_on):
    """Amara writes a note for the kitchen, with a source that nobody else has brought."""

    def write() -> Annotation:
        source = find_or_add(member=amara, author="Okafor", title="The Ladle", year="1931")
        evidence = [EvidenceGiven(source, "p. 3", "It was cold.", "against")]
        return note_on(amara, "warm", kind="counter-evidence", evidence=evidence, circle=kitchen)

    return write


def said(client, urls: dict[str, str]) -> dict[str, str]:
    return {name: CHANGES_BY_ITSELF.sub("", client.get(url).content.decode()) for name, url in urls.items()}


@pytest.mark.parametrize("reader", ["visitor", "bashir"])
def test_a_closed_circles_note_changes_no_page_of_those_outside(
    request, client, surfaces, kitchen, write_in_the_kitchen, reader
):
    if reader != "visitor":
        client.force_login(request.getfixturevalue(reader))
    said(client, surfaces)  # a first visit is remembered, and a page may greet it
    before = said(client, surfaces)
    write_in_the_kitchen()
    after = said(client, surfaces)
    assert [name for name in surfaces if before[name] != after[name]] == []
    assert all("Ladle" not in words and "Kitchen table" not in words for words in after.values())


@pytest.mark.parametrize("reader", ["amara", "chiara"])
def test_for_its_members_it_stands_on_every_page(request, client, surfaces, write_in_the_kitchen, reader):
    client.force_login(request.getfixturevalue(reader))
    said(client, surfaces)
    before = said(client, surfaces)
    write_in_the_kitchen()
    after = said(client, surfaces)
    assert {name for name in surfaces if before[name] != after[name]} >= TELLS_A_MEMBER


@pytest.mark.parametrize("name", ["annotation", "thread", "post", "reply", "post_history", "source"])
def test_what_is_said_in_it_has_no_address_for_others(
    client, as_member, bashir, chiara, write_in_the_kitchen, name
):
    note = write_in_the_kitchen()
    numbers = {
        "annotation": note.pk,
        "thread": note.thread_id,
        "source": note.thread.opening.evidence.get().source_id,
    }
    url = reverse(name, args=[numbers.get(name, note.thread.opening_id)])
    assert client.get(url).status_code == (302 if name == "reply" else 404)
    assert as_member(bashir).get(url).status_code == 404
    assert as_member(chiara).get(url).status_code in (200, 302)


def test_an_address_that_names_a_circle_one_does_not_see_tells_nothing_of_it(
    client, as_member, bashir, at, write_in_the_kitchen
):
    write_in_the_kitchen()
    as_member(bashir)
    for unseen in ("kitchen", "nowhere"):
        page = text_of(tree(client.get(at("section"), {"layer": unseen})))
        assert f"you see no circle called “{unseen}”" in page
        assert "Kitchen table" not in page
        assert client.get(at("margin_index"), {"layer": unseen}).json()["places"] == []


def test_a_note_names_its_circle_where_that_is_not_the_texts_own(as_member, amara, at, kitchen, note_on):
    for words, layer in (
        ("Steam", {"circle": kitchen}),
        ("warm", {}),
        ("A key", {"private": True}),
    ):
        note_on(amara, words, **layer)
    response = as_member(amara).get(at("section"))
    heads = [text_of(head) for head in elements(tree(response), "p", "note-head")]
    assert ["for Kitchen table" in head for head in heads] == [True, False, False]
    assert ["only for me" in head for head in heads] == [False, False, True]


def test_at_its_own_address_a_note_says_whom_it_is_for(as_member, amara, kitchen, note_on):
    page = as_member(amara).get(note_on(amara, "warm", circle=kitchen).get_absolute_url())
    assert "Written for Kitchen table." in text_of(tree(page))
    page = as_member(amara).get(note_on(amara, "warm").get_absolute_url())
    assert "Written for" not in text_of(tree(page))


# Writing


def offered(member, essay) -> list[str]:
    return [layer.key for layer in layers_offered(member, essay)]


def test_one_writes_for_any_circle_one_is_in_and_for_the_texts_own_first(
    amara, bashir, chiara, kitchen, essay, outline
):
    garden = open_circle(member=amara, slug="garden", name="Garden")
    assert offered(amara, essay) == ["commons", "garden", "kitchen", "private"]
    assert offered(chiara, essay) == ["commons", "kitchen", "private"]
    assert offered(bashir, essay) == ["commons", "private"]
    peas = publish(member=amara, circle=garden, outline=outline)
    assert offered(amara, peas) == ["garden", "commons", "kitchen", "private"]
    assert offered(bashir, peas) == ["commons", "private"]


def test_beside_the_text_of_a_closed_circle_one_writes_for_it_alone(amara, kitchen, outline):
    open_circle(member=amara, slug="garden", name="Garden")
    soup = publish(member=amara, circle=kitchen, outline=outline)
    assert offered(amara, soup) == ["kitchen", "private"]


def test_a_note_for_a_circle_is_answered_by_its_members_alone(as_member, amara, bashir, chiara, kitchen, at):
    said = {"block": 4, "kind": "support", "source": "So it is.", "layer": "kitchen"}
    assert as_member(chiara).post(at("annotate"), said).status_code == 302
    note = Annotation.objects.get()
    assert note.thread.circle == kitchen
    reply(member=amara, answers=note.thread.opening, source="Indeed.")
    assert as_member(bashir).post(at("annotate"), said).status_code == 422
    assert Annotation.objects.count() == 1


def test_a_layer_that_is_not_offered_is_refused_and_nothing_is_lost(as_member, bashir, kitchen, at):
    said = {"block": 4, "kind": "support", "source": "So it is.", "layer": "kitchen"}
    response = as_member(bashir).post(at("annotate"), said)
    assert response.status_code == 422
    assert "So it is." in response.content.decode()
    assert not Annotation.objects.exists()


# Many circles


def test_a_member_of_thirty_circles_reads_a_bounded_page(
    as_member, bashir, at, section, note_on, django_assert_max_num_queries
):
    circles = [Circle.objects.create(slug=f"c{n}", name=f"Circle {n}", access="closed") for n in range(30)]
    for circle in circles:
        join(member=bashir, circle=circle)
        note_on(bashir, "warm", circle=circle)
    own = [note_on(bashir, "Steam") for _ in range(4)]
    [block] = [block for block in section_page(bashir, section).sections[0].blocks if block.text.number == 2]
    assert len(block.margin.notes) == MOST_OF_A_BLOCK
    assert {note.pk for note in own[:3]} <= {note.pk for note in block.margin.notes}
    assert block.margin.has_more
    client = as_member(bashir)
    client.get(at("section"))
    with django_assert_max_num_queries(10):
        response = client.get(at("section"))
    assert "34 comments" in text_of(margin_of(response, 2))


def test_a_link_to_a_note_of_another_circle_has_it_shown_wherever_it_comes(
    as_member, amara, kitchen, note_on
):
    note = note_on(amara, "warm", circle=kitchen)
    page = as_member(amara).get(note.get_absolute_url())
    assert f"?note={note.pk}#note-{note.pk}" in page.content.decode()


def test_each_circle_counts_its_own_notes(amara, bashir, kitchen, section, note_on):
    note_on(bashir, "warm")
    in_the_kitchen = note_on(amara, "warm", circle=kitchen)
    assert Placement.objects.get(passage__annotation=in_the_kitchen).nth == 1
    assert Tally.objects.visible_to(AnonymousUser()).get().count == 1
    assert Tally.objects.visible_to(amara).count() == 2


def test_no_circle_can_be_called_what_private_notes_are_called(db):
    with pytest.raises(IntegrityError, match="circle_is_not_private"):
        Circle.objects.create(slug="private", name="A secret")


def test_nothing_is_written_for_a_circle_by_going_around_the_form(bashir, kitchen, section):
    with pytest.raises(PermissionDenied, match="Only members of a circle"):
        annotate(
            member=bashir,
            selections=[selected(section, "warm")],
            kind="comment",
            source="Yes.",
            circle=kitchen,
        )
