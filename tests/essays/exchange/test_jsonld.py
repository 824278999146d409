"""Notes as Web Annotations: valid, whole, page by page, and one by one at their own addresses."""

import json

import pytest
from django.urls import reverse

from essays.exchange import pages
from essays.margin.models import Annotation
from forum.debate.models import Post
from tests.essays.conftest import QUOTED, STEAM
from tests.essays.exchange.web_annotations import faults

HERE = "http://testserver"
LD = "application/ld+json"
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture
def items(margin, essay, export, amara):
    return {
        item["id"].removeprefix(HERE): item
        for item in json.loads(export(essay, "jsonld", member=amara, private=True))["first"]["items"]
    }


def test_the_judge_of_annotations_finds_faults():
    assert faults(
        {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "x", "type": "Annotation"}, "annotation"
    )
    assert faults({"id": "urn:x", "type": "Annotation", "target": "urn:y"}, "annotation")
    assert not faults(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:x",
            "type": "Annotation",
            "target": "urn:y",
        },
        "annotation",
    )


def test_the_whole_margin_in_one_file_is_a_valid_collection(margin, essay, export, amara):
    for private in (True, False):
        document = json.loads(export(essay, "jsonld", member=amara, private=private))
        assert faults(document, "collection") == []
        assert document["total"] == len(document["first"]["items"])


def test_an_empty_margin_is_a_valid_collection(essay, export, client):
    assert faults(json.loads(export(essay, "jsonld")), "collection") == []
    address = reverse("annotation_collection", args=[essay.slug])
    assert faults(client.get(address).json(), "collection") == []


def test_a_note_says_what_it_is_about_in_code_points(margin, items):
    target = items[f"/annotations/{margin['doubted'].pk}/"]["target"]

    quote, position = target["selector"]
    assert quote["exact"] == "nobody <led> it"
    assert (STEAM + "\n" + QUOTED).startswith(quote["suffix"], STEAM.index("; the water"))
    offset = len("a) Of steam\n")
    assert (position["start"], position["end"]) == (
        offset + STEAM.index("nobody"),
        offset + STEAM.index("; the"),
    )
    assert target["source"] == f"{HERE}/essays/the-warm-water/a-of-steam/"


def test_a_note_about_two_passages_has_two_targets(margin, items):
    targets = items[f"/annotations/{margin['wide'].pk}/"]["target"]

    assert [target["source"].split("/")[-2] for target in targets] == ["a-of-steam", "b-of-tiles"]


def test_replies_are_annotations_of_what_they_answer(margin, items):
    opening = margin["doubted"].thread.opening
    deeper = Post.objects.get(source="Where, then?")

    answer, question = items[f"/posts/{deeper.answers_id}/"], items[f"/posts/{deeper.pk}/"]

    assert answer["target"] == f"{HERE}/annotations/{margin['doubted'].pk}/"
    assert question["target"] == answer["id"]
    assert question["motivation"] == ["replying", "questioning"]
    assert "modified" in question
    assert opening.kind == items[f"/annotations/{margin['doubted'].pk}/"]["kind"] == "counter-evidence"


def test_evidence_is_a_body_with_its_work_as_csl(margin, items):
    words, evidence = items[f"/annotations/{margin['doubted'].pk}/"]["body"]

    assert (words["value"], words["format"], words["language"]) == ("Who **says** so?", "text/markdown", "en")
    assert evidence["says"] == "Nobody kept a key.\nNobody."
    assert evidence["csl"]["title"] == "The Ledger of the Baths"
    assert (evidence["stance"], evidence["locator"]) == ("against", "p. 112")


def test_what_was_withdrawn_has_lost_its_words_and_its_name(margin, items):
    item = items[f"/annotations/{margin['withdrawn'].pk}/"]

    assert "withdrawn" in item
    assert not {"body", "creator"} & item.keys()


