"""Case and accents make no difference; what tells words apart in other scripts does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.search.folding import fold, kept, words_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brot", "BROT"),
        ("café", "CAFE"),
        ("Straße", "strasse"),
        ("ﬁnd", "find"),
        ("Œuvre", "oeuvre"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("naïve", "nai\u0308ve"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("Ёлка", "елка"),
        ("שָׁלוֹם", "שלום"),
        ("كِتَابٌ", "كتاب"),
        ("أحمد", "احمد"),
        ("كتـــاب", "كتاب"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("İstanbul", "istanbul"),
        ("ca\u00adfé", "cafe"),
    ],
)
def test_ways_to_write_one_word_are_one(one, other):
    assert words_in(one) == words_in(other)


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("कि", "की"), ("한국", "하국"), ("o", "0")])
def test_what_tells_words_apart_is_kept(one, other):
    assert words_in(one) != words_in(other)


def test_words_are_letters_digits_and_marks():
    assert words_in("Don’t—e-mail me@example.org, 3.5 times!") == [
        "don", "t", "e", "mail", "me", "example", "org", "3", "5", "times",
    ]  # fmt: skip


def test_scripts_without_spaces_are_kept_in_overlapping_pairs():
    assert kept("abc読書会") == "abc 読書 書会 会"


@given(st.text())
def test_what_is_kept_means_nothing_to_an_engine(text):
    assert all(
        piece and not set(piece) & set("\"'\\:*&|()<>- \0") for piece in kept(text).split(" ") if piece
    )


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text):
    assert fold(fold(text)).split() == fold(text).split()
