"""The form a note is written in: with a script and without, by visitors, by strangers, twice."""

import json
import re

import html5lib
import pytest
from django.urls import reverse

from essays.library.publishing import publish
from essays.margin.models import Annotation, Tally
from forum.circles.models import Circle
from forum.debate.models import Evidence
from tests.essays.conftest import SAID_IN_SHORT
from tests.essays.library.test_reading import elements, text_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def annotate(essay, section) -> str:
    return reverse("annotate", args=[essay.slug, section.slug])


@pytest.fixture
def said(section):
    """What a form about these words sends: `said("warm", kind="critique")`."""

    def form(words: str, **fields) -> dict:
        start = section.text.index(words)
        place = {"start": start, "end": start + len(words), "exact": words}
        return place | {"kind": "comment", "source": "I remember it differently."} | fields

    return form


def field(response, name: str):
    tree = html5lib.parse(response.content, transport_encoding="utf-8")
    return next(one for one in elements(tree) if one.get("name") == name)


def offered(response) -> list[str]:
    """Whom a note may be for, as the form offers it."""
    tree = html5lib.parse(response.content, transport_encoding="utf-8")
    return [one.get("value") for one in elements(tree, "input") if one.get("name") == "layer"]


def errors(response) -> str:
    tree = html5lib.parse(response.content, transport_encoding="utf-8")
    return " ".join(text_of(found) for found in elements(tree, class_="errorlist"))


def test_the_form_shows_the_passage_and_the_kind_that_was_chosen(as_member, bashir, annotate, said):
    place = said("the water was warm")
    response = as_member(bashir).get(
        annotate, {"start": place["start"], "end": place["end"], "kind": "question"}
    )
    assert response.status_code == 200
    assert field(response, "exact").get("value") == "the water was warm"
    tree = html5lib.parse(response.content, transport_encoding="utf-8")
    assert text_of(elements(tree, "blockquote", "passage")[0]) == "the water was warm"
    [chosen] = [
        one for one in elements(tree, "input") if one.get("name") == "kind" and "checked" in one.attrib
    ]
    assert chosen.get("value") == "question"


def test_a_script_is_given_the_form_alone(as_member, bashir, annotate, said):
    place = said("warm")
    response = as_member(bashir).get(annotate, {"start": place["start"], "end": place["end"]}, headers=HTMX)
    assert response.content.decode().lstrip().startswith("<form")


def test_without_a_script_one_is_led_to_where_the_note_stands(
    as_member, bashir, annotate, essay, section, said
):
    response = as_member(bashir).post(annotate, said("warm", kind="critique"))
    note = Annotation.objects.get()
    assert response.status_code == 302
    assert (
        response.headers["Location"]
        == f"{reverse('section', args=[essay.slug, section.slug])}?note={note.pk}#note-{note.pk}"
    )
    assert note.thread.opening.kind == "critique"


def test_the_page_that_follows_lets_the_browser_forget_what_was_typed(
    as_member, bashir, annotate, section, said
):
    place = said("warm")
    key = f"annotate?section={section.pk}&amp;start={place['start']}&amp;end={place['end']}"
    form = as_member(bashir).get(annotate, {"start": place["start"], "end": place["end"]}).content.decode()
    assert f'data-keep="{key}"' in form
    followed = as_member(bashir).post(annotate, place, follow=True)
    assert f'<meta name="taken" content="{key}">' in followed.content.decode()


def test_a_script_is_given_the_note_and_told_where_it_stands(as_member, bashir, annotate, section, said):
    place = said("warm", kind="support")
    response = as_member(bashir).post(annotate, place, headers=HTMX)
    note = Annotation.objects.get()
    assert response.status_code == 200
    tree = html5lib.parseFragment(response.content.decode())
    assert [one.get("id") for one in elements(tree, "li", "note")] == [f"note-{note.pk}"]
    assert text_of(elements(tree, "a", "block-summary")[0]) == "1 in support"
    told = json.loads(response.headers["HX-Trigger"])
    assert told["annotated"] == {
        "note": note.pk,
        "block": 2,
        "places": [[place["start"], place["end"], note.pk, 2]],
        "elsewhere": {},
    }
    assert told["taken"] == f"annotate?section={section.pk}&start={place['start']}&end={place['end']}"


def test_a_form_that_is_sent_twice_acts_once(as_member, bashir, annotate, said):
    place = said("warm", token="6d0d6c5c-6d1c-4b6f-9e5b-0b8a3c1f0a11")
    first = as_member(bashir).post(annotate, place)
    second = as_member(bashir).post(annotate, place)
    with_script = as_member(bashir).post(annotate, place, headers=HTMX)
    assert Annotation.objects.count() == 1
    assert Tally.objects.get().count == 1
    assert first.headers["Location"] == second.headers["Location"]
    assert with_script.headers["HX-Redirect"] == first.headers["Location"]


def test_a_text_that_reads_otherwise_by_now_is_refused_and_nothing_is_lost(as_member, bashir, annotate, said):
    response = as_member(bashir).post(annotate, said("warm", exact="cold", source="Was it?"), headers=HTMX)
    assert response.status_code == 422
    assert "no longer reads as it did" in errors(response)
    assert "Was it?" in response.content.decode()
    assert field(response, "exact").get("value") == "cold"
    assert not Annotation.objects.exists()


