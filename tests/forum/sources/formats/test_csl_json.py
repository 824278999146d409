"""CSL-JSON, and telling it from the other formats."""

import json

import pytest

from forum.sources.formats import FORMATS, PasteRefused, read


@pytest.mark.parametrize("whole", ["[%s]", "%s", '{"items": [%s]}', "\ufeff [%s]\n"])
def test_an_item_is_read_from_a_list_alone_or_from_an_export(whole):
    form, (entry,) = read(whole % '{"id": 1, "type": "book", "title": "<i>Keys</i> &amp; <b>more</b>"}')

    assert form is FORMATS["json"]
    assert entry.item == {"type": "book", "title": "Keys &amp; more"}
    assert entry.left_out == ()


def test_what_is_no_item_spoils_no_other():
    _form, found = read(json.dumps([{"title": "One"}, 7, {"author": []}, {"title": "Two", "colour": "red"}]))

    assert [entry.item and entry.item["title"] for entry in found] == ["One", None, None, "Two"]
    assert found[1].trouble == "It is not an entry."
    assert found[3].left_out == ("colour is not kept.",)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('[{"title": ]', "line 1, column 12"),
        ("[" * 190_000, "nested too deeply"),
        ("[1" + "0" * 190_000 + "]", "no valid JSON"),
        ("[]", "There is no entry"),
        (json.dumps([{"title": "T"}] * 201), "201 entries"),
        ("x" * 200_001, "longer than 200000 characters"),
        ("Trotsky, Leon. 1932. History.", "neither BibTeX, RIS nor CSL-JSON"),
        ("", "neither BibTeX, RIS nor CSL-JSON"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_in_words(broken, why):
    with pytest.raises(PasteRefused, match=why):
        read(broken)