def test_a_private_note_is_marked_and_comes_only_when_asked_for(margin, items, essay, export, amara, bashir):
    assert items[f"/annotations/{margin['private'].pk}/"]["layer"] == "private"
    for member, private in ((amara, False), (bashir, True), (None, True)):
        assert b"My own thought" not in export(essay, "jsonld", member=member, private=private)


def test_the_pages_of_the_collection_lead_through_all_notes_and_back(
    essay, section, note_on, bashir, client, monkeypatch
):
    monkeypatch.setattr(pages, "NOTES_A_PAGE", 2)
    numbers = [note_on(bashir, "the water was warm").pk for _ in range(5)]

    collection = client.get(reverse("annotation_collection", args=[essay.slug])).json()
    assert faults(collection, "collection") == []
    found, address, last = [], collection["first"], None
    while address:
        page = client.get(address).json()
        assert faults(page, "page") == []
        assert page["id"] == address
        assert page.get("prev") == last
        found += [item["id"] for item in page["items"]]
        last, address = page["id"], page.get("next")

    assert found == [f"{HERE}/annotations/{pk}/" for pk in numbers]
    end = client.get(collection["last"]).json()
    assert "next" not in end
    assert [item["id"] for item in end["items"]] == found[-2:]


@pytest.mark.parametrize(
    "accept", [LD, PROFILE, "application/json", f"text/html;q=0.5, {LD}", f"*/*;q=0.1, {LD};q=0.9"]
)
def test_a_note_answers_in_json_when_that_is_preferred(margin, items, client, accept):
    address = f"/annotations/{margin['doubted'].pk}/"
    answer = client.get(address, headers={"Accept": accept})

    assert answer.headers["Content-Type"] == PROFILE
    assert {"Accept", "Cookie"} <= {name.strip() for name in answer.headers["Vary"].split(",")}
    assert answer.headers["Link"] == '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
    assert answer.headers["Allow"] == "GET, HEAD"
    document = answer.json()
    assert faults(document, "annotation") == []
    del document["@context"]
    assert document == items[address]


@pytest.mark.parametrize(
    "accept", [BROWSER, "*/*", f"{LD};q=0.5, text/html", f"{LD};q=0", "image/png", "nonsense", ""]
)
def test_a_browser_gets_the_page(margin, client, accept):
    answer = client.get(f"/annotations/{margin['doubted'].pk}/", headers={"Accept": accept})

    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Accept" in answer.headers["Vary"]


def test_an_unchanged_note_is_not_sent_again(margin, client):
    address, headers = f"/annotations/{margin['doubted'].pk}/", {"Accept": LD}
    etag = client.get(address, headers=headers).headers["ETag"]

    again = client.get(address, headers={**headers, "If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)

    Post.objects.filter(opens__annotation=margin["doubted"]).update(source="Changed.")
    assert client.get(address, headers={**headers, "If-None-Match": etag}).status_code == 200


def test_a_private_note_exists_in_no_form_for_others(margin, client, bashir):
    client.force_login(bashir)
    for accept in (LD, BROWSER):
        answer = client.get(f"/annotations/{margin['private'].pk}/", headers={"Accept": accept})
        assert answer.status_code == 404


@pytest.mark.parametrize("form", ["jsonld", "md", "csv", "html", "epub"])
def test_an_export_asks_no_more_questions_for_more_notes(
    essay, note_on, bashir, chiara, client, django_assert_num_queries, form
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    note_on(bashir, "the water was warm")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("export_as", args=[essay.slug, form])).getvalue()
    for member in (bashir, chiara) * 10:
        note_on(member, "the water was warm")
    with django_assert_num_queries(len(few)):
        client.get(reverse("export_as", args=[essay.slug, form])).getvalue()


def test_a_note_in_json_is_gathered_in_few_queries(margin, client, bashir, django_assert_max_num_queries):
    client.force_login(bashir)
    assert Annotation.objects.count() == 4
    with django_assert_max_num_queries(10):
        client.get(f"/annotations/{margin['doubted'].pk}/", headers={"Accept": LD})
