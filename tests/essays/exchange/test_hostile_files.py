"""Files that mean no good, or are no files of notes: a clear word, and nothing changed."""

import json
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from essays.exchange import reading
from essays.exchange.models import Bringing
from essays.exchange.reading import LONGEST_FILE, FileRefused
from essays.exchange.tasks import read_notes
from forum.debate.models import Post
from tests.essays.exchange.conftest import reasons_of, states_of
from tests.essays.exchange.samples import annotation, quote, row
from tests.forum.text.payloads import PAYLOADS
from tests.security.harm import harm_in_page

REFUSED = [
    (b"[" * 100_000 + b"]" * 100_000, "nested far deeper"),
    (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested far deeper"),
    (b'[{"type": "Annotation", "created": NaN}]', "not JSON"),
    (b'[{"type": "Annotation", "x": -Infinity}]', "not JSON"),
    (b"[" + b"9" * 10_000 + b"]", "not JSON"),
    (b'{"rows": [', "not JSON"),
    (b"\xff\xfe{\x00}\x00", "not JSON"),
    (b'{"type": "FeatureCollection"}', "no annotations in this file that we know"),
    (b'{"rows": []}', "not a single note"),
    (b"[]", "not a single note"),
    (b"[1, null, {}]", "no annotations in this file that we know"),
    (b'{"type": "AnnotationCollection", "first": "https://x.example/page1"}', "where a collection"),
    (json.dumps([{"type": "Annotation"}] * 20_001).encode(), "more than 20000 notes"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_a_file_that_cannot_be_read_is_told_why_and_changes_nothing(essay, amara, client, data, said):
    client.force_login(amara)
    answer = client.post(
        reverse("bring_notes", args=[essay.slug]), {"file": SimpleUploadedFile("x.json", data)}, follow=True
    )
    if Bringing.objects.exists():
        read_notes.call(Bringing.objects.get().pk)
        answer = client.get(Bringing.objects.get().get_absolute_url())
        assert bytes(Bringing.objects.get().data) == b""
    assert said in answer.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.7", b"PK\x03\x04", b"<html>", b'"words"'])
def test_what_is_no_json_is_told_at_once(essay, amara, client, data):
    client.force_login(amara)
    answer = client.post(reverse("bring_notes", args=[essay.slug]), {"file": SimpleUploadedFile("x", data)})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Bringing.objects.exists()


def test_a_body_that_is_far_too_long_is_not_read(essay, amara, client):
    client.force_login(amara)
    answer = client.generic(
        "POST",
        reverse("bring_notes", args=[essay.slug]),
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(LONGEST_FILE + 10_000_000),
    )
    assert answer.status_code == 413
    assert "20 MB" in answer.content.decode()


def test_only_the_file_of_notes_may_be_that_long(essay, amara, client):
    client.force_login(amara)
    answer = client.generic("POST", "/preview/", b"", content_type="text/plain", CONTENT_LENGTH="10000000")
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (annotation(body={"value": "a" * 10_000_000}), "long_words"),
        (annotation(body={"value": "a" * 11_000}), "long_words"),
        (annotation(body={"value": "[" * 9_000}), "hostile_words"),
        (annotation(body={"value": "> " * 4_000}), "hostile_words"),
        (annotation(exact="steam " * 1_000), "long_quote"),
        (annotation(target=[{"source": "urn:x", "selector": quote("steam")}] * 21), "many_quotes"),
        (annotation(target="https://elsewhere.example/1"), "unanswered"),
        (annotation(motivation="replying", target="https://elsewhere.example/404"), "unanswered"),
        (row(references=["404"]), "unanswered"),
        ({"type": "Note"}, "not_a_note"),
    ],
)
def test_a_note_that_cannot_be_taken_is_told_why(essay, bring, amara, item, reason):
    assert reasons_of(bring(essay, amara, [annotation(99), item] if "uri" not in item else [row(9), item]))[
        1:
    ] == [reason]


def test_notes_that_answer_each_other_in_a_ring_are_refused(essay, bring, amara):
    ring = [
        annotation(1, target="https://elsewhere.example/2"),
        annotation(2, target="https://elsewhere.example/1"),
    ]
    assert reasons_of(bring(essay, amara, ring)) == ["unanswered", "unanswered"]


def test_replies_may_be_as_deep_as_they_like(essay, bring, confirm, amara):
    deep = [annotation(0)] + [
        annotation(n, target=f"https://elsewhere.example/{n - 1}", motivation="replying")
        for n in range(1, 450)
    ]
    bringing = confirm(bring(essay, amara, deep))

    assert max(Post.objects.values_list("depth", flat=True)) == Post.DEEPEST
    assert Post.objects.count() == 450
    assert bringing.state == "written"


def test_characters_that_no_database_keeps_are_replaced(essay, bring, confirm, amara):
    data = json.dumps([annotation(creator="Ja\0ne \ud800", body={"value": "a\0b\udfff"})]).encode()
    confirm(bring(essay, amara, data))

    post = Post.objects.get()
    assert (post.elsewhere, post.source) == ("Ja\ufffdne \ufffd", "a\ufffdb\ufffd")


def test_of_what_is_said_twice_the_last_holds(essay, bring, amara):
    data = json.dumps(annotation()).encode()[:-1] + b', "kind": "question", "kind": "support"}'
    assert bring(essay, amara, data).notes.get().said["kind"] == "support"


def test_an_export_from_another_place_names_no_circle_and_no_member_here(
    essay, bring, confirm, amara, kitchen
):
    item = annotation(
        audience={"id": f"http://testserver{kitchen.get_absolute_url()}"},
        layer="circle",
        creator=amara.get_absolute_url(),
    )
    confirm(bring(essay, amara, [item]))

    post = Post.objects.select_related("thread").get()
    assert (post.thread.circle, post.elsewhere) == (essay.circle, "amara")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "id", "creator", "created", "modified", "body", "bodyValue", "target", "motivation", "layer", "kind", "withdrawn",
    "user", "user_info", "text", "tags", "references", "permissions", "uri", "updated",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8), max_size=3), st.booleans())
