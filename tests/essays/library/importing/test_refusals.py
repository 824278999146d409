import pytest

from essays.library.importing.refusals import KINDS, MESSAGES, explain
from essays.library.readers import docx, kinds
from essays.library.readers import refusals as pure


def test_every_refusal_can_be_said_in_the_readers_language_in_the_same_words():
    assert {code: str(words) for code, words in MESSAGES.items()} == pure.MESSAGES


@pytest.mark.parametrize(
    "kind", [kind for _, kind in kinds._SIGNATURES] + [*docx._OTHER_ZIPS.values(), "a film"]
)
def test_every_kind_that_is_not_read_has_a_name(kind):
    assert str(KINDS[kind]) == kind
    assert kind in explain("unsupported", {"kind": kind})
