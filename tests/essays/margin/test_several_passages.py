"""A note about several passages: its form, with a script and without, and where it stands afterwards."""

import json
from dataclasses import replace

import pytest

from essays.library.publishing import publish
from essays.margin.actions import MOST_PASSAGES
from essays.margin.models import Annotation
from tests.essays.conftest import TILES, selected
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import tree
from tests.essays.margin.test_writing import HTMX, errors, field


@pytest.fixture
def address(at) -> str:
    return at("annotate")


def row(section, words: str) -> dict:
    found = selected(section, words)
    return {"section": section.pk, "start": found.start, "end": found.end, "exact": words}


@pytest.fixture
def said(section):
    """A form about the words “warm”, and about further passages: `said(row(tiles, "everyone"))`."""

    def form(*further, **fields) -> dict:
        place = selected(section, "warm")
        first = {"start": place.start, "end": place.end, "exact": "warm"}
        words = {"kind": "critique", "source": "Both cannot be.", "further": json.dumps(further)}
        return first | words | fields

    return form


def passages() -> list[str]:
    return list(Annotation.objects.get().passages.values_list("exact", flat=True))


def test_a_note_is_written_about_all_the_passages_its_form_carries(
    as_member, bashir, address, section, tiles, said
):
    sent = said(row(section, "A key"), row(tiles, "everyone"))
    assert as_member(bashir).post(address, sent).status_code == 302
    assert passages() == ["warm", "A key", "everyone"]


def test_a_passage_that_is_chosen_twice_is_taken_once(as_member, bashir, address, section, tiles, said):
    sent = said(row(tiles, "everyone"), row(section, "warm"), row(tiles, " everyone "))
    assert as_member(bashir).post(address, sent).status_code == 302
    assert passages() == ["warm", "everyone"]


def test_a_page_with_a_script_is_told_where_each_passage_stands(
    as_member, bashir, address, section, tiles, said
):
    further = [row(section, "Steam"), row(tiles, "everyone")]
    response = as_member(bashir).post(address, said(*further), headers=HTMX)
    told, note = json.loads(response.headers["HX-Trigger"])["annotated"], Annotation.objects.get()
    warm = selected(section, "warm")
    assert told["block"] == 2
    assert [place[:2] for place in told["places"]] == [
        [further[0]["start"], further[0]["end"]],
        [warm.start, warm.end],
    ]
    assert told["elsewhere"] == {str(tiles.pk): [[further[1]["start"], further[1]["end"], note.pk, 0]]}


def test_a_passage_that_reads_otherwise_by_now_is_told_of_and_left_out(
    as_member, bashir, address, section, tiles, said
):
    changed = row(tiles, "everyone") | {"exact": "every one"}
    response = as_member(bashir).post(address, said(row(section, "A key"), changed), headers=HTMX)
    assert response.status_code == 422
    assert "“every one” The text no longer reads" in errors(response)
    assert "Both cannot be." in response.content.decode()
    kept = json.loads(text_of(field(response, "further")))
    assert [one["exact"] for one in kept] == ["A key"]
    assert not Annotation.objects.exists()
    sent = said(further=text_of(field(response, "further")))
    assert as_member(bashir).post(address, sent).status_code == 302
    assert passages() == ["warm", "A key"]


@pytest.mark.parametrize(
    "further",
    [
        "x",
        "{}",
        "[1]",
        "null",
        "[" * 50_000,
        '[{"section": true, "start": 0, "end": 1, "exact": "x"}]',
        '[{"section": 1, "start": 0.5, "end": 1, "exact": "x"}]',
        '[{"section": 1, "start": -1, "end": 1, "exact": "x"}]',
        '[{"section": 1, "start": 0, "end": 1e999, "exact": "x"}]',
        '[{"section": 99999999999999999999, "start": 0, "end": 1, "exact": "x"}]',
        '[{"section": 1, "start": 0, "end": 1, "exact": ["x"]}]',
        '[{"section": 1, "start": 0, "end": 1, "exact": "\\ud800\\u0000<b>"}]',
        json.dumps([{"section": 1, "start": 0, "end": 1, "exact": "x"}] * 30),
    ],
)
def test_further_passages_that_make_no_sense_are_refused(as_member, bashir, address, said, further):
    for headers in ({}, HTMX):
        response = as_member(bashir).post(address, said(further=further), headers=headers)
        assert response.status_code == 422
        assert errors(response)
        assert "<b>" not in response.content.decode()
    assert not Annotation.objects.exists()


def test_a_passage_of_another_text_is_refused(as_member, bashir, commons, address, outline, said):
    other = publish(member=None, circle=commons, outline=replace(outline, sections=outline.sections[1:]))
    response = as_member(bashir).post(address, said(row(other.edition.sections.get(), "everyone")))
    assert response.status_code == 422
    assert "is not in the text that you are reading" in errors(response)
    assert not Annotation.objects.exists()


def test_a_passage_of_a_closed_circle_is_refused_as_if_it_were_not_there(
    as_member, amara, bashir, kitchen, address, outline, said
):
    closed = publish(member=amara, circle=kitchen, outline=replace(outline, sections=outline.sections[1:]))
    there = row(closed.edition.sections.get(), "everyone")
    response = as_member(bashir).post(address, said(there))
    nowhere = as_member(bashir).post(address, said(there | {"section": 10**6}))
    assert response.status_code == nowhere.status_code == 422
    assert errors(response) == errors(nowhere)