def test_words_that_may_not_stand_are_refused_beside_them(as_member, bashir, annotate, said):
    response = as_member(bashir).post(annotate, said("warm", source="> " * 200 + "deep"))
    assert response.status_code == 422
    assert errors(response)
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{"start": ""}, {"start": "x"}, {"end": "9" * 30}, {"exact": ""}, {"kind": "rant"}, {"source": " "}],
)
def test_a_form_that_makes_no_sense_is_refused_in_its_page(as_member, bashir, annotate, said, fields):
    response = as_member(bashir).post(annotate, said("warm", **fields))
    assert response.status_code == 422
    assert errors(response)
    assert not Annotation.objects.exists()


def test_a_passage_over_blocks_arrives_with_the_line_ends_of_a_form(
    as_member, bashir, annotate, section, said
):
    start, end = section.text.index("all the same."), section.text.index("Whoever") + 7
    words = section.text[start:end]
    place = said("warm") | {"start": start, "end": end, "exact": words.replace("\n", "\r\n")}
    assert as_member(bashir).post(annotate, place).status_code == 302
    assert Annotation.objects.get().passages.get().exact == words


def test_counter_evidence_needs_its_source_and_keeps_it(as_member, bashir, annotate, said):
    refused = as_member(bashir).post(annotate, said("warm", kind="counter-evidence"))
    assert refused.status_code == 422
    evidence = {
        "evidence-author": "Okafor, Ngozi",
        "evidence-title": "The Ledger of the Baths",
        "evidence-year": "1931",
        "evidence-locator": "p. 112",
        "evidence-says": "The water was cold.",
        "evidence-stance": "against",
    }
    assert (
        as_member(bashir).post(annotate, said("warm", kind="counter-evidence", **evidence)).status_code == 302
    )
    assert Evidence.objects.get().source.title == "The Ledger of the Baths"


def test_a_private_note_is_private_from_the_first(as_member, bashir, annotate, said):
    as_member(bashir).post(annotate, said("warm", layer="private"))
    assert Annotation.objects.get().thread.private_to == bashir


def test_a_form_from_before_there_were_layers_stays_private_if_it_was(as_member, bashir, annotate, said):
    as_member(bashir).post(annotate, said("warm", private="on"))
    assert Annotation.objects.get().thread.private_to == bashir


# By the link of a block, which needs no script


def test_the_link_of_a_block_leads_to_a_form_about_it(as_member, bashir, annotate):
    response = as_member(bashir).get(annotate, {"block": 4})
    assert SAID_IN_SHORT in response.content.decode()
    sent = {"block": 4, "exact": "", "kind": "support", "source": "So it is."}
    assert as_member(bashir).post(annotate, sent).status_code == 302
    assert Annotation.objects.get().passages.get().exact == SAID_IN_SHORT


def test_words_pasted_from_a_block_are_the_passage(as_member, bashir, annotate):
    sent = {"block": 4, "exact": " a committee\r\n is not ", "kind": "support", "source": "So it is."}
    as_member(bashir).post(annotate, sent)
    assert Annotation.objects.get().passages.get().exact == "a committee is not"


def test_words_that_are_not_in_the_block_are_refused_where_they_were_pasted(as_member, bashir, annotate):
    sent = {"block": 4, "exact": "steam", "kind": "support", "source": "So it is."}
    response = as_member(bashir).post(annotate, sent)
    assert response.status_code == 422
    assert "are not in this paragraph" in errors(response)
    assert text_of(field(response, "exact")).strip() == "steam"
    assert "So it is." in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"block": 99}, {"block": "x"}, {"start": 5}, {"start": 9, "end": 4}, {}, {"start": 0, "end": "9" * 40}],
)
def test_a_form_about_nothing_is_not_there(as_member, bashir, annotate, asked):
    assert as_member(bashir).get(annotate, asked).status_code == 404


# Who may


def test_a_visitor_signs_in_and_comes_back_to_the_passage(client, annotate, said):
    place = said("warm")
    asked = {"start": place["start"], "end": place["end"], "kind": "critique"}
    came = client.get(annotate, asked)
    assert came.status_code == 302
    assert came.headers["Location"].startswith(reverse("account_login"))
    assert f"%3Fstart%3D{place['start']}%26end%3D{place['end']}%26kind%3Dcritique" in came.headers["Location"]
    sent = client.post(annotate, place, headers=HTMX)
    assert re.search(rf"start%3D{place['start']}", sent.headers["HX-Redirect"])
    assert not Annotation.objects.exists()


def test_whoever_is_not_in_the_circle_is_not_offered_to_write_for_it(as_member, bashir, outline):
    circle = Circle.objects.create(slug="open-house", name="Open house")
    essay = publish(member=None, circle=circle, outline=outline)
    address = reverse("annotate", args=[essay.slug, "a-of-steam"])
    assert offered(as_member(bashir).get(address, {"block": 4})) == ["commons", "private"]
    said = {"block": 4, "kind": "support", "source": "So it is."}
    refused = as_member(bashir).post(address, said | {"layer": "open-house"})
    assert refused.status_code == 422
    assert "can’t write for that circle" in errors(refused)
    assert not Annotation.objects.exists()


def test_a_text_of_a_closed_circle_takes_no_notes_from_others(as_member, amara, bashir, kitchen, outline):
    essay = publish(member=amara, circle=kitchen, outline=outline)
    address = reverse("annotate", args=[essay.slug, "a-of-steam"])
    assert as_member(bashir).get(address, {"block": 4}).status_code == 404
    assert (
        as_member(bashir).post(address, {"block": 4, "kind": "support", "source": "Hm."}).status_code == 404
    )
