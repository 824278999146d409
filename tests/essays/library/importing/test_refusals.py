import pytest

from essays.library.importing.refusals import FILE_KINDS, MESSAGES, explain
from essays.library.readers import Reason, docx, kinds


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_that_says_what_to_do(reason):
    sentence = explain(reason, {"megabytes": 5, "kind": "a PDF"})
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_no_sentence_is_without_a_reason():
    assert set(MESSAGES) == set(Reason)


@pytest.mark.parametrize(
    "kind", [kind for _, kind in kinds._SIGNATURES] + [*docx._OTHER_ZIPS.values(), "a film"]
)
def test_every_kind_that_is_not_read_has_a_name(kind):
    assert str(FILE_KINDS[kind]) == kind
    assert kind in explain("unsupported", {"kind": kind})
