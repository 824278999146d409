"""The suite at a reduced size: that the floors of quality hold. `python -m tests.anchoring` measures more of it."""

import pytest

from tests.anchoring.measuring import by_kind, edited_cases, overall, scored
from tests.anchoring.texts import texts

SEED = 7


@pytest.fixture(scope="module")
def scores():
    return scored(edited_cases(texts(14_000).values(), [SEED]))


def test_passages_still_there_are_placed_right(scores):
    score = overall(scores)
    assert score.there > 5_000
    assert score.share("right") >= 0.95
    assert score.share("wrong") <= 0.003


def test_passages_that_are_gone_are_not_attached_to_something_else(scores):
    score = overall(scores)
    assert score.gone > 200
    assert score.share("attached") <= 0.02


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("typo", 0.98),
        ("word replaced", 0.98),
        ("clause inserted", 0.95),
        ("sentence deleted", 0.95),
        ("paragraph moved", 0.9),
        ("paragraph split", 0.99),
        ("paragraphs merged", 0.99),
        ("section reordered", 0.9),
        ("sentence duplicated", 0.95),
        ("typography and spacing", 0.99),
        ("light rewrite", 0.9),
    ],
)
def test_after_each_kind_of_edit_most_passages_are_right(scores, kind, least):
    score = by_kind(scores)[kind]
    assert score.share("right") >= least
    assert score.share("wrong") <= 0.005