def test_a_note_is_about_twenty_passages_at_most(as_member, bashir, address, section, said):
    letters = [selected(section, letter) for letter in "SteamroshcvunbdyltwA"]
    rows = [
        {"section": section.pk, "start": one.start, "end": one.end, "exact": one.exact} for one in letters
    ]
    response = as_member(bashir).post(address, said(*rows))
    assert response.status_code == 422
    assert "twenty passages at most" in errors(response)
    assert as_member(bashir).post(address, said(*rows[: MOST_PASSAGES - 1])).status_code == 302


def test_what_was_sent_with_other_passages_is_no_repetition(as_member, bashir, address, section, said):
    token = {"token": "6d0d6c5c-6d1c-4b6f-9e5b-0b8a3c1f0a11"}
    for further in ([], [row(section, "A key")], [row(section, "A key")]):
        as_member(bashir).post(address, said(*further, **token))
    assert Annotation.objects.count() == 2


# Without scripts


@pytest.fixture
def typed(as_member, bashir, address):
    """Sends a form about paragraph 4: `typed(then="another", **{"another-block": 6})`."""

    def send(**fields):
        form = {"block": 4, "exact": "", "kind": "support", "source": "So it is.", "layer": "private"}
        return as_member(bashir).post(address, form | fields)

    return send


def test_another_passage_is_added_by_its_paragraph_and_nothing_is_lost(typed, tiles):
    response = typed(then="another", **{"another-block": "6", "another-exact": "laid by\r\neveryone"})
    assert response.status_code == 200
    assert not errors(response)
    assert [text_of(one) for one in elements(tree(response), "blockquote", "passage")][1:] == [
        "laid by everyone"
    ]
    assert "So it is." in response.content.decode()
    layers = [one for one in elements(tree(response), "input") if one.get("name") == "layer"]
    assert [one.get("value") for one in layers if "checked" in one.attrib] == ["private"]
    assert text_of(field(response, "another-exact")).strip() == ""
    carried = field(response, "further").get("value")
    assert not Annotation.objects.exists()

    again = typed(then="another", further=carried, **{"another-block": "6"})
    taken_out = typed(then="without-1", further=field(again, "further").get("value"))
    assert typed(further=field(taken_out, "further").get("value")).status_code == 302
    assert passages()[1:] == [TILES]
    assert Annotation.objects.get().thread.private_to is not None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "Say which paragraph."),
        ({"another-block": "99"}, "There is no such paragraph in this text."),
        ({"another-block": "six"}, "There is no such paragraph in this text."),
        ({"another-block": "6", "another-exact": "steam"}, "are not in this paragraph"),
    ],
)
def test_a_passage_that_is_not_there_is_told_of_where_it_was_asked_for(typed, asked, told):
    response = typed(then="another", **asked)
    assert response.status_code == 422
    assert told in errors(response)
    assert "So it is." in response.content.decode()


def test_the_same_paragraph_is_not_added_twice(typed):
    first = typed(then="another", **{"another-block": "6"})
    again = typed(then="another", further=field(first, "further").get("value"), **{"another-block": "6"})
    assert "about these words already" in errors(again)


def test_words_that_are_not_written_yet_are_not_missed_while_passages_are_added(typed):
    response = typed(then="another", source="", **{"another-block": "6"})
    assert response.status_code == 200
    assert not errors(response)


@pytest.mark.parametrize("then", ["without-", "without-0", "without-99", "without-x", "elsewhere"])
def test_a_button_that_makes_no_sense_takes_nothing_out(typed, then, tiles):
    carried = json.dumps([row(tiles, "everyone")])
    response = typed(then=then, further=carried, source="")
    assert [one["exact"] for one in json.loads(field(response, "further").get("value"))] == ["everyone"]


def test_the_first_passage_is_left_out_too_and_the_next_is_first_then(typed, tiles, as_member, bashir):
    carried = json.dumps([row(tiles, "everyone"), row(tiles, "laid by")])
    response = typed(then="without-first", further=carried)
    assert response.status_code == 200
    assert [text_of(one) for one in elements(tree(response), "blockquote", "passage")] == [
        "everyone",
        "laid by",
    ]
    assert "So it is." in response.content.decode()
    [form] = [one for one in elements(tree(response), "form") if "annotate" in (one.get("action") or "")]
    assert tiles.slug in form.get("action")
    names = ("start", "end", "exact", "further")
    first = {name: field(response, name).get("value") for name in names}
    sent = {**first, "kind": "support", "source": "So it is.", "layer": "private"}
    assert as_member(bashir).post(form.get("action"), sent).status_code == 302
    assert passages() == ["everyone", "laid by"]


def test_the_only_passage_stays(typed):
    response = typed(then="without-first")
    assert field(response, "block").get("value") == "4"


def test_a_form_with_many_passages_asks_for_their_sections_once(
    as_member, bashir, address, section, tiles, said, django_assert_max_num_queries
):
    sent = said(*[row(section, word) for word in ("Steam", "rose", "key", "house")], row(tiles, "everyone"))
    client = as_member(bashir)
    with django_assert_max_num_queries(6):
        assert client.post(address, sent | {"then": "preview"}).status_code == 200
