"""What a tag may be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.debate.tags.words import named_as, tags_in, unfit


def test_tags_are_named_in_small_letters_with_hyphens_and_each_once():
    assert tags_in(" Bath House, #tea,TEA ,, minutes_1931;Ñandú") == [
        "bath-house", "tea", "minutes-1931", "ñandú",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["tea", "東京", "हिन्दी", "عربى", "a-1", "ñ", "x" * 30])
def test_letters_marks_and_digits_of_any_script_are_fit(name):
    assert unfit([named_as(name)]) == []


@pytest.mark.parametrize("name", ["<b>", "a/b", "x" * 31, "tea!", "a\u202eb", "a\0b", "🙂", "'"])
def test_anything_else_is_not(name):
    assert unfit([named_as(name)]) == [named_as(name)]


@given(st.text(max_size=60))
def test_a_name_names_itself(said):
    for name in tags_in(said):
        assert tags_in(name) == [name]
        assert unicodedata.is_normalized("NFC", name)
        assert not any(character.isspace() for character in name)