def test_wrong_types_everywhere_are_refused_note_by_note(items, is_annotation):
    named = [
        ({"type": "Annotation", **item} if is_annotation else {"uri": "urn:x", "user": "acct:a@b", **item})
        for item in items
    ]
    data = json.dumps(named).replace("NaN", "1").replace("-Infinity", "1").replace("Infinity", "1").encode()
    try:
        found = reading.read(data)
    except FileRefused:
        return
    for note in found:
        assert isinstance(note.words, str)
        note.words.encode()
        note.author.encode()
        assert len(note.author) <= 120
        assert note.kind in {"critique", "counter-evidence", "support", "question", "comment"}


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(document):
    with suppress(FileRefused):
        reading.read(json.dumps(document).encode())


@pytest.mark.parametrize("payload", PAYLOADS[::5], ids=range(len(PAYLOADS[::5])))
def test_what_somebody_tried_elsewhere_stays_words_here(
    essay, section, bring, confirm, amara, client, payload
):
    csl = {"title": payload, "author": [{"literal": payload}], "URL": payload}
    bodies = [
        {"value": f"So: {payload}", "format": "text/html"},
        {"value": payload, "format": payload, "language": payload},
        {"csl": csl, "says": payload, "stance": "for", "locator": payload},
    ]
    item = annotation(creator={"name": payload}, id=payload, kind=payload, body=bodies)
    lost = annotation(2, payload or "x", creator=payload)
    bringing = bring(essay, amara, [item, lost], name=f"{payload}.json"[-40:].replace("/", "") or "x")
    report = client.get(bringing.get_absolute_url()).content.decode()
    assert harm_in_page(report) == []
    if states_of(bringing)[0] == "exact":
        confirm(bringing, keeps_gone="gone" in states_of(bringing))
    for address in (
        bringing.get_absolute_url(),
        reverse("bring_notes", args=[essay.slug]),
        reverse("section", args=[essay.slug, section.slug]),
        *(
            reverse("annotation", args=[pk])
            for pk in Post.objects.values_list("thread__annotation", flat=True)
        ),
        reverse("sources"),
    ):
        assert harm_in_page(client.get(address).content.decode()) == [], address
