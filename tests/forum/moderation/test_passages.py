"""Which words of a post are meant, by what somebody selected in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.moderation.passages import passage_in

SOURCE = "You *should* be\nashamed, [all](https://example.org) of you. You should know."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("be\nashamed,", "be\nashamed,"),
        ("You should be ashamed", "You *should* be\nashamed"),
        ("You should know.", "You should know."),
        ("should not", ""),
        ("hould", "hould"),
        ("You shoul be", ""),
        ("", ""),
    ],
)
def test_words_are_found_with_the_marks_that_stand_between_them(words, found):
    assert passage_in(SOURCE, words) == found


def test_what_holds_no_word_is_found_only_as_it_stands():
    assert passage_in("Well … no.", "…") == "…"
    assert passage_in("Well … no.", "!!!") == ""


@given(st.text(), st.text())
def test_what_is_found_always_stands_in_the_post(source, words):
    assert passage_in(source, words) in source
