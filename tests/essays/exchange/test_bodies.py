"""What notes of a file say and where, however it is written down."""

import pytest

from forum.debate.models import Evidence, Post
from tests.essays.conftest import STEAM
from tests.essays.exchange.conftest import reasons_of, states_of
from tests.essays.exchange.samples import annotation, quote


@pytest.mark.parametrize(
    "item",
    [
        annotation(body="I doubt it in a string, which is an address: none"),
        annotation(body=None, bodyValue=" "),
        annotation(body=[]),
        annotation(body={"type": "TextualBody", "value": ""}),
    ],
)
def test_a_note_without_words_is_refused(essay, bring, amara, item):
    assert reasons_of(bring(essay, amara, item)) == ["no_words"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"body": None, "bodyValue": "In short."}, "In short."),
        ({"body": "https://example.org/x"}, "https://example.org/x"),
        (
            {"body": [{"type": "TextualBody", "value": "One."}, {"type": "TextualBody", "value": "Two."}]},
            "One.\n\nTwo.",
        ),
        (
            {
                "body": {
                    "type": "TextualBody",
                    "value": "<p>a <b>b</b><script>x()</script></p><p>*c*",
                    "format": "text/html",
                }
            },
            "a **b**\n\n\\*c\\*",
        ),
        ({"body": {"type": "Choice", "items": [{"type": "TextualBody", "value": "First."}]}}, "First."),
        ({"body": [{"value": "x", "purpose": "tagging"}, {"value": "Said."}]}, "Said.\n\nTags: x"),
    ],
)
def test_bodies_of_all_kinds_become_words(essay, bring, amara, said, words):
    note = bring(essay, amara, annotation(**said)).notes.get()
    assert (note.state, note.said["words"]) == ("exact", words)


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda items: items,
        lambda items: {"type": "AnnotationPage", "items": items},
        lambda items: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": items}},
        lambda items: {
            "type": ["BasicContainer", "AnnotationCollection"],
            "first": {"type": "AnnotationPage", "items": items[:1], "next": {"items": items[1:]}},
        },
        lambda items: {"@graph": items},
    ],
)
def test_annotations_are_found_however_they_are_wrapped(essay, bring, amara, wrapped):
    items = [annotation(1), annotation(2, "the water was warm")]
    assert states_of(bring(essay, amara, wrapped(items))) == ["exact", "exact"]


def test_selectors_that_quote_nothing_are_passed_over(essay, bring, amara):
    fragment = {"type": "FragmentSelector", "value": "xpath(/p)", "refinedBy": quote("the water was warm")}
    target = {
        "source": "https://elsewhere.example/text",
        "selector": [{"type": "CssSelector", "value": "p"}, fragment],
    }
    bare = {
        "source": "https://elsewhere.example/text",
        "selector": {"type": "FragmentSelector", "value": "p"},
    }

    bringing = bring(
        essay,
        amara,
        [
            annotation(1, target=target),
            annotation(2, target=bare),
            annotation(3, target="https://x.example/"),
        ],
    )

    assert states_of(bringing) == ["exact", "refused", "refused"]
    assert reasons_of(bringing)[1:] == ["no_quote", "no_quote"]


def test_dates_that_cannot_be_are_not_believed(essay, bring, confirm, amara):
    for number, created in enumerate(("2999-01-01T00:00:00Z", "1812-01-01T00:00:00Z", "yesterday", 5)):
        confirm(bring(essay, amara, [annotation(number, created=created)]))

    assert all(post.written_at.year >= 2024 for post in Post.objects.all())


def test_evidence_comes_with_its_source(essay, bring, confirm, amara):
    csl = {
        "type": "book",
        "title": "The Ledger",
        "author": [{"family": "Okafor"}, {"literal": "D."}, 5],
        "issued": {"date-parts": [[1931]]},
    }
    brought = {
        "type": "SpecificResource",
        "source": "https://x.example/1",
        "csl": csl,
        "says": "So.",
        "stance": "against",
        "locator": "p. 1",
    }
    confirm(bring(essay, amara, [annotation(body=[{"value": "Look."}, brought])]))

    piece = Evidence.objects.select_related("source").get()
    assert (str(piece.source), piece.locator, piece.says, piece.stance) == (
        "Okafor; D., The Ledger, 1931",
        "p. 1",
        "So.",
        "against",
    )


@pytest.mark.parametrize("title", ["\0", "\ud800", "\u202e"])
def test_a_work_no_database_could_keep_does_not_keep_its_note_out(essay, bring, confirm, amara, title):
    work = {"title": title, "\0": "\0", "author": [{"family": "\0"}], "custom": {"\ud800": ["\0"]}}
    brought = {"csl": work, "says": "So.", "stance": "against"}
    bringing = confirm(bring(essay, amara, [annotation(body=[{"value": "Look."}, brought])]))

    assert bringing.state == "written"
    assert Evidence.objects.select_related("source").get().source.csl["title"] == "Untitled"


def test_words_stand_where_they_stood(essay, section, bring, confirm, amara):
    """The same words in two places: what stands around them tells, and where nothing does, nobody guesses."""
    twice = "key"
    told = annotation(1, target={"source": "x", "selector": quote("committee", "A key is not a ", ", and a")})
    untold = annotation(2, twice)
    bringing = bring(essay, amara, [told, untold])

    assert states_of(bringing) == ["exact", "gone"]
    assert section.text[bringing.notes.get(position=0).said["passages"][0]["start"] :].startswith(
        "committee, and"
    )
    assert STEAM in section.text
