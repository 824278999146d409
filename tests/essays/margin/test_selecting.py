"""Picking words out of a paragraph by pasting them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.library.models import Section
from essays.margin.selecting import SelectionRefused, words_of_block

SPACES = st.sampled_from([" ", "\n", "\t ", "\u00a0", "\u2003"])
WORDS = st.lists(
    st.sampled_from(["steam", "key", "\U0001f54a", "e\u0301", "a", "b."]), min_size=1, max_size=12
)


def section_of(text: str) -> Section:
    return Section(text=text, blocks=[{"number": 1, "kind": "paragraph", "start": 0, "end": len(text)}])


@given(st.data(), WORDS)
def test_pasted_words_are_found_however_they_are_spaced(data, words):
    text = "".join(word + data.draw(SPACES) for word in words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    pasted = "".join(word + data.draw(SPACES) for word in words[first : last + 1])
    found = words_of_block(section_of(text), 1, pasted)
    assert found.exact.split() == words[first : last + 1]
    assert text[found.start : found.end] == found.exact


def test_part_of_a_word_is_found_where_it_stands():
    found = words_of_block(section_of("The  ledger of the baths"), 1, "edger of")
    assert (found.start, found.exact) == (6, "edger of")


def test_words_that_nearly_stand_there_are_refused_without_long_searching():
    # Trying every beginning anew would take a million times as long as reading the text once.
    with pytest.raises(SelectionRefused):
        words_of_block(section_of("a " * 500_000), 1, "a " * 2_000 + "b")
